import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { useMappingRun } from '../../queries/port-mapping-runs.ts';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import type { MappingPlan } from '../../rules/port-mapping-plans.ts';
import { mappingsInWords, mappingWithTarget, titleOfRun, whyWaitFor } from '../../rules/port-mapping-run-words.ts';
import type { MappingRun } from '../../rules/port-mapping-runs.ts';
import type { ContainerNames, NewPortMapping, PortMapping } from '../../rules/port-mappings.ts';
import { canBeCreatedAgain } from '../../rules/ports.ts';
import { formatNumber } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { LostByReload } from '../shared/port-mappings/lost-by-reload.tsx';
import { PlanInDialog } from '../shared/port-mappings/plan-in-dialog.tsx';

/** What one click should not delete by habit. */
const MANY = 20;

/** So many mappings of others are named; all are counted. */
const MOST_NAMED = 10;

const NOTHING: readonly PortMapping[] = [];
const NOTHING_WANTED: readonly NewPortMapping[] = [];

export interface DeleteSelectedProps {
  address: string;
  mappings: readonly PortMapping[];
  names: ContainerNames;
  onClose: () => void;
  /** The deletions are under way. */
  onStarted: () => void;
}

/** Asks before several mappings are deleted, and starts it. */
export function DeleteSelected({ address, mappings, names, onClose, onStarted }: DeleteSelectedProps) {
  const { run, start } = useMappingRun();
  const current = useQuery(portMappingsQuery(address)).data?.items ?? NOTHING;
  const { again, forGood, foreign } = useWaysBack(address, mappings);
  const [withForGood, setWithForGood] = useState(false);
  const [typed, setTyped] = useState('');
  const plan = useMemo(() => planOfDeletion(again, forGood, withForGood), [again, forGood, withForGood]);
  const count = plan.steps.length;
  const isMany = count > MANY;
  const toConfirm = `Type ${count} to confirm`;
  const isConfirmed = !isMany || typed.replace(/[\s,]/g, '') === String(count);
  const reason =
    (run && whyWaitFor(run)) ||
    (count === 0 && 'Nothing is left to delete.') ||
    (!isConfirmed && `${toConfirm}.`) ||
    undefined;
  return (
    <Dialog
      open
      size="large"
      title={`Delete ${mappingsInWords(mappings.length)}`}
      description={`Traffic to these ports of ${address} ends. You can undo it while this tab is open.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            disabledReason={reason}
            // The field keeps the focus: leaving it would draw a sentence, and move this button from under the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              if (start({ address, origin: 'delete-selected', steps: plan.steps })) onStarted();
            }}
          >
            Delete {mappingsInWords(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {run && hasUnsent(run) && (
          <Notice tone="warning">
            {titleOfRun(run)} on {run.address} is not finished. Deleting these takes its place: what it has not sent is
            forgotten.
          </Notice>
        )}
        <LostByReload steps={plan.steps} />
        {forGood.length > 0 && (
          <ForGood mappings={forGood} foreign={foreign} names={names} isTicked={withForGood} onTick={setWithForGood} />
        )}
        {isMany && (
          <TextField
            label={toConfirm}
            className="max-w-xs"
            hint="You can pause or stop it at any time: what is not sent by then stays."
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        <PlanInDialog plan={plan} wanted={NOTHING_WANTED} names={names} current={current} />
      </div>
    </Dialog>
  );
}

const hasUnsent = ({ state }: MappingRun) => state === 'stopped' || state === 'interrupted';

/** Which could be created again: the API wants a container of the customer on this server, and ports that it allows (api.md §4). */
function useWaysBack(address: string, mappings: readonly PortMapping[]) {
  const items = useQuery(containersQuery()).data?.items;
  return useMemo(() => {
    const uids = new Set(items?.filter((one) => one.server_address === address).map(({ uid }) => uid));
    const hasWayBack = (mapping: PortMapping) => uids.has(mapping.container) && canBeCreatedAgain(mapping);
    const forGood = mappings.filter((mapping) => !hasWayBack(mapping));
    const foreign = forGood.filter(({ container }) => !uids.has(container)).length;
    return { again: mappings.filter(hasWayBack), forGood, foreign };
  }, [items, address, mappings]);
}

function planOfDeletion(
  again: readonly PortMapping[],
  forGood: readonly PortMapping[],
  withForGood: boolean,
): MappingPlan {
  const remove = withForGood ? [...again, ...forGood] : again;
  return {
    steps: remove.map((row) => ({ remove: [row], add: [] })),
    outcomes: [],
    kept: withForGood ? [] : [...forGood],
  };
}

function foreignInWords(count: number): string {
  if (count === 0) return '';
  if (count === 1) return '1 of them leads to a container that is not yours on this server';
  return `${formatNumber(count)} of them lead to containers that are not yours on this server`;
}

function reservedInWords(count: number): string {
  if (count === 0) return '';
  return `${formatNumber(count)} of them ${count === 1 ? 'has a port' : 'have ports'} that the API takes no mapping of`;
}

interface ForGoodProps {
  mappings: readonly PortMapping[];
  /** How many of them lead to containers that are not the customer's on this server. */
  foreign: number;
  names: ContainerNames;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}

/** Mappings that nobody here could create again. */
function ForGood({ mappings, foreign, names, isTicked, onTick }: ForGoodProps) {
  const named = mappings.slice(0, MOST_NAMED).map((mapping) => mappingWithTarget(mapping, names));
  const rest = mappings.length - named.length;
  const isOne = mappings.length === 1;
  const reserved = mappings.length - foreign;
  return (
    <Notice tone="warning">
      <p>
        {[foreignInWords(foreign), reservedInWords(reserved)].filter(Boolean).join(', and ')}: {named.join(', ')}
        {rest > 0 && ` and ${formatNumber(rest)} more`}. {isOne ? 'It is' : 'They are'} left out unless you tick this:
        once deleted, nobody here can create {isOne ? 'it' : 'them'} again.
      </p>
      <label className="mt-2 flex min-h-11 items-center gap-2 sm:min-h-7">
        <input type="checkbox" checked={isTicked} onChange={({ target }) => onTick(target.checked)} />
        Delete {isOne ? 'it' : 'them'} too, for good: cannot be created again
      </label>
    </Notice>
  );
}
