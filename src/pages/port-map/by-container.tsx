import { Link } from '@tanstack/react-router';
import { useId, useMemo } from 'react';
import type { ContainerPorts } from '../../rules/port-map.ts';
import { type ContainerNames, describeHolder } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

export interface ByContainerProps {
  rows: readonly ContainerPorts[];
  names: ContainerNames;
  /** The uids of the customer's containers on this server. */
  own: ReadonlySet<number>;
}

const figure = (count: number) => (count === 0 ? <span className="text-muted">0</span> : formatNumber(count));

/** How many ports each container holds. */
export function ByContainer({ rows, names, own }: ByContainerProps) {
  const headingId = useId();
  const columns = useMemo(
    (): Column<ContainerPorts>[] => [
      {
        key: 'container',
        header: 'Container',
        primary: true,
        cell: ({ container }) =>
          own.has(container) ? (
            <Link to="/containers/$uid" params={{ uid: String(container) }} className="link wrap-anywhere">
              {describeHolder(container, names)}
            </Link>
          ) : (
            describeHolder(container, names)
          ),
      },
      { key: 'tcp', header: 'TCP', align: 'end', width: '4.5rem', cell: ({ tcp }) => figure(tcp) },
      { key: 'udp', header: 'UDP', align: 'end', width: '4.5rem', cell: ({ udp }) => figure(udp) },
      {
        key: 'conflict',
        header: 'Conflict',
        align: 'end',
        width: '5.5rem',
        cell: ({ inConflict }) =>
          inConflict > 0 ? <span className="text-danger">{formatNumber(inConflict)}</span> : figure(0),
      },
    ],
    [names, own],
  );
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className="mb-1 font-medium text-base">
        By container
      </h3>
      <DataTable
        label="Ports by container"
        room="slim"
        columns={columns}
        rows={rows}
        rowKey={({ container }) => container}
      />
    </section>
  );
}
