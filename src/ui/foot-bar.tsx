import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { leaveRoomFor } from './foot.ts';

const keepsRoom = (bar: HTMLElement | null) => (bar ? leaveRoomFor(bar, '--foot-bar') : undefined);

/**
 * A bar at the foot of the window, the last thing of its page: in sight wherever the page is scrolled to, below the
 * notifications. Where the window is low it stands at the end of the page and covers nothing (WCAG 2.2 1.4.10, 2.4.11).
 */
export function FootBar({ className, ...section }: Omit<ComponentProps<'section'>, 'ref'> & { 'aria-label': string }) {
  return (
    <section
      {...section}
      ref={keepsRoom}
      className={classNames(
        'sticky bottom-(--foot-outage) z-10 -mx-4 border-line border-t bg-surface px-4 outline-none sm:-mx-8 sm:px-8 lg:-mx-6 lg:px-6 xl:-mx-8 xl:px-8 low:static',
        // Its page ends with room for the notifications, which stand above it.
        'mt-[max(1.5rem,var(--foot-toasts))] mb-[calc(-1.5rem-var(--foot-toasts))]',
        className,
      )}
    />
  );
}
