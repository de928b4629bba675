import type { Connection } from '../../session/session.ts';
import { chooseTheme, type Theme, useTheme } from '../../session/theme.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Who is signed in and where, the theme switch, and the way out. */
export function SessionFooter({
  connection,
  onSignOut,
}: {
  connection: Pick<Connection, 'apiUrl' | 'username'>;
  onSignOut: () => void;
}) {
  const theme = useTheme();
  return (
    <div className="mt-auto grid gap-3 px-2 pt-6 pb-1">
      <p className="min-w-0">
        <span className="block truncate text-muted">{connection.username}</span>
        <span className="block truncate text-muted text-xs" title={connection.apiUrl}>
          {new URL(connection.apiUrl, window.location.href).host}
        </span>
      </p>
      <SegmentedControl label="Theme" labelHidden options={themes} value={theme} onChange={chooseTheme} size="small" />
      <button
        type="button"
        onClick={onSignOut}
        className="min-h-6 justify-self-start rounded text-muted hover:text-text hover:underline max-lg:h-11"
      >
        Sign out
      </button>
    </div>
  );
}
