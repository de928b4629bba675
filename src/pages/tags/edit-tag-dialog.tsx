import { useQuery } from '@tanstack/react-query';
import type { TagEdit } from '../../queries/tag-writes.ts';
import { tagQuery } from '../../queries/tags.ts';
import { shownText } from '../../rules/shown-text.ts';
import { type Tag, textsOfTag } from '../../rules/tags.ts';
import { containersInWords } from '../../rules/words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import type { Problem } from '../shared/problem.tsx';
import { EditTagForm } from './edit-tag-form.tsx';
import type { EditEnd } from './use-tag-editing.ts';

export interface EditTagDialogProps {
  tag: Tag;
  tags: readonly Tag[];
  /** How many containers carry it. */
  members: number;
  problem: Problem | null;
  isRunning: boolean;
  onRun: (edit: TagEdit) => Promise<EditEnd>;
  onClose: () => void;
}

/** The dialog "Edit prod". The list of tags does not tell the note, so the tag is read first when it has not been. */
export function EditTagDialog({ tag, tags, members, problem, isRunning, onRun, onClose }: EditTagDialogProps) {
  const read = useQuery(tagQuery(tag.id));
  return (
    <Dialog open title={`Edit ${shownText(tag.name)}`} description={whatFollows(members)} onClose={onClose}>
      {read.data ? (
        <EditTagForm
          id={tag.id}
          title={`Edit ${shownText(tag.name)}`}
          initial={textsOfTag(read.data)}
          tags={tags}
          problem={problem}
          isRunning={isRunning}
          onRun={onRun}
          onClose={onClose}
        />
      ) : null}
      {read.isPending ? <FormSkeleton /> : null}
      {read.isLoadingError ? (
        <LoadFailure error={read.error} what={`the tag ${shownText(tag.name)}`} onRetry={() => void read.refetch()} />
      ) : null}
    </Dialog>
  );
}

function whatFollows(members: number): string {
  if (members === 0) return 'No container carries it.';
  return `Renaming shows at once on its ${containersInWords(members)}. Nothing reboots.`;
}

/** As high as the form, so that nothing moves when it comes. */
function FormSkeleton() {
  return (
    <div className="flex h-61 flex-col gap-3">
      <Skeleton className="h-3 w-16" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-3 w-16" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
