import { useMemo, useState } from 'react';
import { containersQuery } from '../../../queries/containers.ts';
import { usePrefetchedQuery } from '../../../queries/prefetched.ts';
import type { MappingLabel } from '../../../rules/port-mapping-labels.ts';
import { countKinds, type PlanRow, type PlanRowKind, planRowsOf } from '../../../rules/port-mapping-plan-rows.ts';
import type { MappingPlan } from '../../../rules/port-mapping-plans.ts';
import type { ContainerNames, NewPortMapping, PortMapping } from '../../../rules/port-mappings.ts';
import { formatNumber } from '../../../rules/units.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { planColumns } from './plan-columns.tsx';
import { PlanKinds } from './plan-kinds.tsx';
import { PLAN_KIND_WORDS } from './plan-words.ts';

export interface PlanViewProps {
  plan: MappingPlan;
  /** What the plan was made for; its outcomes are in this order. */
  wanted: readonly NewPortMapping[];
  names: ContainerNames;
  /** The table that the plan was made from. */
  current: readonly PortMapping[];
  /** The rows of the plan, where they are made already; for many, that takes its time. */
  rows?: readonly PlanRow[];
  /** Labels and notes that are set on what stands afterwards, by `labelKey`. */
  labels?: ReadonlyMap<string, MappingLabel>;
  /** So many rows are listed, the others are counted: in a dialog, whose own scrolling a long list does not follow. */
  most?: number;
}

/** Headings are made for all rows at once. Without them, each row still says what happens, and they stand by kind. */
const MOST_GROUPED = 5000;

const rowKey = ({ key }: PlanRow) => key;
const rowState = ({ kind }: PlanRow) => (kind === 'conflict' ? 'clash' : undefined);

/** Heads the rows of a kind; of more than are listed, all are counted. */
const headingBy =
  (counts: ReadonlyMap<PlanRowKind, number>) =>
  ({ kind }: PlanRow) => ({
    key: kind,
    label: PLAN_KIND_WORDS[kind],
    unit: (listed: number) => {
      const all = counts.get(kind) ?? listed;
      const unit = all === 1 ? 'mapping' : 'mappings';
      return listed === all ? unit : `of ${formatNumber(all)} ${unit}`;
    },
  });

/** What a plan would write and what not, kind by kind: in conflict, to replace, to add, to delete, kept, unchanged. */
export function PlanView(props: PlanViewProps) {
  const { plan, wanted, names, current, rows: given, most, labels } = props;
  const rows = useMemo(() => given ?? planRowsOf(plan, wanted), [given, plan, wanted]);
  const counts = useMemo(() => countKinds(rows), [rows]);
  const [chosen, setChosen] = useState<PlanRowKind | 'all'>('all');
  const shown = chosen !== 'all' && counts.has(chosen) ? chosen : 'all';
  const addresses = useAddresses(current);
  const ofKind = useMemo(() => (shown === 'all' ? rows : rows.filter(({ kind }) => kind === shown)), [rows, shown]);
  const columns = useMemo(() => planColumns({ names, addresses, labels }), [names, addresses, labels]);
  const listed = useMemo(() => ofKind.slice(0, most), [ofKind, most]);
  const groupOf = useMemo(() => headingBy(counts), [counts]);
  const left = ofKind.length - listed.length;

  return (
    <>
      <PlanKinds counts={counts} value={shown} onChange={setChosen} />
      <DataTable
        label="Plan"
        cards="dense"
        columns={columns}
        rows={listed}
        rowKey={rowKey}
        rowState={rowState}
        groupOf={listed.length <= MOST_GROUPED ? groupOf : undefined}
        empty={<p className="text-muted">Nothing would change.</p>}
      />
      {left > 0 ? (
        <p className="mt-2 text-muted">
          {formatNumber(left)} more {left === 1 ? 'is' : 'are'} not listed here.
        </p>
      ) : null}
    </>
  );
}

/** The private addresses of containers, by uid: of the customer's own, and of those that the table shows. */
function useAddresses(current: readonly PortMapping[]): ReadonlyMap<number, string> {
  const containers = usePrefetchedQuery(containersQuery()).data?.items;
  return useMemo(() => {
    const addresses = new Map(containers?.map(({ uid, ip }) => [uid, ip]));
    for (const { container, container_ip } of current) {
      if (!addresses.has(container)) addresses.set(container, container_ip);
    }
    return addresses;
  }, [containers, current]);
}
