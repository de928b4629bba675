import type { TagConflict } from '../../rules/tags.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

/** A text that was changed here and elsewhere meanwhile: both are shown, and the person decides. Nothing was sent. */
export function MetConflict({
  conflict: { field, mine, theirs },
  onDecide,
}: {
  conflict: TagConflict;
  onDecide: (takesTheirs: boolean) => void;
}) {
  return (
    <Alert
      tone="warning"
      title={`Somebody else changed the ${field} meanwhile. Nothing was sent.`}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => onDecide(true)}>
            Use theirs
          </Button>
          <Button size="small" onClick={() => onDecide(false)}>
            Keep mine
          </Button>
        </span>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-muted">Theirs</dt>
        <dd className="whitespace-pre-line">{theirs || 'empty'}</dd>
        <dt className="text-muted">Mine</dt>
        <dd className="whitespace-pre-line">{mine || 'empty'}</dd>
      </dl>
    </Alert>
  );
}
