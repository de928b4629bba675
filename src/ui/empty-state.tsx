import type { ReactNode } from 'react';
import { PAGE_TITLE_ID } from './document-title.ts';

export type EmptyStateProps = { title: string; headingLevel?: 1 | 2 | 3; children?: ReactNode; action?: ReactNode };

/** Teaches: what would be here, why it is empty, the one next step (design.md §6). */
export function EmptyState({ title, headingLevel = 2, children, action }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong px-6 py-8">
      <Heading id={headingLevel === 1 ? PAGE_TITLE_ID : undefined} className="text-base font-medium">
        {title}
      </Heading>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action}
    </div>
  );
}
