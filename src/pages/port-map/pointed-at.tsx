import type { ReactNode } from 'react';

export interface PointedAtProps {
  /** Where the pointer is in the picture, in CSS pixels. */
  left: number;
  top: number;
  /** Of the picture. */
  width: number;
  children: ReactNode;
}

/** What the pointer is at, beside it and never under it. The same is said of what has the focus by its name. */
export function PointedAt({ left, top, width, children }: PointedAtProps) {
  const side = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute z-20 w-max max-w-64 rounded-md border border-transparent bg-text px-2 py-0.5 text-xs text-ground wrap-anywhere"
      style={{ ...side, top: top + 14 }}
    >
      {children}
    </div>
  );
}
