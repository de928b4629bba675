import type { ReactNode } from 'react';

/** The classes of a tab's link; the router marks the open one with `aria-current="page"`. */
export const tabClass =
  'inline-flex min-h-10 items-center border-b-2 border-transparent text-muted hover:text-text ' +
  'aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text ' +
  // Transparent borders are drawn in forced colours: under every tab.
  'forced-colors:border-[Canvas] forced-colors:aria-[current=page]:border-[Highlight]';

/** Tabs that are pages of their own: a navigation of links (each with `tabClass`), so that each can be bookmarked. */
export function TabsNavigation({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-5 border-b border-line *:-mb-px">
      {children}
    </nav>
  );
}
