/** Above a form that opened with a draft (see use-form-draft.ts): where its values come from, and the way back. */
export function RestoredDraft({ isRestored, onDiscard }: { isRestored: boolean; onDiscard: () => void }) {
  return isRestored ? (
    <p className="text-muted">
      Restored what you had typed.{' '}
      <button type="button" onClick={onDiscard} className="link">
        Discard
      </button>
    </p>
  ) : null;
}
