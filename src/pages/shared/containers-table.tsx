import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { type Container, nameOfContainer } from '../../rules/containers.ts';
import { indexContainer, matchesIndex, wordsOf } from '../../rules/filter.ts';
import { formatMegabytes, formatNumber, formatSize } from '../../rules/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from './filter-announcement.tsx';
import { sortRows, useTableSearch } from './table-search.ts';

/** The container's own distro wins over the platform's (api.md §3). */
function distroOf({ custom_distro_name, distro_name }: Container): string | undefined {
  return custom_distro_name || distro_name || undefined;
}

const columns: Column<Container>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'max(8rem, 18cqi)',
    primary: true,
    sortable: true,
    cell: (container) => (
      <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
        {nameOfContainer(container)}
      </Link>
    ),
  },
  { key: 'uid', header: 'UID', mono: true, width: 'max(4rem, 7cqi)', sortable: true, cell: ({ uid }) => uid },
  { key: 'ip', header: 'Private IP', mono: true, width: 'max(6rem, 11cqi)', sortable: true, cell: ({ ip }) => ip },
  {
    key: 'memory',
    header: 'Memory',
    align: 'end',
    width: 'max(5.5rem, 10cqi)',
    sortable: true,
    cell: ({ memory }) => formatMegabytes(memory),
  },
  {
    key: 'storage',
    header: 'Storage',
    align: 'end',
    width: 'max(5rem, 10cqi)',
    sortable: true,
    cell: ({ storage }) => formatSize(storage),
  },
  {
    key: 'distro',
    header: 'Distro',
    sortable: true,
    cell: (container) =>
      distroOf(container) ?? (
        <span className="text-muted" title="It has no distro yet">
          not started
        </span>
      ),
  },
  {
    key: 'tags',
    header: 'Tags',
    cell: ({ tags }) => (
      <span className="flex flex-wrap gap-1">
        {tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    ),
  },
];

function serverColumn(owned: ReadonlySet<string>): Column<Container> {
  return {
    key: 'server',
    header: 'Server',
    width: 'max(7.5rem, 14cqi)',
    sortable: true,
    cell: ({ server_address }) =>
      owned.has(server_address) ? (
        <Link to="/servers/$address" params={{ address: server_address }} className="link font-mono text-small">
          {server_address}
        </Link>
      ) : (
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-mono text-small">{server_address}</span>
          <Badge title="Others have containers on this server: its sizes and ports are not yours to change.">
            shared
          </Badge>
        </span>
      ),
  };
}

/** Addresses compare part by part, so that 10.0.0.9 comes before 10.0.0.10. */
const addressKey = (address: string) =>
  address
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.');

const sortValues = {
  name: (container: Container) => nameOfContainer(container).toLowerCase(),
  uid: ({ uid }: Container) => uid,
  ip: ({ ip }: Container) => addressKey(ip),
  server: ({ server_address }: Container) => addressKey(server_address),
  memory: ({ memory }: Container) => memory,
  storage: ({ storage }: Container) => storage,
  distro: (container: Container) => distroOf(container)?.toLowerCase(),
};

export interface ContainersTableProps {
  /** Undefined while they are loaded for the first time. */
  containers: readonly Container[] | undefined;
  /** Addresses of the customer's servers: shows the column Server, and marks what is on others. */
  owned?: ReadonlySet<string> | undefined;
  skeletonRows?: number;
  /** At the right of the filter. */
  aside: ReactNode;
  /** Said when there is no container at all. */
  empty: ReactNode;
}

/** The table "Containers" with its filter; filter and sort live in the URL (screens.md `/servers/ADDRESS`, `/containers`). */
export function ContainersTable({ containers, owned, skeletonRows = 3, aside, empty }: ContainersTableProps) {
  const { filter, sort, setFilter, toggleSort } = useTableSearch('name');
  const indexed = useMemo(
    () => (containers ?? []).map((container) => ({ container, index: indexContainer(container) })),
    [containers],
  );
  const shownColumns = useMemo(() => (owned ? columns.toSpliced(3, 0, serverColumn(owned)) : columns), [owned]);
  const shown = useMemo(() => {
    const words = wordsOf(filter);
    const matching = indexed.filter(({ index }) => matchesIndex(index, words)).map(({ container }) => container);
    return sortRows(matching, sort, sortValues);
  }, [indexed, filter, sort]);
  if (containers?.length === 0) return empty;

  const count = `${formatNumber(indexed.length)} ${indexed.length === 1 ? 'container' : 'containers'}`;
  const matching = `${formatNumber(shown.length)} of ${count}`;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField label="Filter containers" value={filter} onChange={setFilter} />
        <p className="min-h-5 grow text-muted">{containers && (shown.length === indexed.length ? count : matching)}</p>
        <FilterAnnouncement filter={filter}>{matching}</FilterAnnouncement>
        {aside}
      </div>
      <DataTable
        label="Containers"
        room={owned ? 'wide' : 'narrow'}
        columns={shownColumns}
        rows={shown}
        rowKey={({ uid }) => uid}
        sort={sort}
        onSort={toggleSort}
        busy={!containers}
        skeletonRows={skeletonRows}
        empty={
          <EmptyState title="No container matches" action={<Button onClick={() => setFilter('')}>Clear filter</Button>}>
            No name, UID, address, distro or tag matches “{filter}”.
          </EmptyState>
        }
      />
    </>
  );
}
