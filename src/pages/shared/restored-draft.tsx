import { useWasIdle } from '../../ui/when-idle.ts';

/** Where the values of a form come from that opened with a draft (see use-form-draft.ts), and that no secret is among them. */
export function RestoredWords({ hadSecrets = false }: { hadSecrets?: boolean }) {
  // A live region speaks only of what appears in it after assistive technology has met it; the room is taken from the start.
  const isSaid = useWasIdle();
  return (
    <span role="status">
      <span className={isSaid ? undefined : 'invisible'}>
        {hadSecrets ? 'Restored what you had typed, but secrets: type them again.' : 'Restored what you had typed.'}
      </span>
    </span>
  );
}

/** The same above a form, with the way back. */
export function RestoredDraft({ isRestored, onDiscard }: { isRestored: boolean; onDiscard: () => void }) {
  return isRestored ? (
    <p className="text-muted">
      <RestoredWords />{' '}
      <button type="button" onClick={onDiscard} className="link">
        Discard changes
      </button>
    </p>
  ) : null;
}
