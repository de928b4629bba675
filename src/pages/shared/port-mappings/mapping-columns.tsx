import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent } from 'react';
import { nameOfContainer } from '../../../rules/containers.ts';
import { describeHolder, describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { type MappingRow, privateEndOf } from './mapping-rows.ts';

export interface RowActions {
  onEdit: (mapping: PortMapping) => void;
  onDelete: (mapping: PortMapping, row: HTMLTableRowElement | null) => void;
  /** Why this mapping cannot be edited now. */
  whyNoEdit: (mapping: PortMapping) => string | undefined;
}

/** The columns of the table "Port mappings" (screens.md `/servers/ADDRESS/port-mappings`). */
export function mappingColumns(actions: RowActions): Column<MappingRow>[] {
  return [
    {
      key: 'public-port',
      header: 'Public port',
      primary: true,
      sortable: true,
      width: '18%',
      cell: (row) => <PublicPort row={row} />,
    },
    {
      key: 'protocol',
      header: 'Protocol',
      sortable: true,
      width: '12%',
      cell: ({ wanted }) => wanted.proto.toUpperCase(),
    },
    { key: 'container', header: 'Container', sortable: true, cell: (row) => <Holder row={row} /> },
    { key: 'private-address', header: 'Private address', sortable: true, mono: true, width: '22%', cell: privateEndOf },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      align: 'end',
      width: '8.5rem',
      cell: ({ stored, clash }) =>
        stored ? <Actions mapping={stored} describedBy={clash && clashId(stored)} {...actions} /> : null,
    },
  ];
}

const clashId = ({ id }: PortMapping) => `clash-of-${id}`;

function PublicPort({ row: { wanted, stored, clash, containerName } }: { row: MappingRow }) {
  const leadsTo = containerName ? new Map([[wanted.container, containerName]]) : undefined;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="font-mono text-small">{wanted.public_port}</span>
      {stored ? null : <Badge tone="accent">adding</Badge>}
      {stored && clash ? (
        <>
          <Badge tone="clash" title={clash.sentence}>
            clash
          </Badge>
          <span id={clashId(stored)} hidden>
            This one leads to {describeHolder(wanted.container, leadsTo)}. {clash.sentence}
          </span>
        </>
      ) : null}
    </span>
  );
}

/** A container that the customer cannot see has no page to go to. */
function Holder({ row: { containerName, wanted } }: { row: MappingRow }) {
  const uid = <span className="font-mono text-muted text-small">{wanted.container}</span>;
  if (containerName === undefined) return uid;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
      <Link to="/containers/$uid" params={{ uid: String(wanted.container) }} className="link">
        {nameOfContainer({ name: containerName, uid: wanted.container })}
      </Link>
      {containerName === '' ? null : uid}
    </span>
  );
}

function Actions(props: RowActions & { mapping: PortMapping; describedBy: string | undefined }) {
  const { mapping, describedBy, whyNoEdit, onEdit, onDelete } = props;
  const name = describeMapping(mapping);

  // The next row moves under the pointer, or gets the focus: the second half of a double click and a key held down
  // are still about this one.
  function remove(event: MouseEvent<HTMLButtonElement>) {
    if (event.detail < 2) onDelete(mapping, event.currentTarget.closest('tr'));
  }
  function ignoreRepeats(event: KeyboardEvent) {
    if (event.repeat) event.preventDefault();
  }

  return (
    <span className="-mr-2 inline-flex gap-1">
      <Button
        variant="quiet"
        size="small"
        className="cards:min-h-11"
        aria-label={`Edit ${name}`}
        aria-describedby={describedBy}
        disabledReason={whyNoEdit(mapping)}
        onClick={() => onEdit(mapping)}
      >
        Edit
      </Button>
      <Button
        variant="quiet"
        size="small"
        className="cards:min-h-11"
        aria-label={`Delete ${name}`}
        aria-describedby={describedBy}
        onClick={remove}
        onKeyDown={ignoreRepeats}
      >
        Delete
      </Button>
    </span>
  );
}
