import { Link } from '@tanstack/react-router';
import { nameOfContainer } from '../../../rules/containers.ts';
import { labelInWords } from '../../../rules/port-mapping-label-imports.ts';
import { labelKey, type MappingLabel } from '../../../rules/port-mapping-labels.ts';
import type { PlanRow } from '../../../rules/port-mapping-plan-rows.ts';
import {
  type ContainerNames,
  describeHolder,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
  privateAddress,
} from '../../../rules/port-mappings.ts';
import type { Column } from '../../../ui/data-table.tsx';

interface PlanFactsShown {
  names: ContainerNames;
  /** Private addresses by container. */
  addresses: ReadonlyMap<number, string>;
  /** Labels and notes that are set, by `labelKey`. */
  labels?: ReadonlyMap<string, MappingLabel> | undefined;
}

/** The columns of a plan: what, where to, and what happens to it. */
export function planColumns({ names, addresses, labels }: PlanFactsShown): Column<PlanRow>[] {
  return [
    {
      key: 'public-port',
      header: 'Public port',
      primary: true,
      mono: true,
      width: '15%',
      cardPlace: 'cards:self-center cards:pr-2',
      cell: ({ mapping }) => describeMapping(mapping),
    },
    {
      key: 'container',
      header: 'Container',
      width: '23%',
      cardPlace: 'cards:col-span-2',
      cell: ({ mapping }) => <PlannedContainer uid={mapping.container} names={names} />,
    },
    {
      key: 'private-address',
      header: 'Private address',
      mono: true,
      width: '20%',
      cardPlace: 'cards:col-start-4 cards:row-start-1 cards:self-center',
      cell: ({ mapping }) => `${addresses.get(mapping.container) ?? ''}:${mapping.private_port}`,
    },
    {
      key: 'what',
      header: 'What happens',
      cardPlace: 'cards:col-span-4 cards:col-start-1',
      cell: (row) => <WhatHappens row={row} names={names} label={labels?.get(labelKey(row.mapping))} />,
    },
  ];
}

function PlannedContainer({ uid, names }: { uid: number; names: ContainerNames }) {
  const name = names.get(uid);
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
      {name ? nameOfContainer({ name, uid }) : null}
      <span className="font-mono text-muted text-small">{uid}</span>
    </span>
  );
}

/** Of those with nothing else to say. */
const PLAIN_WORDS = {
  add: 'Opens',
  delete: 'Closes',
  unchanged: 'Already there',
  repeated: 'The same as an earlier one',
  kept: 'Stays: nobody here could create it again',
};

const isToStand = (kind: PlanRow['kind']) => kind === 'add' || kind === 'unchanged';

/** Two lines fit into a row: where all are as high, a long list knows where each one stands. */
const TWO_LINES = 'line-clamp-2 text-small/4 cards:line-clamp-none';

interface WhatHappensProps {
  row: PlanRow;
  names: ContainerNames;
  label: MappingLabel | undefined;
}

function WhatHappens({ row, names, label }: WhatHappensProps) {
  const { kind, mapping, replaces, message, holder } = row;
  const noted = label ? labelInWords(label) : '';
  switch (kind) {
    case 'conflict':
      return (
        <span className={TWO_LINES} title={message}>
          {message} {holder ? <HolderLink holder={holder} names={names} /> : null}
        </span>
      );
    case 'replace': {
      const old = replaces.map((one) => whatItWas(one, mapping, names)).join(' and ');
      const words = `In place of ${old}, closed for a moment${noted}`;
      return (
        <span className={TWO_LINES} title={words}>
          {words}
        </span>
      );
    }
    default:
      return (
        <span className={`${TWO_LINES} text-muted`}>
          {PLAIN_WORDS[kind]}
          {isToStand(kind) ? noted : null}
        </span>
      );
  }
}

/** Only a container that the customer can see has a page to go to. */
function HolderLink({ holder, names }: { holder: PortMapping; names: ContainerNames }) {
  const name = names.get(holder.container);
  if (name === undefined) return null;
  return (
    <Link to="/containers/$uid" params={{ uid: String(holder.container) }} className="link">
      Open {nameOfContainer({ name, uid: holder.container })}
    </Link>
  );
}

/** The old mapping as far as it differs from the new one. */
function whatItWas(old: PortMapping, now: NewPortMapping, names: ContainerNames): string {
  const isSamePublic = describeMapping(old) === describeMapping(now);
  const end =
    old.container === now.container
      ? privateAddress(old)
      : `${describeHolder(old.container, names)} ${privateAddress(old)}`;
  return isSamePublic ? end : `${describeMapping(old)} → ${end}`;
}
