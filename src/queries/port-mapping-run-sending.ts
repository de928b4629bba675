import type { QueryClient } from '@tanstack/react-query';
import { kindOfRun } from '../rules/port-mapping-history.ts';
import { isWhollyDone, type MappingRun, type StepResult } from '../rules/port-mapping-runs.ts';
import { PANEL_FAILED } from '../rules/port-mapping-step-words.ts';
import { currentConnection, isSignedInAs, SessionEndedError } from '../session/session.ts';
import { askBeforeUnload } from './ask-before-unload.ts';
import { growMappingChange, markReverted } from './port-mapping-history.ts';
import { type GoEnd, runGo } from './port-mapping-run-go.ts';
import { journalPlan, journalProgress } from './port-mapping-run-journal-writes.ts';
import { settleLeftRuns } from './port-mapping-run-left-effects.ts';
import type { MappingGo } from './port-mapping-runs.ts';
import type { MappingTable } from './port-mapping-writes.ts';

/** Where the one run of this tab is shown. */
export interface ShownRun {
  queryClient: QueryClient;
  current: () => MappingRun | null;
  show: (run: MappingRun | null) => void;
}

/** How often results are handed to the page, in ms: at each of thousands, drawing them would hold up the run. */
const SHOW_EVERY_MS = 100;
/** With many results, handing them over takes its time as well: so many are copied a ms of waiting. */
const RESULTS_A_MS = 200;

/** How the go that is shown ends. */
function endOfGo(run: MappingRun, places: readonly number[], { problem }: GoEnd): 'paused' | 'stopped' | 'ended' {
  const isOpen = (place: number) => {
    const result = run.results.get(place);
    return result === undefined || result.state === 'waiting' || 'resumes' in result;
  };
  if (!places.some(isOpen)) return 'ended';
  return run.state === 'pausing' && problem === undefined ? 'paused' : 'stopped';
}

/** Sends a go and shows how it goes on; see `carryOutMappingRun`. */
export async function sendMappingRun(shownRun: ShownRun, { run, places, earlier }: MappingGo): Promise<void> {
  const { queryClient, show } = shownRun;
  const connection = currentConnection();
  const table: MappingTable = { queryClient, connection, address: run.address };
  const mine = () => {
    const shown = isSignedInAs(connection) ? shownRun.current() : null;
    return shown?.startedAt === run.startedAt ? shown : undefined;
  };
  const stopAsking = askBeforeUnload(() => mine() !== undefined);
  const isPlanKept = earlier ? run.survivesReload : await journalPlan(run, connection);
  const journal = journalProgress(run, connection);
  const survivesReload = isPlanKept && journal.isKept;
  const news = new Map<number, StepResult>();
  const begun = new Set(run.begun);
  const settled = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hand(end?: GoEnd) {
    clearTimeout(timer);
    timer = undefined;
    const shown = mine();
    if (shown) {
      journal.note(news, begun);
      const results = new Map(shown.results);
      for (const [place, result] of news) results.set(place, result);
      const handed = {
        ...shown,
        results,
        begun: new Set(begun),
        go: { ...shown.go, settled: settled.size },
        survivesReload,
      };
      const state = end && endOfGo(handed, places, end);
      if (state) journal.end(state, end.problem);
      show(state ? { ...handed, state, problem: end.problem } : handed);
    }
    news.clear();
  }
  function handSoon() {
    timer ??= setTimeout(hand, Math.max(SHOW_EVERY_MS, run.results.size / RESULTS_A_MS), undefined);
  }

  let end: GoEnd = { problem: PANEL_FAILED };
  try {
    end = await runGo({
      table,
      steps: run.steps,
      places,
      begun: new Set(run.begun),
      onFirstRead: ({ lookup }) => settleLeftRuns(table, lookup),
      isToGoOn: () => mine()?.state === 'running',
      onBegin: (place) => {
        begun.add(place);
        if (mine()) journal.begin(place);
      },
      onResult: (place, result) => {
        news.set(place, result);
        if (result.state === 'waiting' || result.state === 'running') settled.delete(place);
        else settled.add(place);
        handSoon();
      },
      onSeen: (place) => {
        begun.delete(place);
        const result = news.get(place) ?? mine()?.results.get(place);
        if (result) news.set(place, result);
        handSoon();
      },
      onEffect: (effect) => growMappingChange(table, { id: run.startedAt, kind: kindOfRun(run.origin), ...effect }),
    });
  } catch (error) {
    if (!(error instanceof SessionEndedError)) throw error;
  } finally {
    hand(end);
    stopAsking();
  }
  const over = mine();
  if (over?.reverts !== undefined && isWhollyDone(over)) markReverted(table, over.reverts);
}
