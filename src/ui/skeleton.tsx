import { classNames } from './class-names.ts';

/** A grey bar in the place of a value that is not here yet; hidden from assistive technology (`aria-busy` on main tells). */
export function Skeleton({ className = 'h-3 w-24' }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('inline-block animate-pulse rounded bg-track align-middle', className)}
    />
  );
}
