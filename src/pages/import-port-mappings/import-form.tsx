import { type ReactNode, Suspense, useMemo } from 'react';
import { useMappingLabels } from '../../queries/port-mapping-labels.ts';
import type { Container } from '../../rules/containers.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { Alert } from '../../ui/alert.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import type { MappingsRead } from '../shared/port-mappings/editable-mappings.tsx';
import { RestoredDraft } from '../shared/restored-draft.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { hasInput, hasInputIn, isTooLongToKeep, type SourceName, useImportDraft } from './import-draft.ts';
import { PlanSection } from './plan-section.tsx';
import { TextSource } from './text-source.tsx';
import type { Reading, WantedList } from './wanted-list.ts';

// Text is what most people come with; the others are loaded when they are chosen (design.md §7).
const RangeSource = lazyPart(async () => (await import('./range-source.tsx')).RangeSource, NotLoaded);
const CopySource = lazyPart(async () => (await import('./copy-source.tsx')).CopySource, NotLoaded);

function NotLoaded() {
  return <Alert title="This could not be loaded">Nothing was changed. Reload the page when the network is back.</Alert>;
}

interface ImportFormProps {
  address: string;
  from: SourceName;
  servers: readonly string[];
  table: MappingsRead;
  /** What was read of it. */
  data: NonNullable<MappingsRead['data']>;
  /** The customer's containers on this server. */
  containers: readonly Container[];
  names: ContainerNames;
}

/** Where what is typed goes along, or is found again. */
const SAFE_ROUTE_IDS = [
  '/signed-in/servers/$address/port-mappings',
  '/signed-in/servers/$address/port-mappings/map',
  '/signed-in/containers/$uid',
];

const READ_AT_ONCE: Reading = { isCurrent: true, isSlow: false };

/** What is wanted, from one of three sources, and the plan of it. */
export function ImportForm(props: ImportFormProps) {
  const { address, from, servers, table, data, containers, names } = props;
  const { draft, change, clear, isRestored } = useImportDraft(address);
  const applyAs = draft.applyAs[from];
  const { items: current, unreadable } = data;
  const labels = useMappingLabels(address);
  const common = useMemo(
    () => ({ current, unreadable: unreadable.length, containersOnServer: containers, names, applyAs, labels }),
    [current, unreadable.length, containers, names, applyAs, labels],
  );

  function planOf(list: WantedList, reading: Reading): ReactNode {
    return (
      <PlanSection
        address={address}
        table={table}
        facts={{ ...common, list }}
        reading={reading}
        onApplyAs={(value) => change({ applyAs: { ...draft.applyAs, [from]: value } })}
        onStarted={clear}
      />
    );
  }

  return (
    <>
      <LeaveGuard
        when={hasInput(draft)}
        what="the mappings to import"
        onDiscard={clear}
        safeOn={isTooLongToKeep(draft) ? [] : SAFE_ROUTE_IDS}
      />
      <UnreadableRows rows={unreadable} />
      <div className="mb-3 empty:hidden">
        <RestoredDraft isRestored={isRestored && hasInputIn(from, draft)} onDiscard={clear} />
      </div>
      {from === 'text' ? (
        <TextSource address={address} draft={draft} change={change} containers={containers}>
          {planOf}
        </TextSource>
      ) : null}
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        {from === 'range' ? (
          <RangeSource draft={draft} change={change} containers={containers}>
            {(list) => planOf(list, READ_AT_ONCE)}
          </RangeSource>
        ) : null}
        {from === 'copy' ? (
          <CopySource {...{ address, servers, draft, change, containers, names }}>
            {(list) => planOf(list, READ_AT_ONCE)}
          </CopySource>
        ) : null}
      </Suspense>
    </>
  );
}
