import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const TONES = {
  tag: 'bg-sunken text-muted border-line',
  clash: 'bg-danger-ground text-danger border-danger/40',
  accent: 'bg-accent-ground text-accent border-accent/30',
};

/** A word about a thing: a tag, a clash, something in progress. The word carries the meaning, the colour only helps. */
export function Badge({
  tone = 'tag',
  title,
  children,
}: {
  tone?: keyof typeof TONES;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex max-w-full items-center gap-1 rounded border px-1.5 text-xs leading-[1.125rem] wrap-anywhere',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
