/** What the tests of runs of mappings share: a tab, its table, and faults by chance. */
import type { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { vi } from 'vitest';
import type { PortMapping } from '../api/schemas.ts';
import { type PlanMode, type PlanStep, planMappings } from '../rules/port-mapping-plans.ts';
import type { StepResult } from '../rules/port-mapping-runs.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { currentConnection } from '../session/session.ts';
import { createQueryClient } from './client.ts';
import { containersQuery } from './containers.ts';
import { mappingHistoryQuery } from './port-mapping-history.ts';
// What is loaded only when it is needed takes time that a fake clock does not know.
import './port-mapping-run-comparing.ts';
import './port-mapping-run-sending.ts';
import {
  beginMappingRun,
  carryOutMappingRun,
  type MappingGo,
  mappingRunQuery,
  type WantedRun,
} from './port-mapping-runs.ts';
import { type MappingTable, readTable } from './port-mapping-writes.ts';
import { signInAgainst } from './testing.ts';

export const ADDRESS = '1.2.3.4';
export const PATH = `portmappings/${ADDRESS}`;

type FaultKind =
  | ('refuse' | 'refuse-after' | 'cut-before' | 'cut-after' | 'server-error' | 'server-error-after')
  | ('latency' | 'silence' | 'break-off' | 'malformed' | 'bad-row');

interface Fault {
  kind: FaultKind;
  method: string;
  path: string;
  times?: number;
  afterMs?: number;
  status?: number;
}

type TestedMapping = Pick<PortMapping, 'public_port' | 'container' | 'private_port'> & { proto: string };

/** What the tests need of the mock API. */
export interface MappingApi {
  fetch: (request: Request) => Promise<Response>;
  portMappings: (address: string) => readonly TestedMapping[];
  addFault: (fault: Fault) => unknown;
  readonly log: readonly { method: string; path: string }[];
}

/** A tab in which kratos is signed in, and what it can look at. */
export class RunningTab<Api extends MappingApi> {
  readonly mock: Api;
  queryClient: QueryClient;

  constructor(mock: Api) {
    this.mock = mock;
    this.queryClient = signInAgainst(this.mock.fetch);
  }

  async open(): Promise<this> {
    await this.queryClient.prefetchQuery(containersQuery());
    return this;
  }

  /** The page is loaded again: only what the tab keeps is left. */
  reload(): void {
    this.queryClient = createQueryClient();
  }

  get table(): MappingTable {
    return { queryClient: this.queryClient, connection: currentConnection(), address: ADDRESS };
  }

  run = () => this.queryClient.getQueryData(mappingRunQuery().queryKey) ?? null;
  history = () => this.queryClient.getQueryData(mappingHistoryQuery().queryKey) ?? [];
  states = (): StepResult['state'][] => {
    const run = this.run();
    return run?.steps.map((_, place) => run.results.get(place)?.state ?? 'waiting') ?? [];
  };
  messages = () =>
    [...(this.run()?.results.values() ?? [])].map((result) => ('message' in result ? result.message : ''));
  /** `tcp 9000 30001:8000`, in order. */
  rows = () =>
    this.mock
      .portMappings(ADDRESS)
      .map((row) => textOf(row))
      .sort();
  fault = (
    method: 'GET' | 'POST' | 'DELETE',
    kind: FaultKind,
    more: Pick<Fault, 'times' | 'afterMs' | 'status'> = {},
  ) => this.mock.addFault({ method, kind, path: PATH, ...more });
  sent = (method: 'GET' | 'POST' | 'DELETE') =>
    this.mock.log.filter((entry) => entry.method === method && entry.path === PATH).length;

  /** The steps to what is wanted, by a fresh table. */
  async plan(wanted: readonly NewPortMapping[], mode: PlanMode): Promise<PlanStep[]> {
    const { items } = await readTable(this.table);
    return planMappings({ current: items, wanted, mode }).steps;
  }

  begin(wanted: Omit<WantedRun, 'address' | 'origin'> & Partial<WantedRun>): MappingGo {
    const go = beginMappingRun(this.queryClient, { address: ADDRESS, origin: 'import', ...wanted });
    if (!go) throw new Error('Nothing began.');
    return go;
  }

  /** Begins to apply this list exactly, and lets some fake time pass; gives the way to wait for the end. */
  async running(wanted: readonly NewPortMapping[], ms: number) {
    const carried = carryOutMappingRun(this.queryClient, this.begin({ steps: await this.plan(wanted, 'exactly') }));
    carried.catch(() => {});
    await vi.advanceTimersByTimeAsync(ms);
    return { end: () => settledRun(carried) };
  }

  /** Carries out a go to its end, in fake time; whether it had one. */
  async carryOut(go: MappingGo | undefined): Promise<boolean> {
    if (!go) return false;
    await settledRun(carryOutMappingRun(this.queryClient, go));
    return true;
  }
}

export const textOf = ({ proto, public_port, container, private_port }: TestedMapping) =>
  `${proto} ${public_port} ${container}:${private_port}`;

export const textsOf = (rows: readonly NewPortMapping[]) => rows.map(textOf).sort();

/** What stands at the start. */
export const hydra9000: NewPortMapping = { container: 30_001, proto: 'tcp', public_port: 9000, private_port: 8000 };
export const hydra5353: NewPortMapping = { container: 30_001, proto: 'udp', public_port: 5353, private_port: 5353 };
export const SEEDS = [hydra9000, hydra5353];

export const medusa = (public_port: number, private_port = public_port): NewPortMapping => ({
  container: 30_002,
  proto: 'tcp',
  public_port,
  private_port,
});

export const adding = (rows: readonly NewPortMapping[]) => rows.map((row) => ({ remove: [], add: [row] }));

/** Waits for a go in fake time, however long it takes. */
export async function settledRun(running: Promise<void>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  running.then(over, over);
  while (!isOver) await vi.advanceTimersByTimeAsync(1_000);
  await running;
}

/** So many mappings of hydra and medusa, from 10000 on. */
export function manyMappings(count: number): NewPortMapping[] {
  return Array.from({ length: count }, (_, index) => ({
    container: 30_001 + (index % 2),
    proto: index % 3 ? 'tcp' : 'udp',
    public_port: 10_000 + index,
    private_port: 20_000 + index,
  }));
}

/** Answers a read from the one before while nothing was written since: to the panel the same, and much faster. */
function rememberReads(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let last: Response | undefined;
  let writes = 0;
  function forget() {
    writes += 1;
    last = undefined;
  }
  return async (input, init) => {
    if (init?.method !== 'GET') {
      forget();
      return fetch(input, init).finally(forget);
    }
    if (!String(input).endsWith(PATH)) return fetch(input, init);
    if (last) return last.clone();
    const before = writes;
    const answer = await fetch(input, init);
    if (writes === before) last = answer.clone();
    return answer;
  };
}

/** Lets a write in five fail by chance, always the same for one seed; gives what ends it. */
export function failByChance(mock: MappingApi, seed: number, share = 0.2): () => void {
  const kinds: FaultKind[] = [
    'refuse',
    'refuse-after',
    'cut-before',
    'cut-after',
    'server-error',
    'server-error-after',
  ];
  const chance = fc.sample(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...kinds)), {
    seed,
    numRuns: 20_000,
  });
  const { fetch } = globalThis;
  const remembering = rememberReads(fetch);
  globalThis.fetch = (input, init) => {
    const [dice, kind] = chance.pop() ?? [1, 'refuse' as const];
    if (init?.method !== 'GET' && dice < share) mock.addFault({ kind, method: init?.method ?? 'POST', path: PATH });
    return remembering(input, init);
  };
  return () => {
    globalThis.fetch = fetch;
  };
}
