import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useManyTables } from '../../queries/all-port-mappings.ts';
import { useAllMappingLabels } from '../../queries/port-mapping-labels.ts';
import { createShownMappings } from '../../rules/all-port-mappings.ts';
import type { Container } from '../../rules/containers.ts';
import type { PlacedMapping } from '../../rules/placed-mapping-order.ts';
import { answersTo } from '../../rules/port-answers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterAnnouncement } from '../shared/filter-announcement.tsx';
import { useTableSearch } from '../shared/table-search.ts';

import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import { useInSteps } from '../shared/use-in-steps.ts';
import { placedColumns } from './placed-columns.tsx';
import { ReadAge, ReadingProgress, UnreadServers } from './reading.tsx';

const NO_CONTAINERS: readonly Container[] = [];
const NOTHING = { count: 0, rows: [], filter: '' };
const keyOf = ({ key }: PlacedMapping) => key;

export interface AllMappingsProps {
  servers: readonly string[];
  /** Undefined while they are loaded for the first time. */
  containers: { items: readonly Container[] } | undefined;
}

/** All mappings as they arrive, what the filter asks answered above them. */
export function AllMappings({ servers, containers }: AllMappingsProps) {
  const items = containers?.items ?? NO_CONTAINERS;
  const { filter, sort, setFilter, toggleSort } = useTableSearch('public-port');
  const read = useManyTables(servers);
  const labels = useAllMappingLabels();
  // What is typed and what is read are drawn at once; the table follows when there is time.
  const listings = useDeferredValue(read.listings);
  const asked = useDeferredValue(filter);
  const names = useMemo(() => new Map(items.map(({ uid, name }) => [uid, name])), [items]);
  const facts = useMemo(() => {
    const named = new Map<string, string | undefined>(servers.map((address) => [address, undefined]));
    for (const { server, server_address } of items) if (named.has(server_address)) named.set(server_address, server);
    return { names, servers: named, labels };
  }, [names, servers, items, labels]);
  const tables = useMemo(() => new Map([...listings].map(([address, table]) => [address, table.items])), [listings]);
  const unreadable = useMemo(() => [...listings.values()].flatMap((table) => table.unreadable), [listings]);
  const [show] = useState(createShownMappings);
  const begin = useCallback(() => show({ tables, filter, order: sort, facts }), [show, tables, filter, sort, facts]);
  const { result = NOTHING, isCurrent } = useInSteps(begin);
  const columns = useMemo(() => placedColumns(facts), [facts]);
  const answers = useMemo(() => {
    const uncertain = new Set([...listings].filter(([, table]) => table.unreadable.length > 0).map(([to]) => to));
    return answersTo(asked, { tables, servers, unreadable: uncertain, containers: items, names });
  }, [asked, tables, listings, servers, items, names]);
  const missing = servers.length - listings.size;
  const isReading = servers.length === 0 || (missing > 0 && read.underWay > 0);
  const count = summaryOf(result.count, result.rows.length, listings.size);
  const stale = new Set([...read.failures.keys()].filter((address) => listings.has(address)));

  return (
    <>
      <PageHeader
        title="Ports"
        actions={isReading || read.oldestAt === 0 ? undefined : <ReadAge at={read.oldestAt} />}
      />
      <div className="mt-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField label="Filter ports" value={filter} onChange={setFilter} />
        <p className="min-h-5 grow text-muted">{listings.size > 0 && (isCurrent || result.count > 0) ? count : null}</p>
        <FilterAnnouncement filter={result.filter}>{[...answers, count].join(' ')}</FilterAnnouncement>
        {missing > 0 ? <ReadingProgress read={listings.size} of={servers.length} /> : null}
        {missing === 0 && servers.length > 0 ? (
          <Button size="small" busy={read.underWay > 0} onClick={read.readAgain}>
            Read again
          </Button>
        ) : null}
        <PoliteStatus text={isReading || servers.length === 0 ? '' : `${formatNumber(listings.size)} servers read.`} />
      </div>
      <UnreadServers failures={read.failures} stale={stale} onRetry={read.retry} />
      <UnreadableRows rows={unreadable} />
      <Answers answers={answers} missing={missing} isReading={isReading} />
      <DataTable
        label="Ports"
        room="wide"
        cards="dense"
        columns={columns}
        rows={result.rows}
        rowKey={keyOf}
        sort={sort}
        onSort={toggleSort}
        busy={result.count === 0 && (isReading || !isCurrent)}
        empty={
          result.count === 0 ? (
            <EmptyState title="No port mappings">
              None of your servers passes a public port on to a container yet. Open a server, then Port mappings, to add
              the first one.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing matches" action={<Button onClick={() => setFilter('')}>Clear filter</Button>}>
              No port, container, server or label matches “{result.filter}”
              {missing > 0 ? ' in what has been read.' : '.'}
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** What the filter asks, answered as far as the tables are known. */
function Answers(props: { answers: readonly string[]; missing: number; isReading: boolean }) {
  const { answers, missing, isReading } = props;
  if (answers.length === 0) return null;
  return (
    <Notice className="mb-4">
      {answers.map((answer) => (
        <p key={answer}>{answer}</p>
      ))}
      {missing > 0 ? <p className="text-muted">{notKnown(missing, isReading)}</p> : null}
    </Notice>
  );
}

function notKnown(missing: number, isReading: boolean): string {
  const servers = `${formatNumber(missing)} ${missing === 1 ? 'server' : 'servers'}`;
  return isReading
    ? `Not known yet of ${servers}, still to be read.`
    : `Not known of ${servers} that could not be read.`;
}

function summaryOf(all: number, shown: number, servers: number): string {
  const mappings = `${formatNumber(all)} ${all === 1 ? 'mapping' : 'mappings'}`;
  const on = `on ${formatNumber(servers)} ${servers === 1 ? 'server' : 'servers'}`;
  return shown === all ? `${mappings} ${on}` : `${formatNumber(shown)} of ${mappings} ${on}`;
}
