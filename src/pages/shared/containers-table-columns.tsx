import { Link, useNavigate } from '@tanstack/react-router';
import { filterTermOf, withTerm } from '../../rules/container-filter.ts';
import { distroNameOf, type IndexedContainer } from '../../rules/container-index.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import type { Column } from '../../ui/data-table.tsx';
import type { ContainerRow } from './containers-table-groups.tsx';
import { selectColumn } from './containers-table-selection.tsx';
import { SharedBadge } from './shared-badge.tsx';

/** Narrows the filter to a tag. */
function TagButton({ tag }: { tag: string }) {
  const navigate = useNavigate();
  return (
    <button
      type="button"
      title={`Show only ${shownText(filterTermOf('tag', tag))}`}
      onClick={() =>
        void navigate({
          to: '.',
          search: (before) => ({ ...before, filter: withTerm(before.filter ?? '', filterTermOf('tag', tag)) }),
          replace: true,
          resetScroll: false,
        })
      }
      className="min-h-6 max-w-full rounded border border-line bg-sunken px-1.5 text-left text-xs wrap-anywhere text-muted hover:text-text"
    >
      <span className="line-clamp-2">{shownText(tag)}</span>
    </button>
  );
}

const nameColumn: Column<ContainerRow> = {
  key: 'name',
  header: 'Name',
  width: 'max(8rem, 16cqi)',
  primary: true,
  sortable: true,
  cell: ({ container }) => (
    <Link to="/containers/$uid" params={{ uid: String(container.uid) }} className="link">
      {nameOfContainer(container)}
    </Link>
  ),
};

const serverColumn: Column<ContainerRow> = {
  key: 'server',
  header: 'Server',
  width: 'max(7.5rem, 14cqi)',
  sortable: true,
  cell: ({ indexed: { server, shared } }) =>
    shared ? (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-mono text-small">{server.address}</span>
        <SharedBadge />
      </span>
    ) : (
      <Link to="/servers/$address" params={{ address: server.address }} className="link font-mono text-small">
        {server.address}
      </Link>
    ),
};

const addresses: Column<ContainerRow>[] = [
  {
    key: 'uid',
    header: 'UID',
    mono: true,
    width: 'max(3.75rem, 7cqi)',
    sortable: true,
    cell: ({ container }) => container.uid,
  },
  {
    key: 'ip',
    header: 'Private IP',
    mono: true,
    width: 'max(5.5rem, 11cqi)',
    sortable: true,
    cell: ({ container }) => container.ip,
  },
];

const properties: Column<ContainerRow>[] = [
  {
    key: 'memory',
    header: 'Memory',
    align: 'end',
    width: 'max(5.75rem, 10cqi)',
    sortable: true,
    cell: ({ container }) => formatMegabytes(container.memory),
  },
  {
    key: 'storage',
    header: 'Storage',
    align: 'end',
    width: 'max(5.5rem, 10cqi)',
    sortable: true,
    cell: ({ container }) => formatSize(container.storage),
  },
  {
    key: 'distro',
    header: 'Distro',
    width: 'max(4.75rem, 11cqi)',
    sortable: true,
    cell: ({ container }) =>
      shownText(distroNameOf(container) ?? '') || (
        <span className="text-muted" title="It has no distro yet">
          not started
        </span>
      ),
  },
  {
    key: 'tags',
    header: 'Tags',
    cell: ({ container }) =>
      container.tags.length > 0 ? (
        <span className="flex flex-wrap gap-1 cards:justify-end">
          {container.tags.map((tag) => (
            <TagButton key={tag} tag={tag} />
          ))}
        </span>
      ) : null,
  },
];

const COLUMNS = [nameColumn, ...addresses, ...properties];
const WITH_SERVER = [nameColumn, ...addresses, serverColumn, ...properties];

/** Made once: rows are drawn anew whenever their columns are. */
const SETS = {
  plain: { server: WITH_SERVER, noServer: COLUMNS },
  selectable: { server: [selectColumn, ...WITH_SERVER], noServer: [selectColumn, ...COLUMNS] },
};

/** The columns of the table "Containers" (screens.md). */
export function containerColumns(shows: { server: boolean; selection: boolean }): readonly Column<ContainerRow>[] {
  return SETS[shows.selection ? 'selectable' : 'plain'][shows.server ? 'server' : 'noServer'];
}

/** Addresses compare part by part, so that 10.0.0.9 comes before 10.0.0.10. */
const addressKey = (address: string) =>
  address
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.');

/** What each column sorts by. */
export const containerSortValues: Record<string, (row: IndexedContainer) => string | number | undefined> = {
  name: ({ name, container }) => name || String(container.uid),
  uid: ({ container }) => container.uid,
  ip: ({ container }) => addressKey(container.ip),
  server: ({ server }) => addressKey(server.address),
  memory: ({ container }) => container.memory,
  storage: ({ container }) => container.storage,
  distro: ({ distro }) => distro || undefined,
};
