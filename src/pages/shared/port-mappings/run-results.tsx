import { useMemo, useState } from 'react';
import {
  describeStep,
  kindOfStep,
  placesOf,
  type ResultFilter,
  stateInWords,
} from '../../../rules/port-mapping-run-words.ts';
import type { MappingRun, RunCounts, StepResult } from '../../../rules/port-mapping-runs.ts';
import type { ContainerNames } from '../../../rules/port-mappings.ts';
import { formatNumber } from '../../../rules/units.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';

interface ResultRow {
  place: number;
  kind: string;
  what: string;
  state: StepResult['state'];
  words: string;
  message: string;
}

const isBad = (state: StepResult['state']) => state === 'failed' || state === 'unknown' || state === 'done-with-clash';

const COLUMNS: readonly Column<ResultRow>[] = [
  { key: 'what', header: 'Port mapping', width: '32%', primary: true, mono: true, cell: ({ what }) => what },
  { key: 'kind', header: 'Change', width: '5.5rem', cell: ({ kind }) => kind },
  {
    key: 'state',
    header: 'Result',
    width: '6.5rem',
    cell: ({ state, words }) => (
      <span className={classNames(isBad(state) ? 'text-danger' : 'text-muted')}>{words}</span>
    ),
  },
  { key: 'message', header: 'Why', cell: ({ message }) => message },
];

/** So many are drawn at once: below them the table of the page must stay within reach. */
const PAGE = 100;

/** It scrolls, and the keyboard scrolls only what has the focus. */
const SCROLLER = { role: 'region', 'aria-label': 'Results', tabIndex: 0 };

export interface RunResultsProps {
  run: MappingRun;
  counts: RunCounts;
  isGoing: boolean;
  names: ContainerNames;
}

/** What came of each step, what went wrong first: in sight when something did, else when it is asked for. */
export function RunResults(props: RunResultsProps) {
  const hasTrouble = props.counts.failed + props.counts.unknown > 0;
  const [wasOpened, setWasOpened] = useState<boolean>();
  const isOpen = wasOpened ?? hasTrouble;
  return (
    <details open={isOpen} onToggle={({ currentTarget: { open } }) => open !== isOpen && setWasOpened(open)}>
      <summary>Results</summary>
      {isOpen && <Results {...props} />}
    </details>
  );
}

function Results({ run, counts, isGoing, names }: RunResultsProps) {
  const [filter, setFilter] = useState<ResultFilter>('all');
  const [page, setPage] = useState(0);
  const places = useMemo(() => placesOf(run, filter), [run, filter]);
  const first = Math.min(page, Math.max(0, Math.ceil(places.length / PAGE) - 1)) * PAGE;
  const rows = places.slice(first, first + PAGE).flatMap((place): ResultRow[] => {
    const step = run.steps[place];
    const result = run.results.get(place) ?? { state: 'waiting' as const };
    if (!step) return [];
    const { state } = result;
    return [
      {
        place,
        kind: kindOfStep(step),
        what: describeStep(step, names),
        state,
        words: stateInWords(state, isGoing),
        message: 'message' in result ? result.message : '',
      },
    ];
  });
  const troubled = counts.failed + counts.unknown;
  return (
    <div className="mt-2 flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <SegmentedControl
          label="Show results"
          labelHidden
          size="small"
          value={filter}
          onChange={(value) => {
            setFilter(value);
            setPage(0);
          }}
          options={[
            { value: 'all', label: `All ${formatNumber(run.steps.length)}` },
            { value: 'failed', label: `Failed ${formatNumber(troubled)}` },
            { value: 'not-sent', label: `${isGoing ? 'Waiting' : 'Not sent'} ${formatNumber(counts.waiting)}` },
          ]}
        />
        {places.length > PAGE && <Pages first={first} total={places.length} onGo={(at) => setPage(at / PAGE)} />}
      </div>
      <div {...SCROLLER} className="max-h-80 overflow-y-auto">
        <DataTable
          label="Results"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ place }) => place}
          empty={<p className="text-muted">None.</p>}
        />
      </div>
    </div>
  );
}

function Pages({ first, total, onGo }: { first: number; total: number; onGo: (first: number) => void }) {
  const last = Math.min(first + PAGE, total);
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-muted tabular-nums">
        {formatNumber(first + 1)} to {formatNumber(last)} of {formatNumber(total)}
      </span>
      <Button
        size="small"
        disabledReason={first === 0 ? 'These are the first.' : undefined}
        onClick={() => onGo(first - PAGE)}
      >
        Previous
      </Button>
      <Button
        size="small"
        disabledReason={last === total ? 'These are the last.' : undefined}
        onClick={() => onGo(first + PAGE)}
      >
        Next
      </Button>
    </span>
  );
}
