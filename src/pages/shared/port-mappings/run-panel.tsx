import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import { isUnderWay, useMappingRun } from '../../../queries/port-mapping-runs.ts';
import { isSmallRun, titleOfRun } from '../../../rules/port-mapping-run-words.ts';
import type { MappingRun } from '../../../rules/port-mapping-runs.ts';
import { Alert, Notice } from '../../../ui/alert.tsx';
import { buttonClass } from '../../../ui/button.tsx';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { ShownRunProps } from './shown-run.tsx';
import { useRunEnd } from './use-run-end.ts';
import { useRunsSoon } from './use-runs-soon.ts';

const ShownRun = lazyPart(async () => (await import('./shown-run.tsx')).ShownRun, RunNotLoaded);

/** Shorter ones are over before anybody could read how far they are. */
const SHOWN_AFTER_MS = 1_000;

export interface RunPanelProps {
  /** The server whose page it stands on. */
  address: string;
}

/** How far the run of this tab is, and what came of each of its steps; nothing when there is none. */
export function RunPanel({ address }: RunPanelProps) {
  const { run, ...control } = useMappingRun();
  const [atFirst] = useState(run?.startedAt);
  useRunEnd(run);
  useRunsSoon();
  if (!run) return null;
  if (run.address !== address) return <RunElsewhere run={run} />;
  const shown = (
    <Suspense fallback={null}>
      <ShownRun key={run.startedAt} run={run} isNew={run.startedAt !== atFirst && !isSmallRun(run)} {...control} />
    </Suspense>
  );
  return run.state === 'running' && isSmallRun(run) ? (
    <AfterAMoment since={run.go.startedAt}>{shown}</AfterAMoment>
  ) : (
    shown
  );
}

/** In place of a run whose code did not come, e.g. offline: without it nothing is sent. */
function RunNotLoaded({ run }: ShownRunProps) {
  return (
    <Alert title={titleOfRun(run)} className="mb-4">
      {run.problem ?? 'How far it is could not be loaded. Reload the page when the network is back.'}
    </Alert>
  );
}

function AfterAMoment({ since, children }: { since: number; children: ReactNode }) {
  const now = useNow(250);
  return now - since > SHOWN_AFTER_MS ? children : null;
}

/** A run on another server that still wants something of the person; there is one a tab. */
function RunElsewhere({ run }: { run: MappingRun }) {
  const { address, state } = run;
  if (state === 'ended') return null;
  return (
    <Notice
      className="mb-4"
      action={
        <Link to="/servers/$address/port-mappings" params={{ address }} className={buttonClass('secondary', 'small')}>
          Show it
        </Link>
      }
    >
      {titleOfRun(run)} on {address}
      {isUnderWay(run) ? ' is under way.' : ': it can go on there.'}
    </Notice>
  );
}
