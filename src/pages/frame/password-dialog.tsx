import { type FormEvent, useRef, useState } from 'react';
import { useSignOut, useUnlock } from '../../queries/session.ts';
import { explainSignInFailure, wasPasswordRefused } from '../../rules/failures.ts';
import type { Connection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorsAreQuiet, TextField } from '../../ui/field.tsx';

/** Asks for the password again over the page after a 401, so that nothing typed on it is lost (design.md §5). */
export function PasswordDialog({ connection }: { connection: Connection }) {
  const unlock = useUnlock();
  const signOut = useSignOut();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Only the password is asked for here, so its refusal belongs to its field.
  const isRefused = wasPasswordRefused(unlock.error);
  const failure =
    unlock.error &&
    !isRefused &&
    explainSignInFailure(unlock.error, { apiUrl: connection.apiUrl, panelOrigin: window.location.origin });

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(password === '');
    if (password === '') input.current?.focus();
    else if (!unlock.isPending) unlock.mutate(password, { onError: () => input.current?.focus() });
  }

  function errorOfField(): string | undefined {
    if (missing) return 'Enter your password.';
    return isRefused ? 'The API refused this password. Check it, then try again.' : undefined;
  }

  return (
    <Dialog
      open
      dismissible={false}
      title="Enter your password again"
      description="The API no longer accepts this tab's sign-in. What is on the page is kept. A change you just asked for is not repeated: check it afterwards."
      size="small"
    >
      <form noValidate onSubmit={submit} aria-label="Enter your password again" className="grid gap-4">
        {/* For password managers: they file a password under a username. */}
        <input type="hidden" autoComplete="username" name="username" value={connection.username} readOnly />
        {/* What is missing comes with the focus, which is there already when a refusal comes. */}
        <ErrorsAreQuiet value={missing}>
          <TextField
            ref={input}
            label="Password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            hint={`${connection.username} at ${new URL(connection.apiUrl, window.location.href).host}`}
            error={errorOfField()}
          />
        </ErrorsAreQuiet>
        {failure ? <Alert title={failure.title}>{failure.detail}</Alert> : null}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={signOut}>Sign out</Button>
          <Button type="submit" variant="primary" busy={unlock.isPending}>
            Continue
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
