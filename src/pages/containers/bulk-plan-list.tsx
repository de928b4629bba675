import type { PlannedChange } from '../../rules/bulk-changes.ts';
import { nameAndUid } from '../../rules/containers.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFirstRows } from './first-rows.tsx';

/** It scrolls, and the keyboard scrolls only what has the focus. Without a role it would be a stop that says nothing. */
const SCROLLER = { role: 'region', 'aria-label': 'Plan', tabIndex: 0 };

/** What a plan does to each container. */
export function BulkPlanList({ changes }: { changes: readonly PlannedChange[] }) {
  const { shown, more } = useFirstRows(changes);
  return (
    <div {...SCROLLER} className="max-h-72 overflow-y-auto rounded-lg border border-line">
      <ul className="divide-y divide-line">
        {shown.map(({ container, before, after, reboots }) => (
          <li key={container.uid} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5">
            <span className="min-w-0 basis-48 wrap-anywhere">{nameAndUid(container)}</span>
            <span className="min-w-0 grow text-muted wrap-anywhere">
              {after !== undefined && (
                <>
                  {before} <span aria-hidden="true">→</span>
                  <span className="sr-only">becomes</span> <span className="text-text">{after}</span>
                </>
              )}
            </span>
            {reboots && <Badge>reboots</Badge>}
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}
