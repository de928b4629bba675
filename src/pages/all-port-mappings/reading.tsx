import { useId } from 'react';
import { ageInWords } from '../../rules/age.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { compareAddresses } from '../../rules/servers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useNow } from '../../ui/use-now.ts';

/** More than this nobody reads; the button above them tries them all. */
const MOST_NAMED = 5;

/** `12 of 1,000 servers read`, with a bar. */
export function ReadingProgress({ read, of }: { read: number; of: number }) {
  const id = useId();
  const text = `${formatNumber(read)} of ${formatNumber(of)} servers read`;
  return (
    <div className="flex min-h-5 items-center gap-3 text-muted">
      <span className="w-28">
        <ProgressBar labelledBy={id} text={text} value={read} max={of} />
      </span>
      <span id={id}>{text}</span>
    </div>
  );
}

/** How old the oldest table is. */
export function ReadAge({ at }: { at: number }) {
  const now = useNow(1000);
  return <p className="min-h-5 text-muted">read {ageInWords(Math.max(0, now - at))}</p>;
}

/** Which servers could not be read, why, and the ways to try again: one by one, or all. */
export function UnreadServers(props: {
  failures: ReadonlyMap<string, unknown>;
  /** Those among them of which older data is shown. */
  stale: ReadonlySet<string>;
  onRetry: (addresses: readonly string[]) => void;
}) {
  const { failures, stale, onRetry } = props;
  const addresses = [...failures.keys()].sort(compareAddresses);
  if (addresses.length === 0) return null;
  const named = addresses.slice(0, MOST_NAMED);
  const more = addresses.length - named.length;
  const title =
    addresses.length === 1
      ? '1 server could not be read'
      : `${formatNumber(addresses.length)} servers could not be read`;
  return (
    <Alert
      tone="warning"
      title={title}
      className="mb-4"
      action={
        addresses.length > 1 ? (
          <Button size="small" onClick={() => onRetry(addresses)}>
            Try all again
          </Button>
        ) : undefined
      }
    >
      <ul className="mt-1 grid gap-1">
        {named.map((address) => (
          <li key={address} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <span className="min-w-0">
              <span className="font-mono text-small">{address}</span>:{' '}
              {explainReadFailure(failures.get(address), `the port mappings of ${address}`).detail}
              {stale.has(address) ? ' What is shown of it is older.' : null}
            </span>
            <Button size="small" aria-label={`Try ${address} again`} onClick={() => onRetry([address])}>
              Try again
            </Button>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1">And {formatNumber(more)} more.</p> : null}
    </Alert>
  );
}
