/** A person at the panel, over a mock API: what the model-based tests of port mappings drive and compare. */
import type { QueryClient } from '@tanstack/react-query';
import { vi } from 'vitest';
import type { PortMapping } from '../api/schemas.ts';
import { clashesOf } from '../rules/port-mapping-clashes.ts';
import { mappingKey } from '../rules/port-mapping-edits.ts';
import { currentConnection, startSession } from '../session/session.ts';
import { createQueryClient } from './client.ts';
import { containersQuery } from './containers.ts';
import { mappingHistoryQuery } from './port-mapping-history.ts';
import { mappingRunQuery } from './port-mapping-runs.ts';
import { type MappingTable, readTable } from './port-mapping-writes.ts';
import { signInAgainst } from './testing.ts';

/** Kept before time is faked. */
const nextTurn = setImmediate;

export const ADDRESS = '1.2.3.4';
const PATH = `portmappings/${ADDRESS}`;

/** What the tests need of the mock API. */
export interface MappingApi {
  fetch: (request: Request) => Promise<Response>;
  portMappings: (address: string) => readonly (Omit<PortMapping, 'container_ip' | 'proto'> & { proto: string })[];
  addFault: (fault: Omit<Trouble, 'kind'> & { kind: never }) => void;
  clearFaults: () => void;
  log: readonly { status: number | null; fault?: string }[];
}

/** Something that goes wrong with the next request of that method. */
export interface Trouble {
  method: 'GET' | 'POST' | 'DELETE';
  kind: string;
  status?: number | undefined;
  /** The table's own when left out. */
  path?: string;
  times?: number;
  afterMs?: number | undefined;
}

export const TROUBLES: readonly Trouble[] = [
  ...(['POST', 'DELETE'] as const).flatMap((method) => [
    ...['refuse', 'refuse-after', 'cut-before', 'cut-after', 'server-error', 'server-error-after', 'silence'].map(
      (kind) => ({ method, kind }),
    ),
    { method, kind: 'refuse', status: 401 },
  ]),
  { method: 'GET', kind: 'server-error' },
  { method: 'GET', kind: 'refuse', status: 401 },
];

/** How a command is disturbed: by the API, or by a reload of the page after so many answers. */
export interface Disturbance {
  troubles: readonly Trouble[];
  reloadAfter?: number | undefined;
  /** Something that goes wrong later, where a test knows such a thing. */
  late?: object | undefined;
}

/** Whether nothing goes wrong, so that the panel has to do all that it may. */
export const isUndisturbed = ({ troubles, reloadAfter, late }: Disturbance): boolean =>
  troubles.length === 0 && reloadAfter === undefined && late === undefined;

/** @throws Error with that sentence when it does not hold. */
export function expectThat(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

/** `undefined`: the page was reloaded in the middle, and nobody saw how it ended. */
export type Seen<Outcome> = { outcome: Outcome } | undefined;

/** Gives a page whose requests go to the mock, and the means to let it die: it then hears no answer any more. */
function openPage(api: MappingApi) {
  const page = { isOpen: true, answersLeft: Number.POSITIVE_INFINITY, onDeath: () => {} };
  const never = new Promise<Response>(() => {});
  globalThis.fetch = async (input, init) => {
    if (!page.isOpen) return never;
    try {
      return await api.fetch(new Request(input, init)).finally(() => {
        page.answersLeft -= 1;
        if (page.answersLeft >= 0) return;
        page.isOpen = false;
        page.onDeath();
      });
    } finally {
      if (!page.isOpen) await never;
    }
  };
  return page;
}

/** What may be in the table, by {@link mappingKey}: asked for and not taken back, or not known because nobody could tell. */
export type Expected = Map<string, 'there' | 'gone' | 'either'>;

export class Person {
  readonly expected: Expected = new Map();
  /** What stood at the start. */
  readonly first: readonly PortMapping[];
  /** Keys of writes of which nobody could tell the person what came: the list of changes need not know it either. */
  readonly untold = new Set<string>();
  queryClient: QueryClient;
  private page: ReturnType<typeof openPage>;
  protected readonly api: MappingApi;

  constructor(api: MappingApi) {
    this.api = api;
    this.queryClient = signInAgainst(api.fetch);
    this.page = openPage(api);
    this.first = [...this.rows()];
    for (const row of this.first) this.expected.set(mappingKey(row), 'there');
  }

  /** The table of the page that is open now. */
  get table(): MappingTable {
    return { queryClient: this.queryClient, connection: currentConnection(), address: ADDRESS };
  }

  /** What the API holds. */
  rows(): PortMapping[] {
    return this.api.portMappings(ADDRESS).map((row) => ({
      ...row,
      proto: row.proto as PortMapping['proto'],
      container_ip: `10.0.0.${row.container - 30_000 + 2}`,
    }));
  }

  /** Waits until the API has answered what it will answer at once: no fake time may pass meanwhile. */
  protected async answers(): Promise<void> {
    do {
      for (let turn = 0; turn < 3; turn += 1) await new Promise(nextTurn);
    } while (this.api.log.slice(-20).some(({ status, fault }) => status === null && fault === undefined));
  }

  /** Loads the page anew: its memory is gone, the storage of the tab stays. */
  async reload(): Promise<void> {
    this.page.isOpen = false;
    vi.clearAllTimers();
    this.queryClient = createQueryClient();
    this.page = openPage(this.api);
    await this.signInAgain();
  }

  /** After a 401 the password is entered again. */
  async signInAgain(): Promise<void> {
    startSession({ ...currentConnection() });
    await this.queryClient.prefetchQuery(containersQuery());
    // A page shows these, which makes them read what the tab has kept.
    await this.queryClient.ensureQueryData(mappingRunQuery());
    await this.queryClient.ensureQueryData(mappingHistoryQuery());
  }

  /** Does it while things go wrong, in fake time, and gives what the person sees of it. Rejections count as seen. */
  async does<Outcome>(disturbance: Disturbance, act: () => Promise<Outcome>): Promise<Seen<Outcome | Error>> {
    for (const { kind, ...trouble } of disturbance.troubles) {
      this.api.addFault({ path: PATH, ...trouble, kind: kind as never });
    }
    this.page.answersLeft = disturbance.reloadAfter ?? Number.POSITIVE_INFINITY;
    const died = new Promise<undefined>((resolve) => {
      this.page.onDeath = () => resolve(undefined);
    });
    const ended = act().then(
      (outcome) => ({ outcome }),
      (error: Error) => ({ outcome: error }),
    );
    const seen = Promise.race([ended, died]);
    let isOver = false;
    void seen.then(() => {
      isOver = true;
    });
    const latest = Date.now() + 600_000;
    while (!isOver && Date.now() < latest) {
      await this.answers();
      if (!isOver) await vi.advanceTimersToNextTimerAsync();
    }
    if (!isOver) throw new Error('It did not end within ten minutes.');
    const what = await seen;
    this.api.clearFaults();
    // What is read from now on is no part of it.
    this.page.answersLeft = Number.POSITIVE_INFINITY;
    if (!what) await this.reload();
    else await this.signInAgain();
    return what;
  }

  /**
   * The promise: a fresh table equals what the API holds, nothing is there that was not asked for, nothing is missing that
   * was kept, no public port has two holders. What could not be told before is looked up now.
   */
  async check(): Promise<void> {
    const { items } = await readTable(this.table);
    const shown = items.map(mappingKey).sort();
    const held = this.rows().map(mappingKey);
    if (shown.join() !== [...held].sort().join()) throw new Error(`The table shows ${shown}, the API holds ${held}.`);
    const clashes = [...clashesOf(items).values()];
    if (clashes.length > 0) throw new Error(`A clash: ${clashes[0]?.sentence}`);
    const there = new Set(held);
    for (const key of there) {
      if ((this.expected.get(key) ?? 'gone') === 'gone') throw new Error(`Nobody asked for ${key}.`);
    }
    for (const [key, state] of this.expected) {
      if (state === 'there' && !there.has(key)) throw new Error(`${key} is missing.`);
      if (state === 'either') this.expected.set(key, there.has(key) ? 'there' : 'gone');
    }
  }
}
