/**
 * What a tab remembers of its bulk change over a reload: tags, a distro and uids, no secrets. What was asked for is written
 * once; how far it is, small, before each container is begun, so that nothing that may have been sent is called not sent.
 */
import * as z from 'zod/mini';
import type { BulkRequest, BulkResult, BulkTarget } from '../rules/bulk-changes.ts';
import type { Owner } from '../session/kept-entries.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';

/** A bulk change in this tab: what was asked, and what came of each container so far, by uid. */
export interface BulkRun {
  /** Tells a run from any other; ms since 1970. */
  startedAt: number;
  request: BulkRequest;
  targets: readonly BulkTarget[];
  results: ReadonlyMap<number, BulkResult>;
  /** `interrupted`: the page was reloaded while it was under way. */
  state: 'running' | 'stopping' | 'ended' | 'interrupted';
  /** Why nothing was sent to any container. */
  problem?: string | undefined;
}

const RUN = 'bulk-run';
const PROGRESS = 'bulk-run-progress';

const requestSchema = z.union([
  z.object({
    kind: z.literal('retag'),
    add: z.array(z.string()),
    remove: z.array(z.string()),
    create: z.optional(z.array(z.string())),
  }),
  z.object({ kind: z.literal('set-distro'), distro: z.object({ id: z.number(), name: z.string() }) }),
  z.object({ kind: z.literal('reboot') }),
]);

const resultSchema = z.union([
  z.object({ state: z.enum(['done', 'stopped']) }),
  z.object({ state: z.enum(['failed', 'unknown']), message: z.string() }),
]);

const runSchema = z.object({
  startedAt: z.number(),
  request: requestSchema,
  targets: z.array(z.object({ uid: z.number(), name: z.string(), distro: z.nullable(z.number()) })),
  /** The uids of this go, in their order. */
  order: z.array(z.number()),
  /** Results of before, of those that are not in this go. */
  before: z.array(z.tuple([z.number(), resultSchema])),
});

const progressSchema = z.object({
  startedAt: z.number(),
  /** How many of the order were begun. */
  begun: z.number(),
  running: z.array(z.number()),
  /** Those that were begun and are not done. */
  others: z.array(z.tuple([z.number(), resultSchema])),
  hasEnded: z.boolean(),
  problem: z.optional(z.string()),
});

type Progress = z.infer<typeof progressSchema>;

/** More sentences than this would make each write slow; the states are kept of all. */
const MOST_MESSAGES = 200;

/** Writes down a run that begins with these uids, and gives what writes down how it goes on. */
export function journalRun({ startedAt, request, targets, results }: BulkRun, order: readonly number[], owner: Owner) {
  const isInGo = new Set(order);
  const before = [...results].filter(([uid]) => !isInGo.has(uid));
  const rows = targets.map(({ uid, name, distro }) => ({ uid, name, distro }));
  const progress: Progress = { startedAt, begun: 0, running: [], others: [], hasEnded: false };
  const write = () => writeJournal(PROGRESS, progress, owner);
  writeJournal(RUN, { startedAt, request, targets: rows, order, before }, owner);
  write();
  return {
    note(uid: number, result: BulkResult) {
      if (result.state === 'running') {
        progress.begun += 1;
        progress.running.push(uid);
        return write();
      }
      // What was never begun needs no word: it comes after those that were.
      if (!progress.running.includes(uid)) return;
      progress.running = progress.running.filter((one) => one !== uid);
      const isLong = 'message' in result && progress.others.length >= MOST_MESSAGES;
      const kept = isLong ? { ...result, message: 'The reason was not kept over the reload.' } : result;
      if (kept.state !== 'done' && kept.state !== 'waiting')
        progress.others.push([uid, kept as Progress['others'][0][1]]);
      write();
    },
    end(problem: string | undefined) {
      progress.hasEnded = true;
      progress.problem = problem;
      write();
    },
  };
}

const UNDER_WAY: BulkResult = {
  state: 'unknown',
  message: 'The page was reloaded while this was under way. Look at the container.',
};

/** The run of before the reload, with what is known of each container; null: there was none. */
export function interruptedRun(): BulkRun | null {
  const run = readJournal(RUN, runSchema);
  if (!run) return null;
  const { startedAt, request, targets, order, before } = run;
  const written = readJournal(PROGRESS, progressSchema);
  const progress = written?.startedAt === startedAt ? written : undefined;
  const begun = progress?.begun ?? 0;
  const others = new Map(progress?.others);
  const running = new Set(progress?.running);
  const results = new Map<number, BulkResult>(before);
  for (const [place, uid] of order.entries()) {
    const ended = place < begun ? (others.get(uid) ?? { state: 'done' as const }) : { state: 'stopped' as const };
    results.set(uid, running.has(uid) ? UNDER_WAY : ended);
  }
  const state = progress?.hasEnded ? 'ended' : 'interrupted';
  return { startedAt, request, targets, results, state, problem: progress?.problem };
}

/** Forgets the run. */
export function forgetRun(owner: Owner): void {
  clearJournal(RUN, owner);
  clearJournal(PROGRESS, owner);
}
