import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { tagsQuery, useTagDetails } from '../../queries/tags.ts';
import { useTagsUnderWay } from '../../queries/use-tag-writes.ts';
import type { Tag } from '../../rules/tags.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Freshness } from '../shared/freshness.tsx';
import { firstFailureOf, LoadFailure } from '../shared/load-failure.tsx';
import { type Problem, ProblemAlert, useReport } from '../shared/problem.tsx';
import { focusAfterRow } from '../shared/row-focus.ts';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { DeleteTagDialog } from './delete-tag-dialog.tsx';
import { EditTagDialog } from './edit-tag-dialog.tsx';
import { NewTagForm } from './new-tag-form.tsx';
import type { TagActions } from './tag-columns.tsx';
import { tagRowsOf } from './tag-rows.ts';
import { TagsTable } from './tags-table.tsx';
import { useTagDeletion } from './use-tag-deletion.ts';
import { useTagEditing } from './use-tag-editing.ts';

const NO_TAGS: readonly Tag[] = [];

/** The customer's tags: who carries them, and creating, renaming, noting and deleting them (api.md §5). */
export function TagsPage() {
  useDocumentTitle('Tags');
  const tags = useRefreshedQuery(tagsQuery());
  const containers = useRefreshedQuery(containersQuery());
  const failure = firstFailureOf([tags, containers]);
  return (
    <>
      <PageHeader title="Tags" actions={<Freshness queries={[tags, containers]} />} />
      <div className="mt-4">
        {failure ? (
          <LoadFailure error={failure.error} what="your tags" onRetry={failure.retry} />
        ) : (
          <>
            <UnreadableRows rows={[...(tags.data?.unreadable ?? []), ...(containers.data?.unreadable ?? [])]} />
            <Tags tags={tags.data?.items} containers={containers.data?.items} />
          </>
        )}
      </div>
    </>
  );
}

type Rows = Parameters<typeof tagRowsOf>[0];

/** Undefined while they are loaded for the first time. */
function Tags({ tags, containers }: { tags: Rows['tags'] | undefined; containers: Rows['containers'] | undefined }) {
  const section = useRef<HTMLElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const report = useReport(setProblem);
  const [confirming, setConfirming] = useState<{ id: number; element: HTMLTableRowElement | null } | null>(null);
  const [left, setLeft] = useState<HTMLTableRowElement | null>(null);
  const known = tags ?? NO_TAGS;
  const details = useTagDetails(useMemo(() => known.map(({ id }) => id), [known]));
  const { changing, deleting } = useTagsUnderWay();
  const rows = useMemo(
    () => (tags && containers ? tagRowsOf({ tags, details, containers, changing, deleting }) : undefined),
    [tags, details, containers, changing, deleting],
  );
  const editing = useTagEditing(report);
  const remove = useTagDeletion(report);
  const askToDelete = useCallback<TagActions['onDelete']>(({ id }, element) => setConfirming({ id, element }), []);
  const rowOf = (id: number | undefined) => rows?.find(({ tag }) => tag.id === id);
  const confirmed = rowOf(confirming?.id);
  const edited = editing.editing;

  // Only once the dialog is closed can the focus go to what is behind it.
  useEffect(() => {
    if (!left) return;
    focusAfterRow(left, section.current);
    setLeft(null);
  }, [left]);

  return (
    <section ref={section} tabIndex={-1} aria-label="Tags" className="outline-none">
      {problem ? <ProblemAlert problem={problem} onHide={() => setProblem(null)} /> : null}
      <NewTagForm tags={known} />
      <TagsTable rows={rows} onEdit={editing.open} onDelete={askToDelete} />
      {confirmed ? (
        <DeleteTagDialog
          row={confirmed}
          onCancel={() => setConfirming(null)}
          onConfirm={() => {
            setConfirming(null);
            setLeft(confirming?.element ?? null);
            void remove(confirmed.tag);
          }}
        />
      ) : null}
      {edited ? (
        <EditTagDialog
          tag={edited}
          tags={known}
          members={rowOf(edited.id)?.members.length ?? 0}
          problem={editing.problem}
          isRunning={changing.includes(edited.id)}
          onRun={editing.run}
          onClose={editing.close}
        />
      ) : null}
    </section>
  );
}
