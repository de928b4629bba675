import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, MouseEvent } from 'react';
import { nameOfContainer } from '../../../rules/containers.ts';
import type { MappingLabel } from '../../../rules/port-mapping-labels.ts';
import { describeHolder, describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { shownText } from '../../../rules/shown-text.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { privateEndOf } from './mapping-row-words.ts';
import type { MappingRow } from './mapping-rows.ts';

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
      width: '22%',
      // In a card: the first line of the third column; the protocol before it, the private end below.
      cardPlace: 'cards:col-start-3 cards:row-start-1 cards:min-w-0',
      cell: (row) => <PublicPort row={row} />,
    },
    {
      key: 'protocol',
      header: 'Protocol',
      sortable: true,
      width: '11%',
      cardPlace: 'cards:col-start-2 cards:row-start-1 cards:pr-2 cards:whitespace-nowrap cards:text-muted',
      cell: ({ wanted }) => wanted.proto.toUpperCase(),
    },
    {
      key: 'container',
      header: 'Container',
      sortable: true,
      cardPlace: 'cards:col-span-2 cards:col-start-2',
      cell: (row) => <Holder row={row} />,
    },
    {
      key: 'private-address',
      header: 'Private address',
      sortable: true,
      mono: true,
      width: '21%',
      cardPlace: 'cards:col-span-2 cards:col-start-2',
      cell: privateEndOf,
    },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      align: 'end',
      width: '8.5rem',
      cardPlace: 'cards:col-start-4 cards:row-span-3 cards:row-start-1 cards:self-center',
      cell: ({ stored, clash }) =>
        stored ? <Actions mapping={stored} describedBy={clash && clashId(stored)} {...actions} /> : null,
    },
  ];
}

const clashId = ({ id }: PortMapping) => `clash-of-${id}`;

function PublicPort({ row }: { row: MappingRow }) {
  const { wanted, stored, clash, containerName, label } = row;
  const leadsTo = containerName ? new Map([[wanted.container, containerName]]) : undefined;
  return (
    <>
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
      {label && <Label {...label} />}
    </>
  );
}

/** One line, however long they are: all of it is in the edit dialog, and where the pointer rests. */
function Label({ label, note }: MappingLabel) {
  const texts = [label, note].filter(Boolean).map(shownText);
  return (
    <span title={texts.join('\n')} className="block truncate text-muted text-xs leading-[0.9375rem]">
      {texts.join(': ')}
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
    <span className="inline-flex gap-1 cards:-mr-2">
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
