import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { bindContainerFilter, parseContainerFilter } from '../../rules/container-filter.ts';
import { indexContainers } from '../../rules/container-index.ts';
import type { Container } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { containerColumns, containerSortValues } from './containers-table-columns.tsx';
import { ContainersFilter } from './containers-table-filter.tsx';
import { type ContainerRow, GroupBy, groupHeadings, groupRows, useGrouping } from './containers-table-groups.tsx';
import { type SelectionActions, selectableContainers } from './containers-table-selection.tsx';
import { FilterAnnouncement } from './filter-announcement.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { sortRows, useTableSearch } from './table-search.ts';
import { SelectionScope } from './table-selection.tsx';
import { useSelection } from './use-selection.ts';

const NO_CONTAINERS: readonly Container[] = [];

const uidOf = ({ uid }: Container) => uid;
const rowKey = ({ container }: ContainerRow) => container.uid;

export interface ContainersTableProps {
  /** Undefined while they are loaded for the first time. */
  containers: readonly Container[] | undefined;
  /** Addresses of the customer's servers: shows the column Server, lets one group, and marks what is on others. */
  owned?: ReadonlySet<string> | undefined;
  /** What can be done to several containers at once: lets one select them. */
  selectionActions?: SelectionActions;
  skeletonRows?: number;
  /** At the right of the filter. */
  aside: ReactNode;
  /** Said when there is no container at all. */
  empty: ReactNode;
}

/** The table "Containers" with its filter; filter, sort and grouping live in the URL (screens.md `/servers/ADDRESS`, `/containers`). */
export function ContainersTable(props: ContainersTableProps) {
  const { owned, selectionActions: Actions, skeletonRows = 3, aside, empty } = props;
  // A change of many containers brings a new list at each moment: what is pressed and typed goes first.
  const given = useDeferredValue(props.containers);
  const isLoading = !given;
  const containers = given ?? NO_CONTAINERS;
  const { filter, sort, setFilter, toggleSort } = useTableSearch('name');
  const [chosenGrouping, setGrouping] = useGrouping();
  const grouping = owned ? chosenGrouping : 'none';
  const selection = useSelection(containers, uidOf);

  // What costs is done once; a key only runs the filter over it, and only when the field has been painted.
  const index = useMemo(() => indexContainers(containers, owned), [containers, owned]);
  const sorted = useMemo(() => sortRows(index.rows, sort, containerSortValues), [index, sort]);
  const rows = useMemo(() => groupRows(sorted, grouping, sort), [sorted, grouping, sort]);
  const applied = useDeferredValue(filter);
  const { matches, notes, lonely } = useMemo(
    () => bindContainerFilter(parseContainerFilter(applied), index),
    [applied, index],
  );
  const shown = useMemo(() => rows.filter(({ indexed }) => matches(indexed)), [rows, matches]);
  const groupOf = useMemo(() => groupHeadings(shown, grouping), [shown, grouping]);
  const shownCount = useMemo(() => new Set(shown.map(({ indexed }) => indexed)).size, [shown]);
  const hasShared = useMemo(() => shown.some(({ indexed }) => indexed.shared), [shown]);
  const emptiedBy = useMemo(() => (shown.length === 0 ? lonely() : undefined), [shown, lonely]);
  if (given?.length === 0) return empty;

  const count = `${formatNumber(index.rows.length)} ${index.rows.length === 1 ? 'container' : 'containers'}`;
  const matching = `${formatNumber(shownCount)} of ${count}`;
  return (
    <>
      <ContainersFilter filter={filter} onChange={setFilter} notes={isLoading ? [] : notes}>
        <p className="min-h-5 grow text-muted sm:min-w-48">
          {!isLoading && (shownCount === index.rows.length ? count : matching)}
        </p>
        <FilterAnnouncement filter={applied}>{[matching, ...notes].join('. ')}</FilterAnnouncement>
        {owned && <GroupBy value={grouping} onChange={setGrouping} shown={shown} />}
        {aside}
      </ContainersFilter>
      <SelectionScope of={selectableContainers} selection={selection} shown={shown}>
        <DataTable
          label="Containers"
          room={owned ? 'wide' : 'narrow'}
          columns={containerColumns({ server: owned !== undefined, selection: Actions !== undefined })}
          rows={shown}
          rowKey={rowKey}
          rowSelected={({ container }) => selection.has(container.uid)}
          groupOf={groupOf}
          sort={sort}
          onSort={toggleSort}
          busy={isLoading}
          skeletonRows={skeletonRows}
          empty={
            <EmptyState
              title="No container matches"
              action={<Button onClick={() => setFilter('')}>Clear filter</Button>}
            >
              {emptiedBy === undefined
                ? `No container matches all of “${shownText(applied)}”.`
                : `No container matches “${shownText(emptiedBy)}”.`}
            </EmptyState>
          }
        />
        {hasShared && (
          <p className="mt-3 text-small text-muted">
            Shared: others have containers on that server too. Memory, storage and port mappings cannot be changed
            there.
          </p>
        )}
        {Actions && (
          <SelectionBar selection={selection}>
            {(deselect) => <Actions selected={selection.items} deselect={deselect} />}
          </SelectionBar>
        )}
      </SelectionScope>
    </>
  );
}
