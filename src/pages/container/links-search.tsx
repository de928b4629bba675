import type { useLinkSearch } from '../../queries/links.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';

export interface LinkSearchLineProps {
  search: ReturnType<typeof useLinkSearch>;
  /** Uids of the containers to look at. */
  among: readonly number[];
}

const containers = (count: number) => (count === 1 ? '1 container' : `${formatNumber(count)} containers`);

/** The API cannot be asked who links here (api.md §3): where the containers are many, the person says when to read them. */
export function LinkSearchLine({ search, among }: LinkSearchLineProps) {
  const { status, total, read, failed, found, left } = search;
  const isRunning = status === 'running';
  const rest = left.length + failed.length;
  const failures = failed.length > 0 ? ` ${containers(failed.length)} could not be read.` : '';
  const words = {
    'not-begun': `Containers that link here are not looked for by themselves: that reads ${containers(among.length)}.`,
    running: `Read ${formatNumber(read)} of ${containers(total)}, ${found.length} link here.${failures}`,
    stopped: `Stopped after ${formatNumber(read)} of ${containers(total)}, ${found.length} link here.${failures}`,
    ended: `Read ${containers(read)}, ${found.length} link here.${failures}`,
  };
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
      {isRunning ? (
        <Button size="small" onClick={search.stop}>
          Stop
        </Button>
      ) : (
        <Button size="small" onClick={() => (rest > 0 ? search.lookOn() : search.look(among))}>
          {rest > 0 ? 'Look on' : 'Look for links from my other containers'}
        </Button>
      )}
      {isRunning && <progress aria-label="Containers read" value={read + failed.length} max={total} />}
      <p aria-live={isRunning ? 'off' : 'polite'} className="min-w-0 grow basis-48 text-muted text-small">
        {words[status]}
      </p>
    </div>
  );
}
