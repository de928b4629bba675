/** A person who uses all of the panel over a mock API that fails in every way it can, and what is promised to them. */
import type fc from 'fast-check';
import { vi } from 'vitest';
import type { ContainerChange, NewContainer } from '../api/schemas.ts';
import { currentConnection } from '../session/session.ts';
import { LATE_MS, type Upset } from './all-writes-model-faults-testing.ts';
import type { Tally } from './all-writes-model-tally-testing.ts';
import { type Allowed, expectOnly, type Facts, factsOf, type StoredWorld } from './all-writes-model-world-testing.ts';
import { expectThat, type MappingApi, Person, type Seen } from './port-mappings-model-testing.ts';
import type { WriteContext } from './write-context.ts';

interface Entry {
  at: number;
  method: string;
  path: string;
  body: unknown;
  status: number | null;
  fault?: string;
}

/** What the tests need of the mock API. */
export interface WholeApi extends Omit<MappingApi, 'portMappings' | 'log'>, StoredWorld {
  portMappings: MappingApi['portMappings'] & StoredWorld['portMappings'];
  log: readonly Entry[];
  release: () => void;
  addContainer: (values: { server: string; name: string; memory: number; storage: number }) => { uid: number };
}

/** What the panel said of an action, and what may be so after it. */
export interface Claim {
  /** `done`, `not-done`, `cannot-tell` and the like; `reloaded`: nobody saw how it ended. */
  verdict: string;
  allowed: Allowed;
  /** Which writes the person has asked for by this; each may be sent once. */
  mayWrite: (method: string, path: string, body: unknown) => boolean;
  /** For a verdict that tells nothing: by which reads it could have been known, and what shows there when it is done. */
  couldTell?: { read: string; isShown: (facts: Facts) => boolean };
}

const keyOf = ({ method, path, body }: Entry) => `${method} ${path} ${JSON.stringify(body)}`;
const isWrite = ({ method }: Entry) => method === 'POST' || method === 'DELETE';

/** Answers that a browser cannot read, or that say nothing. */
const UNREADABLE =
  /^(server-error|cut|break-off|silence|redirect|html|malformed|empty|wrong-shape|bad-row|latency|hold)/;

/** How the browser of a person deals with requests, and what happens to it only later. */
interface Browser {
  repeats: boolean;
  late?: Upset['late'] | undefined;
}

export class Customer extends Person {
  readonly whole: WholeApi;
  private readonly tally: Tally;
  private readonly repeated: string[];
  private readonly browser: Browser;
  private begun = 0;
  /** How many requests there were when the panel said how it ended. */
  private ended = 0;
  /** Containers that exist, and of which the person knows nothing yet; as what they were asked for. */
  readonly unseen = new Map<number, { wanted: NewContainer; start: ContainerChange }>();
  /** What the panel said of the last thing that was done. */
  lastVerdict = '';

  constructor(api: WholeApi, tally: Tally) {
    const browser: Browser = { repeats: false };
    const repeated: string[] = [];
    super({ ...api, log: api.log, fetch: (request) => deliver(api, request, { browser, repeated }) });
    this.whole = api;
    this.tally = tally;
    this.browser = browser;
    this.repeated = repeated;
  }

  get context(): WriteContext & { onStep: () => void } {
    return { queryClient: this.queryClient, connection: currentConnection(), onStep: () => undefined };
  }

  facts(): Map<string, string> {
    return factsOf(this.whole);
  }

  /** The requests of the action under way. */
  entries(): readonly Entry[] {
    return this.whole.log.slice(this.begun);
  }

  begins(): void {
    this.begun = this.whole.log.length;
    this.repeated.length = 0;
  }

  override async does<Outcome>(upset: Upset, act: () => Promise<Outcome>): Promise<Seen<Outcome | Error>> {
    this.browser.repeats = upset.browserRepeats ?? false;
    this.browser.late = upset.late && { ...upset.late };
    const seen = await super.does(upset, () =>
      act().finally(() => {
        this.ended = this.whole.log.length;
        this.browser.late = undefined;
      }),
    );
    this.browser.repeats = false;
    this.browser.late = undefined;
    if (!seen) this.lastVerdict = 'reloaded';
    else if (seen.outcome instanceof Error) this.lastVerdict = 'not-sent';
    else {
      const { verdict, result } = seen.outcome as { verdict?: string; result?: string };
      this.lastVerdict = verdict ?? result ?? '';
    }
    return seen;
  }

  /** What is held is let go some seconds later: nobody waits for ever. */
  protected override async answers(): Promise<void> {
    await super.answers();
    const held = this.entries().some(({ fault, status }) => fault === 'hold' && status === null);
    if (held) setTimeout(() => this.whole.release(), 3_000);
  }

  /** What is late arrives, so that nothing of this action is counted as one of the next. */
  async letsAllArrive(): Promise<void> {
    await super.answers();
    if (this.entries().some(({ fault }) => fault === 'latency' || fault === 'hold')) {
      this.whole.release();
      await vi.advanceTimersByTimeAsync(LATE_MS + 1_000);
      await super.answers();
    }
  }

  /** @throws Error when what the panel said does not agree with what the API holds, or with what was sent. */
  judges(kind: string, before: Facts, claim: Claim): void {
    const entries = this.entries();
    const faults = entries.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
    this.tally.counts(kind, claim.verdict, faults, this.repeated.length);
    this.expectSentOnce(claim);
    expectOnly(before, this.facts(), claim.allowed);
    if (claim.verdict === 'cannot-tell') this.expectCouldNotTell(claim);
  }

  private expectSentOnce({ mayWrite }: Claim): void {
    const left = [...this.repeated];
    const sent = new Set<string>();
    for (const entry of this.entries().filter(isWrite)) {
      const key = keyOf(entry);
      const repetition = sent.has(key) ? left.indexOf(key) : -1;
      if (repetition >= 0) {
        left.splice(repetition, 1);
        continue;
      }
      this.tally.writes += 1;
      expectThat(!sent.has(key), `${key} was sent twice.`);
      expectThat(mayWrite(entry.method, entry.path, entry.body), `${key} was sent, and nobody asked for it.`);
      sent.add(key);
    }
  }

  private expectCouldNotTell({ couldTell }: Claim): void {
    if (!couldTell) return;
    const entries = this.whole.log.slice(this.begun, this.ended);
    const last = entries.findLastIndex(isWrite);
    const write = entries[last];
    if (!write) return;
    const arrived = write.at + (write.fault === 'latency' ? LATE_MS : 0);
    const read = entries
      .slice(last + 1)
      .find(({ method, path, fault, at }) => method === 'GET' && path === couldTell.read && !fault && at > arrived);
    if (!read) return;
    const isReadable = write.status !== 500 && !UNREADABLE.test(write.fault ?? '');
    expectThat(!isReadable, 'The answer and a read could be read, and it said that it cannot tell.');
    expectThat(!couldTell.isShown(this.facts()), 'A read showed that it was done, and it said that it cannot tell.');
  }
}

/** What dies without a byte is sent once more by the browser, which the page does not see (api.md §1). */
async function deliver(
  api: WholeApi,
  request: Request,
  { browser, repeated }: { browser: Browser; repeated: string[] },
): Promise<Response> {
  const { late } = browser;
  if (late && late.after === 0) {
    api.addFault({ ...late.trouble, path: '*', kind: late.trouble.kind as never });
    browser.late = undefined;
  }
  if (late) late.after -= 1;
  const copy = request.clone();
  const place = api.log.length;
  try {
    return await api.fetch(request);
  } catch (error) {
    const entry = api.log[place];
    if (!browser.repeats || !entry?.fault?.startsWith('cut') || !isWrite(entry)) throw error;
    repeated.push(keyOf(entry));
    return api.fetch(copy);
  }
}

export type Command = fc.AsyncCommand<{ steps: number }, Customer>;

/** One action: what is done, and the claim of the panel; undefined when there was nothing to do it to. */
export function actionOf(
  kind: string,
  values: unknown,
  act: (person: Customer) => Promise<Claim | undefined>,
): Command {
  return {
    check: () => true,
    run: async (model, person) => {
      model.steps += 1;
      const before = person.facts();
      person.begins();
      const claim = await act(person);
      if (!claim) return;
      await person.letsAllArrive();
      person.judges(kind, before, claim);
      await person.check();
    },
    toString: () => `${kind}(${JSON.stringify(values)})`,
  };
}
