/** Moves of quota as commands of the model-based test of all writes. */
import fc from 'fast-check';
import type { QuotaMove, Resized } from '../rules/quota-moves.ts';
import { containerAt } from './all-writes-model-edits-testing.ts';
import { type Upset, upset } from './all-writes-model-faults-testing.ts';
import { actionOf, type Claim, type Command, type Customer } from './all-writes-model-testing.ts';
import { type Allowed, ofContainer } from './all-writes-model-world-testing.ts';
import { expectThat } from './port-mappings-model-testing.ts';
import { runGiveBack } from './quota-move-giving-back.ts';
import { type KeptMove, keptMove } from './quota-move-journal.ts';
import { type MoveOutcome, runQuotaMove } from './quota-moves.ts';

const ADDRESS = '1.2.3.4';

/** The sizes that the containers of a move may have by what the panel said of it: as before, as planned, or either. */
function allowSizes(
  person: Customer,
  {
    move,
    states,
    reboots,
  }: { move: QuotaMove; states: (one: Resized, isTarget: boolean) => readonly ('from' | 'to')[]; reboots: number },
): Allowed {
  const allowed: Allowed = new Map();
  const facts = person.facts();
  const resized = move.target.kind === 'grow' ? [...move.donors, move.target] : move.donors;
  for (const one of resized) {
    const may = states(one, one === move.target);
    for (const [key, megabytes] of Object.entries(one.from)) {
      const to = one.to[key as 'memory' | 'storage'];
      allowed.set(
        ofContainer(one.uid, key),
        may.map((state) => String(state === 'from' ? megabytes : to)),
      );
    }
    const name = ofContainer(one.uid, 'reboots');
    // Each step reboots once: the shrinking, and the giving back.
    const now = Number(facts.get(name));
    allowed.set(
      name,
      Array.from({ length: reboots + 1 }, (_, less) => String(now - less)),
    );
  }
  return allowed;
}

const isSizeOf = (move: QuotaMove) => (method: string, path: string) =>
  method === 'POST' && [...move.donors, move.target].some((one) => 'uid' in one && path === `containers/${one.uid}`);

const STATES: Record<MoveOutcome['result'] | 'reloaded', readonly ('from' | 'to')[]> = {
  done: ['to'],
  'not-begun': ['from'],
  undone: ['from'],
  owed: ['from', 'to'],
  unknown: ['from', 'to'],
  reloaded: ['from', 'to'],
};

function moves(places: { target: number; donors: readonly number[]; megabytes: number }, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const here = (place: number) => {
      const one = containerAt(person, place);
      return one?.server === ADDRESS ? one : undefined;
    };
    const target = here(places.target);
    const donors = [...new Set(places.donors.map(here))].filter((one) => one !== undefined && one !== target);
    const { megabytes } = places;
    if (!target || donors.length === 0 || donors.some((one) => (one?.memory ?? 0) <= megabytes)) return undefined;
    const move: QuotaMove = {
      address: ADDRESS,
      donors: donors.flatMap((one) =>
        one
          ? [{ uid: one.uid, name: one.name, from: { memory: one.memory }, to: { memory: one.memory - megabytes } }]
          : [],
      ),
      target: {
        kind: 'grow',
        uid: target.uid,
        name: target.name,
        from: { memory: target.memory },
        to: { memory: target.memory + megabytes * donors.length },
      },
    };
    const earlier = keptMove(person.context, ADDRESS);
    const seen = await person.does(upsets, () => runQuotaMove(person.context, { move, sources: {} }));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    const result = seen?.outcome.result ?? 'reloaded';
    await person.letsAllArrive();
    const allowed = allowSizes(person, { move, states: () => STATES[result], reboots: 2 });
    expectOwedIsKept(person, move, earlier);
    return { verdict: result, allowed, mayWrite: isSizeOf(move) };
  };
}

/** Whoever has given something for nothing is remembered until it is back. */
function expectOwedIsKept(person: Customer, move: QuotaMove, earlier: KeptMove | undefined): void {
  const facts = person.facts();
  const has = (one: Resized, sizes: Resized['to']) =>
    Object.entries(sizes).every(([key, megabytes]) => facts.get(ofContainer(one.uid, key)) === String(megabytes));
  const { target } = move;
  if (target.kind !== 'grow' || has(target, target.to) || earlier) return;
  const owed = move.donors.filter((one) => has(one, one.to));
  const isKept = keptMove(person.context, ADDRESS) !== undefined;
  expectThat(owed.length === 0 || isKept, `${owed.map(({ uid }) => uid)} gave for nothing, and nobody remembers it.`);
}

function givesBack(upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const kept = keptMove(person.context, ADDRESS);
    if (!kept) return undefined;
    const { move } = kept;
    const facts = person.facts();
    const isAs = (one: Resized, sizes: Resized['to']) =>
      Object.entries(sizes).every(([key, megabytes]) => facts.get(ofContainer(one.uid, key)) === String(megabytes));
    const seen = await person.does(upsets, () => runGiveBack(person.context, kept, {}));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    const result = seen?.outcome.result ?? 'reloaded';
    await person.letsAllArrive();
    const shrunk = { ...move, donors: move.donors.filter((one) => isAs(one, one.to)) };
    const allowed = allowSizes(person, {
      move: shrunk,
      reboots: 1,
      states: (one, isTarget) => {
        if (isTarget) return isAs(one, one.to) ? ['to'] : ['from', 'to'];
        if (result === 'reached') return ['to'];
        return result === 'given-back' ? ['from'] : ['from', 'to'];
      },
    });
    if (move.target.kind === 'grow') {
      for (const key of [...Object.keys(move.target.from), 'reboots']) {
        const name = ofContainer(move.target.uid, key);
        allowed.set(name, [facts.get(name)]);
      }
    }
    return { verdict: result, allowed, mayWrite: isSizeOf(move) };
  };
}

const place = fc.nat(5);

/** What a person does when a server is full. */
export const quotaCommands: fc.Arbitrary<Command>[] = [
  fc
    .tuple(
      fc.record({
        target: place,
        donors: fc.array(place, { minLength: 1, maxLength: 2 }),
        megabytes: fc.constantFrom(100, 500, 2000),
      }),
      upset,
    )
    .map((values) => actionOf('move quota', values, moves(...values))),
  upset.map((upsets) => actionOf('give quota back', upsets, givesBack(upsets))),
];
