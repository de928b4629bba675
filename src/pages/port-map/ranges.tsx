import { useDeferredValue, useId, useMemo, useState } from 'react';
import { type PortMap, type ProtocolChoice, protocolsOf } from '../../rules/port-map.ts';
import { type PortRun, runsOf } from '../../rules/port-map-runs.ts';
import { holdersOfRun, portsInWords, privateEndOfRun, STATE_NAMES } from '../../rules/port-map-words.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';

export interface RangesProps {
  map: PortMap;
  choice: ProtocolChoice;
  names: ContainerNames;
}

/** The picture as a table: every port is in one of its ranges. It is made when somebody asks for it. */
export function Ranges(props: RangesProps) {
  const tableId = useId();
  const [isOpen, setIsOpen] = useState(false);
  // Drawn in slices: there may be as many ranges as ports.
  const isDrawn = useDeferredValue(isOpen);
  return (
    <section aria-labelledby={`${tableId}-heading`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 id={`${tableId}-heading`} className="font-medium text-base">
          Ranges
        </h3>
        <Button size="small" aria-expanded={isOpen} aria-controls={tableId} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Hide the ranges' : 'Show all ports as ranges'}
        </Button>
      </div>
      <div id={tableId}>{isOpen && isDrawn ? <RangesTable {...props} /> : null}</div>
    </section>
  );
}

function RangesTable({ map, choice, names }: RangesProps) {
  const runs = useMemo(() => protocolsOf(choice).flatMap((proto) => runsOf(map, proto)), [map, choice]);
  const columns = useMemo(
    (): Column<PortRun>[] => [
      {
        key: 'ports',
        header: 'Public ports',
        primary: true,
        mono: true,
        width: '9rem',
        cell: (run) => portsInWords(run),
      },
      { key: 'protocol', header: 'Protocol', width: '5.5rem', cell: ({ proto }) => proto.toUpperCase() },
      {
        key: 'count',
        header: 'Count',
        align: 'end',
        width: '5.5rem',
        cell: ({ from, to }) => formatNumber(to - from + 1),
      },
      {
        key: 'state',
        header: 'State',
        width: '10rem',
        cell: ({ state }) => (
          <span className={state === 'conflict' ? 'text-danger' : undefined}>{STATE_NAMES[state]}</span>
        ),
      },
      { key: 'container', header: 'Container', cell: (run) => holdersOfRun(run, names) },
      {
        key: 'private',
        header: 'Private address',
        mono: true,
        width: '12rem',
        cell: (run) => privateEndOfRun(run),
      },
    ],
    [names],
  );
  return (
    <DataTable
      label="Ranges of public ports"
      room="wide"
      columns={columns}
      rows={runs}
      rowKey={({ proto, from }) => `${proto} ${from}`}
    />
  );
}
