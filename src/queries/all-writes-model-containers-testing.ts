/** Creations, twins and spares as commands of the model-based test of all writes. */
import fc from 'fast-check';
import type { ContainerChange, NewContainer } from '../api/schemas.ts';
import { sparesOn } from '../rules/containers.ts';
import { allowChange, change, factOf } from './all-writes-model-edits-testing.ts';
import { CALM, type Upset, upset } from './all-writes-model-faults-testing.ts';
import { actionOf, type Claim, type Command, type Customer } from './all-writes-model-testing.ts';
import { type Allowed, type Facts, ofContainer } from './all-writes-model-world-testing.ts';
import type { ChangeOutcome } from './change-container.ts';
import { containersQuery } from './containers.ts';
import { type CreationOutcome, type CreationRequest, runCreation } from './create-container.ts';
import { type CreationAttempt, unresolvedCreation } from './creation-attempts.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { expectThat, type Seen } from './port-mappings-model-testing.ts';
import { type KeepOneOutcome, keepAll, keepOne, takeSpare } from './spares.ts';

const UNTOUCHED: Record<string, string> = {
  distro: 'none',
  tags: '[]',
  links: '[]',
  ssh_keys: '[]',
  note: '',
  jid: '',
  nofollow: 'false',
  quota_threshold: '90',
  reboots: '0',
};

/** The facts of one that was created as wanted; `start` by what the panel said of it. */
function allowNew(
  person: Customer,
  uid: number,
  options: { wanted: NewContainer; start: ContainerChange; outcome: ChangeOutcome | undefined; isSure: boolean },
): Allowed {
  const { wanted, start, outcome, isSure } = options;
  const allowed: Allowed = new Map(Object.entries(UNTOUCHED).map(([key, value]) => [ofContainer(uid, key), [value]]));
  for (const key of ['server', 'name', 'memory', 'storage'] as const) {
    allowed.set(ofContainer(uid, key), [String(wanted[key])]);
  }
  if (Object.keys(start).length === 0) return allowed;
  const before: Facts = new Map(Object.entries(UNTOUCHED).map(([key, value]) => [ofContainer(uid, key), value]));
  const verdict = isSure ? (outcome?.verdict ?? 'not-sent') : 'reloaded';
  const ofStart = allowChange(person, before, {
    uid,
    change: start,
    verdict,
    outcome,
    mayReboot: start.distro !== undefined,
  });
  for (const [key, values] of ofStart) allowed.set(key, values);
  return allowed;
}

/** What was asked for with a creation and is not there is kept in the tab: the container's page asks. */
function expectKept(person: Customer, uid: number, start: ContainerChange): void {
  const facts = person.facts();
  const kept = person.queryClient.getQueryData(keptChangeQuery(uid).queryKey) ?? {};
  for (const key of Object.keys(start) as (keyof ContainerChange)[]) {
    const isSet = facts.get(ofContainer(uid, key)) === factOf(person, start, key);
    const isKept = JSON.stringify(kept[key]) === JSON.stringify(start[key]);
    // Names of tags that are there no more can be set by nobody: the panel says so, and keeps them as well.
    expectThat(
      (isSet && key !== 'tags') || isKept || isSet,
      `${key} of ${uid} was asked for, is not set and not kept.`,
    );
  }
}

const uidsIn = (outcome: CreationOutcome | undefined): number[] => {
  if (outcome?.verdict === 'done') return [outcome.container.uid];
  return outcome?.verdict === 'done-twice' ? outcome.containers.map(({ uid }) => uid) : [];
};

/** What was told is known to the person from now on; the rest must be looked for before anything is sent again. */
function expectTold(person: Customer, told: readonly number[], verdict: string): void {
  const pending = person.unseen;
  for (const uid of told) {
    const known = pending.get(uid);
    if (verdict === 'done' && known) expectKept(person, uid, known.start);
    pending.delete(uid);
  }
  if (pending.size === 0) return;
  expectThat(unresolvedCreation(person.context) !== undefined, `${[...pending.keys()]} exist, and nobody knows.`);
}

/** The uids that are new, of which the person is to be told. */
function createdSince(person: Customer, before: Facts, request: CreationRequest): number[] {
  const uids = person.whole.containers().flatMap(({ uid }) => (before.has(ofContainer(uid, 'name')) ? [] : [uid]));
  if (request.mode !== 'look') for (const uid of uids) person.unseen.set(uid, request);
  return uids;
}

function allowCreated(
  person: Customer,
  options: { created: readonly number[]; told: readonly number[]; outcome: CreationOutcome | undefined },
): Allowed {
  const { created, told, outcome } = options;
  const allowed: Allowed = new Map();
  for (const uid of created) {
    const known = person.unseen.get(uid);
    if (!known) continue;
    const start = outcome?.verdict === 'done' ? outcome.start : undefined;
    const ofOne = allowNew(person, uid, { ...known, outcome: start, isSure: told.includes(uid) });
    for (const [key, values] of ofOne) allowed.set(key, values);
  }
  return allowed;
}

function create(request: CreationRequest, upsets: Upset) {
  return async (person: Customer): Promise<Claim> => {
    const before = person.facts();
    const seen: Seen<CreationOutcome | Error> = await person.does(upsets, () => runCreation(person.context, request));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    const outcome = seen?.outcome;
    await person.letsAllArrive();
    const verdict = outcome?.verdict ?? 'reloaded';
    const isEarlier = outcome !== undefined && 'earlier' in outcome && outcome.earlier;
    const told = uidsIn(outcome);
    const created = createdSince(person, before, request);
    const hasSent = !['not-done', 'not-sent', 'nothing-unresolved'].includes(verdict) && !isEarlier;
    const allowed = hasSent ? allowCreated(person, { created, told, outcome }) : new Map();
    if (verdict === 'done' && !isEarlier) {
      expectThat(created.length === 1 && created[0] === told[0], `Created: ${created}.`);
    }
    expectTold(person, told, verdict);
    return {
      verdict: isEarlier ? `earlier ${verdict}` : verdict,
      allowed,
      mayWrite: (method, path) =>
        method === 'POST' &&
        request.mode !== 'look' &&
        verdict !== 'not-sent' &&
        !isEarlier &&
        (path === 'containers' || created.some((uid) => path === `containers/${uid}`)),
      ...(!isEarlier && { couldTell: { read: 'containers', isShown: () => created.length > 0 } }),
    };
  };
}

/** Creates again what was looked for in vain: the person has decided so. */
function createAgain(upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const attempt = unresolvedCreation(person.context);
    if (!attempt || attempt.twins) return undefined;
    const { wanted, start } = attempt;
    return create({ mode: 'create-again', wanted, start }, upsets)(person);
  };
}

function allowDecision(
  person: Customer,
  before: Facts,
  options: { uid: number; spares: readonly number[]; attempt: CreationAttempt; outcome: KeepOneOutcome | undefined },
): Allowed {
  const { uid, spares, attempt, outcome } = options;
  const allowed: Allowed = new Map();
  const change = { name: 'spare', memory: 1, storage: 1 };
  const allow = (of: { uid: number; change: ContainerChange; verdict: string; outcome: unknown }) => {
    for (const [key, values] of allowChange(person, before, { ...of, mayReboot: true })) allowed.set(key, values);
  };
  for (const one of spares) {
    const failed = outcome?.failed.find((each) => each.uid === one)?.outcome;
    allow({ uid: one, change, verdict: outcome ? (failed?.verdict ?? 'done') : 'reloaded', outcome: failed });
  }
  const start = outcome?.start;
  if (!outcome || start) allow({ uid, change: attempt.start, verdict: start?.verdict ?? 'reloaded', outcome: start });
  return allowed;
}

const verdictOfDecision = (outcome: KeepOneOutcome | undefined) =>
  outcome ? (outcome.failed[0]?.outcome.verdict ?? outcome.start?.verdict ?? 'done') : 'reloaded';

/** Of twins one is kept, the other becomes a spare; or both are kept. */
function decides(keepsAll: boolean, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const attempt = unresolvedCreation(person.context);
    const [uid, ...spares] = attempt?.twins ?? [];
    if (!attempt || uid === undefined) return undefined;
    const before = person.facts();
    if (keepsAll) {
      keepAll(person.context, [uid, ...spares], attempt);
      for (const one of [uid, ...spares]) expectKept(person, one, attempt.start);
      return { verdict: 'done', allowed: new Map(), mayWrite: () => false };
    }
    const seen = await person.does(upsets, () => keepOne(person.context, { uid, spares, attempt }));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    await person.letsAllArrive();
    const outcome = seen?.outcome;
    const allowed = allowDecision(person, before, { uid, spares, attempt, outcome });
    const isOver = outcome !== undefined && outcome.failed.length === 0;
    if (isOver) expectKept(person, uid, attempt.start);
    expectThat(
      isOver || unresolvedCreation(person.context) !== undefined,
      'Twins are left, and nobody remembers them.',
    );
    return {
      verdict: verdictOfDecision(outcome),
      allowed,
      mayWrite: (method, path) => method === 'POST' && [uid, ...spares].some((one) => path === `containers/${one}`),
    };
  };
}

function usesSpare(wanted: ContainerChange, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const listed = person.queryClient.getQueryData(containersQuery().queryKey)?.items ?? [];
    const [spare] = sparesOn(listed, '1.2.3.4');
    if (!spare) return undefined;
    const { uid } = spare;
    const stored = person.whole.containers().find((one) => one.uid === uid);
    const before = person.facts();
    const tags = spare.tags;
    const merged = {
      ...wanted,
      ...(wanted.tags && { tags: [...tags, ...wanted.tags] }),
      ...(wanted.ssh_keys && { ssh_keys: [...(stored?.sshKeys ?? []), ...wanted.ssh_keys] }),
    };
    const seen = await person.does(upsets, () => takeSpare(person.context, uid, wanted));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    await person.letsAllArrive();
    const outcome = seen?.outcome;
    const verdict = outcome?.verdict ?? 'reloaded';
    return {
      verdict,
      allowed: allowChange(person, before, { uid, change: merged, verdict, outcome, mayReboot: true }),
      mayWrite: (method, path) => verdict !== 'not-sent' && method === 'POST' && path === `containers/${uid}`,
    };
  };
}

const wanted: fc.Arbitrary<NewContainer> = fc.record({
  server: fc.constantFrom('1.2.3.4', '5.6.7.8', '1.2.3.4'),
  name: fc.constantFrom('argus', 'hydra', 'medusa'),
  memory: fc.constantFrom(500, 1000, 2000, 99_000),
  storage: fc.constantFrom(1000, 20_000),
});

const start = change.map(({ distro, ssh_keys, tags, note }) => ({
  ...(distro !== undefined && { distro }),
  ...(ssh_keys !== undefined && ssh_keys.length > 0 && { ssh_keys }),
  ...(tags !== undefined && tags.length > 0 && { tags }),
  ...(note && { note }),
}));

const spareUse = fc
  .tuple(wanted, start)
  .map(([{ server: _, ...values }, more]): ContainerChange => ({ ...values, memory: 1000, ...more }));

/** The browser makes twins, which is seldom enough to be asked for. */
const twinning = fc.constant<Upset>({
  troubles: [{ path: '*', method: 'POST', kind: 'cut-after' }],
  browserRepeats: true,
});

const creation: fc.Arbitrary<Command> = fc
  .tuple(wanted, start, fc.oneof({ weight: 4, arbitrary: upset }, { weight: 1, arbitrary: twinning }))
  .map(([values, more, upsets]) => {
    const request = { mode: 'create' as const, wanted: values, start: more };
    return actionOf('create a container', [request, upsets], create(request, upsets));
  });

/** After a story nothing is left that the person was not told of, once the API answers. @throws Error otherwise */
export async function endsCreations(person: Customer): Promise<void> {
  await create({ mode: 'look' }, CALM)(person);
  const left = [...person.unseen.keys()];
  expectThat(left.length === 0, `${left} exist, and the panel did not find them.`);
}

/** What a person does to get a container. */
export const containerCommands: fc.Arbitrary<Command>[] = [
  creation,
  creation,
  upset.map((upsets) => actionOf('look for a creation', upsets, create({ mode: 'look' }, upsets))),
  upset.map((upsets) => actionOf('create again', upsets, createAgain(upsets))),
  fc.tuple(fc.boolean(), upset).map((values) => actionOf('decide about twins', values, decides(...values))),
  fc.tuple(spareUse, upset).map((values) => actionOf('use a spare', values, usesSpare(...values))),
];
