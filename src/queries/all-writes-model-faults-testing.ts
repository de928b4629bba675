/** What goes wrong in the model-based test of all writes: every fault that the mock API has, reloads, and the browser itself. */
import fc from 'fast-check';
import type { Disturbance, Trouble } from './port-mappings-model-testing.ts';

/** `browserRepeats`: what dies without a byte is sent again by the browser, behind the panel's back (api.md §1). */
export interface Upset extends Disturbance {
  browserRepeats: boolean;
  /** What goes wrong only after so many requests of the action, such as the reads that follow a write. */
  late?: { after: number; trouble: Trouble };
}

/** Longer than the panel waits for the answer to a write, shorter than it looks for what became of it, in ms. */
export const LATE_MS = 25_000;
const SLOW_MS = 3_000;
/** So often that no read of one action succeeds. */
const ALWAYS = 60;

const anywhere = { path: '*' };

const WRITE_KINDS = [
  'server-error',
  'server-error-after',
  'cut-before',
  'cut-after',
  'break-off-before',
  'break-off',
  'silence-before',
  'silence',
  'refuse',
  'refuse-after',
  'redirect',
  'html',
  'malformed',
  'empty',
  'wrong-shape',
  'bad-row',
  'hold',
];

const READ_KINDS = [
  'server-error',
  'cut-before',
  'break-off',
  'silence',
  'refuse',
  'redirect',
  'html',
  'malformed',
  'empty',
  'wrong-shape',
  'bad-row',
  'hold',
];

const method = fc.constantFrom('POST', 'POST', 'DELETE');
const writeTrouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ ...constantsOf(anywhere), method, kind: fc.constantFrom(...WRITE_KINDS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...constantsOf(anywhere),
      method,
      kind: fc.constant('latency'),
      afterMs: fc.constantFrom(SLOW_MS, LATE_MS),
    }),
  },
  // The password was changed meanwhile: it is refused before anything is done.
  {
    weight: 2,
    arbitrary: fc.record({
      ...constantsOf(anywhere),
      method,
      kind: fc.constant('refuse'),
      status: fc.constantFrom(401, 409, 413),
    }),
  },
);

const readTrouble: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...constantsOf(anywhere),
      method: fc.constant('GET' as const),
      kind: fc.constantFrom(...READ_KINDS),
      times: fc.constantFrom(1, 1, 1, 2, 3),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ ...anywhere, method: 'GET', kind: 'refuse', status: 401 } as const) },
  { weight: 1, arbitrary: fc.constant({ ...anywhere, method: 'GET', kind: 'latency', afterMs: SLOW_MS } as const) },
);

/** From some moment on no read is answered. */
const noReads: fc.Arbitrary<[Trouble]> = fc
  .constantFrom('server-error', 'cut-before', 'silence')
  .map((kind) => [{ ...anywhere, method: 'GET', kind, times: ALWAYS }]);

function constantsOf<Values extends object>(values: Values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as {
    [Key in keyof Values]: fc.Arbitrary<Values[Key]>;
  };
}

const browserRepeats = fc.boolean();
const late = fc.record({
  after: fc.integer({ min: 1, max: 6 }),
  trouble: fc.oneof(
    { weight: 3, arbitrary: readTrouble },
    { weight: 1, arbitrary: writeTrouble },
    { weight: 2, arbitrary: noReads.map(([first]) => first) },
  ),
});

/** Nothing, more often than not; else troubles of writes and reads, no reads at all, or a reload after so many answers. */
export const upset: fc.Arbitrary<Upset> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ troubles: [], browserRepeats: false }) },
  {
    weight: 4,
    arbitrary: fc.record({ troubles: fc.array(writeTrouble, { minLength: 1, maxLength: 2 }), browserRepeats }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      troubles: fc.tuple(writeTrouble, readTrouble).map((both) => [...both]),
      browserRepeats,
    }),
  },
  { weight: 1, arbitrary: fc.record({ troubles: readTrouble.map((one) => [one]), browserRepeats }) },
  {
    weight: 4,
    arbitrary: fc.record({ troubles: fc.array(writeTrouble, { maxLength: 1 }), browserRepeats, late }),
  },
  { weight: 1, arbitrary: fc.record({ troubles: noReads, browserRepeats }) },
  {
    weight: 2,
    arbitrary: fc.record({
      troubles: fc.array(writeTrouble, { maxLength: 1 }),
      reloadAfter: fc.nat(4),
      browserRepeats,
    }),
  },
);

/** For what is to end by itself. */
export const CALM: Upset = { troubles: [], browserRepeats: false };
