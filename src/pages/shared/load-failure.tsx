import { explainReadFailure } from '../../rules/failures.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

/** A page, or a part of one, that could not load its data at all (screens.md "Frame"). `what` is e.g. "your servers". */
export function LoadFailure({ error, what, onRetry }: { error: unknown; what: string; onRetry: () => void }) {
  const { title, detail } = explainReadFailure(error, what);
  return (
    <Alert title={title} action={<Button onClick={onRetry}>Try again</Button>}>
      {detail}
    </Alert>
  );
}
