import { Link } from '@tanstack/react-router';
import { nameOfContainer } from '../../rules/containers.ts';
import type { MappingFacts } from '../../rules/mapping-filter.ts';
import type { PlacedMapping } from '../../rules/placed-mapping-order.ts';
import { labelKey, NO_LABEL } from '../../rules/port-mapping-labels.ts';
import { describeMapping, privateAddress } from '../../rules/port-mappings.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { Column } from '../../ui/data-table.tsx';

/** The columns of the table of all mappings: each row leads to itself in the table of its server, and to its container. */
export function placedColumns({ names, labels }: Pick<MappingFacts, 'names' | 'labels'>): Column<PlacedMapping>[] {
  return [
    {
      key: 'public-port',
      header: 'Public port',
      primary: true,
      sortable: true,
      width: '15%',
      // In a card: protocol, port and server on the first line; below them the private end and the label.
      cardPlace: 'cards:col-start-2 cards:row-start-1',
      cell: ({ address, mapping }) => (
        <Link
          to="/servers/$address/port-mappings"
          params={{ address }}
          search={{ filter: describeMapping(mapping) }}
          aria-label={`${describeMapping(mapping)} on ${address}`}
          className="link font-mono text-small"
        >
          {mapping.public_port}
        </Link>
      ),
    },
    {
      key: 'protocol',
      header: 'Protocol',
      sortable: true,
      width: '11%',
      cardPlace: 'cards:col-start-1 cards:row-start-1 cards:pr-2 cards:text-muted',
      cell: ({ mapping }) => mapping.proto.toUpperCase(),
    },
    {
      key: 'server',
      header: 'Server',
      sortable: true,
      width: '17%',
      cardPlace: 'cards:col-start-4 cards:row-start-1',
      cell: ({ address }) => (
        <Link to="/servers/$address" params={{ address }} className="link font-mono text-small">
          {address}
        </Link>
      ),
    },
    {
      key: 'container',
      header: 'Container',
      sortable: true,
      cardPlace: 'cards:col-span-4 cards:col-start-1',
      cell: ({ mapping }) => <Holder uid={mapping.container} name={names.get(mapping.container)} />,
    },
    {
      key: 'private-address',
      header: 'Private address',
      sortable: true,
      mono: true,
      width: '20%',
      cardPlace: 'cards:col-span-4 cards:col-start-1',
      cell: ({ mapping }) => privateAddress(mapping),
    },
    {
      key: 'label',
      header: 'Label',
      sortable: true,
      width: '16%',
      cardPlace: 'cards:col-span-4 cards:col-start-1 cards:text-muted',
      cell: ({ address, mapping }) => {
        const { label, note } = labels.get(address)?.get(labelKey(mapping)) ?? NO_LABEL;
        return (
          <span title={note ? shownText(note) : undefined} className="wrap-anywhere">
            {shownText(label)}
          </span>
        );
      },
    },
  ];
}

/** A container that the customer cannot see has no page to go to. */
function Holder({ uid, name }: { uid: number; name: string | undefined }) {
  if (name === undefined) return <span className="font-mono text-muted text-small">{uid}</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
      <Link to="/containers/$uid" params={{ uid: String(uid) }} className="link">
        {nameOfContainer({ name, uid })}
      </Link>
      {name === '' ? null : <span className="font-mono text-muted text-small">{uid}</span>}
    </span>
  );
}
