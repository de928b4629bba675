import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

/** Above a form that opened with a draft (see use-form-draft.ts): where its values come from, and the way back. */
export function RestoredDraft({ isRestored, onDiscard }: { isRestored: boolean; onDiscard: () => void }) {
  return isRestored ? (
    <Notice
      action={
        <Button size="small" onClick={onDiscard}>
          Discard
        </Button>
      }
    >
      Restored what you had typed.
    </Notice>
  ) : null;
}
