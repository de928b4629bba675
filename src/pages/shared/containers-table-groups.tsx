import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { IndexedContainer } from '../../rules/container-index.ts';
import type { Container } from '../../rules/containers.ts';
import { compareAddresses } from '../../rules/servers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import type { TableSort } from '../../ui/data-table.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { FilterAnnouncement } from './filter-announcement.tsx';
import { SharedBadge } from './shared-badge.tsx';

export type Grouping = 'none' | 'server' | 'tag';

/** A row of the table: a container in one of its groups. Without grouping `group` is empty. */
export interface ContainerRow {
  indexed: IndexedContainer;
  container: Container;
  /** An address, or a tag; empty for what has no tag. */
  group: string;
}

/** How the containers are grouped, kept in the URL beside filter and sort. */
export function useGrouping(): [Grouping, (grouping: Grouping) => void] {
  const { group = 'none' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return [
    group,
    (next) =>
      void navigate({
        to: '.',
        search: (before) => ({ ...before, group: next === 'none' ? undefined : next }),
        replace: true,
        resetScroll: false,
      }),
  ];
}

const OPTIONS = [
  { value: 'none', label: 'None' },
  { value: 'server', label: 'Server' },
  { value: 'tag', label: 'Tag' },
] as const;

export interface GroupByProps {
  value: Grouping;
  onChange: (grouping: Grouping) => void;
  /** What the table shows, grouped so. */
  shown: readonly ContainerRow[];
}

/** The choice "Group by". What it leads to is said: it happens below. */
export function GroupBy({ value, onChange, shown }: GroupByProps) {
  const groups = useMemo(() => (value === 'none' ? 0 : new Set(shown.map(({ group }) => group)).size), [value, shown]);
  const counted = `${groups} ${groups === 1 ? 'group' : 'groups'}`;
  return (
    <>
      <SegmentedControl
        label="Group by"
        size="small"
        className="flex-row! items-center gap-2!"
        options={OPTIONS}
        value={value}
        onChange={onChange}
      />
      <FilterAnnouncement filter={value}>
        {value === 'none' ? 'Not grouped' : `Grouped by ${value}, ${counted}`}
      </FilterAnnouncement>
    </>
  );
}

function groupsOf({ container }: IndexedContainer, grouping: Grouping): readonly string[] {
  if (grouping === 'none') return [''];
  if (grouping === 'server') return [container.server_address];
  return container.tags.length === 0 ? [''] : [...new Set(container.tags)];
}

/** By name; what has no tag comes last. */
function compareTags(one: string, other: string): number {
  if (one === '' || other === '') return one === '' ? 1 : -1;
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  if (first === second) return one < other ? -1 : 1;
  return first < second ? -1 : 1;
}

/** Rows group by group, in each in the order given: a container with two tags stands in the group of either. */
export function groupRows(sorted: readonly IndexedContainer[], grouping: Grouping, sort: TableSort): ContainerRow[] {
  const groups = new Map<string, ContainerRow[]>();
  for (const indexed of sorted) {
    for (const group of groupsOf(indexed, grouping)) {
      const rows = groups.get(group) ?? [];
      rows.push({ indexed, container: indexed.container, group });
      groups.set(group, rows);
    }
  }
  const order = [...groups.keys()].sort(grouping === 'server' ? compareAddresses : compareTags);
  if (grouping === 'server' && sort.column === 'server' && sort.direction === 'descending') order.reverse();
  return order.flatMap((group) => groups.get(group) ?? []);
}

const containersUnit = (count: number) => (count === 1 ? 'container' : 'containers');

/** The headings of the groups that are shown, with the sums of what is shown of each; undefined where nothing is grouped. */
export function groupHeadings(rows: readonly ContainerRow[], grouping: Grouping) {
  if (grouping === 'none') return undefined;
  const sums = new Map<string, { first: IndexedContainer; memory: number; storage: number }>();
  for (const { indexed, container, group } of rows) {
    const sum = sums.get(group) ?? { first: indexed, memory: 0, storage: 0 };
    sum.memory += container.memory;
    sum.storage += container.storage;
    sums.set(group, sum);
  }
  const headings = new Map(
    [...sums].map(([group, { first, memory, storage }]) => {
      const aside = `${formatMegabytes(memory)} memory, ${formatSize(storage)} storage`;
      const label = grouping === 'server' ? serverHeading(first) : shownText(group) || 'No tag';
      return [group, { key: group === '' ? 'no tag' : `in ${group}`, label, unit: containersUnit, aside }];
    }),
  );
  return ({ group }: ContainerRow) => headings.get(group) ?? { key: group, label: group };
}

function serverHeading({ server, shared }: IndexedContainer) {
  const { address, name } = server;
  return (
    <>
      {shared ? (
        <span className="font-mono text-small font-normal">{address}</span>
      ) : (
        <Link to="/servers/$address" params={{ address }} className="link font-mono text-small">
          {address}
        </Link>
      )}
      {name && ` ${shownText(name)}`}
      {shared && (
        <>
          {' '}
          <SharedBadge />
        </>
      )}
    </>
  );
}
