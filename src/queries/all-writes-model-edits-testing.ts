/** Changes of one container as commands of the model-based test of all writes: edits, reboots, links, what is kept. */
import fc from 'fast-check';
import { getContainer } from '../api/containers.ts';
import type { ContainerChange, ContainerDetail } from '../api/schemas.ts';
import { whatReboots } from '../rules/container-changes.ts';
import { baseOf } from '../rules/stale-edits.ts';
import { type Upset, upset } from './all-writes-model-faults-testing.ts';
import { actionOf, type Claim, type Command, type Customer } from './all-writes-model-testing.ts';
import {
  type Allowed,
  type Facts,
  ofContainer,
  ofTag,
  setFact,
  valuesAfter,
} from './all-writes-model-world-testing.ts';
import { type EditOutcome, runEdit } from './edit-container.ts';
import { expectThat, type Seen } from './port-mappings-model-testing.ts';

/** One of the containers on the customer's own servers. */
export function containerAt(person: Customer, place: number) {
  const own = person.whole.containers().filter(({ owner, server }) => owner === 'kratos' && server !== '9.9.9.9');
  const chosen = own[place % own.length];
  // Who changes it has seen it in the list.
  if (chosen) person.unseen.delete(chosen.uid);
  return chosen;
}

/** Ids of the tags with these names; the API drops unknown ones without a word (api.md §3). */
const tagIds = (person: Customer, names: readonly string[]) =>
  person.whole.tags().flatMap(({ id, name }) => (names.includes(name) ? [id] : []));

export const tagNames = (person: Customer, uid: number) => {
  const ids = person.whole.containers().find((one) => one.uid === uid)?.tags ?? [];
  return person.whole.tags().flatMap(({ id, name }) => (ids.includes(id) ? [name] : []));
};

/** The fact that a wanted value makes. */
export function factOf(person: Customer, change: ContainerChange, key: keyof ContainerChange): string {
  if (key === 'tags') return setFact(tagIds(person, change.tags ?? []));
  if (key === 'ssh_keys') return setFact(change.ssh_keys ?? []);
  return String(change[key]);
}

/** Whether a wanted value is there; of names that are no tags it never is. */
function isSet(
  person: Customer,
  facts: Facts,
  { uid, change: wanted, key }: { uid: number; change: ContainerChange; key: keyof ContainerChange },
): boolean {
  const names = new Set(wanted.tags);
  if (key === 'tags' && tagIds(person, [...names]).length < names.size) return false;
  return facts.get(ofContainer(uid, key)) === factOf(person, wanted, key);
}

/** How often the container may have been rebooted by a change that was sent once. */
export function rebootsAfter(verdict: string, times: number, mayReboot: boolean): string[] {
  if (!mayReboot || verdict === 'not-sent' || verdict === 'conflict') return [String(times)];
  return [String(times), String(times + 1)];
}

const missingIn = (outcome: unknown): readonly string[] => (outcome as { fields?: readonly string[] })?.fields ?? [];

/** What a change that is said not to be done has done of a key. */
function verdictOfKey(key: string, missing: readonly string[]): string {
  // Names that are no tags (any more) are dropped without a word (api.md §3): the panel says that not all are there.
  if (key === 'tags') return 'cannot-tell';
  return missing.includes(key) ? 'not-done' : 'done';
}

/** What may be of a container after a change of which the panel said this. `change` is as a merge has it. */
export function allowChange(
  person: Customer,
  before: Facts,
  options: { uid: number; change: ContainerChange; verdict: string; outcome?: unknown; mayReboot: boolean },
): Allowed {
  const { uid, change, verdict, outcome, mayReboot } = options;
  const missing = missingIn(outcome);
  const allowed: Allowed = new Map();
  for (const key of Object.keys(change) as (keyof ContainerChange)[]) {
    const name = ofContainer(uid, key);
    const ofKey = verdict === 'not-done' ? verdictOfKey(key, missing) : verdict;
    allowed.set(name, valuesAfter(ofKey, before.get(name), factOf(person, change, key)));
  }
  const reboots = ofContainer(uid, 'reboots');
  allowed.set(reboots, rebootsAfter(verdict, Number(before.get(reboots)), mayReboot));
  return allowed;
}

export const verdictOf = (seen: Seen<EditOutcome | Error>): string => {
  if (!seen) return 'reloaded';
  // An edit never rejects.
  if (seen.outcome instanceof Error) throw seen.outcome;
  return seen.outcome.verdict;
};

export const isChangeOf = (uid: number) => (method: string, path: string) =>
  method === 'POST' && path === `containers/${uid}`;

export interface WantedEdit {
  change: ContainerChange;
  newTag?: string | undefined;
  /** Somebody else's change of it, between the person's reading and the write. */
  theirs?: { note?: string; sshKeys?: string[]; tags?: number[] } | undefined;
}

const without = <Item>(items: readonly Item[], gone: readonly Item[]) => items.filter((item) => !gone.includes(item));

/** What is wanted of a set: what the person added and took away, of what it is by now. */
const merged = (base: readonly string[], mine: readonly string[], now: readonly string[]) => [
  ...without(now, without(base, mine)),
  ...without(mine, base),
];

function changesElsewhere(person: Customer, uid: number, theirs: WantedEdit['theirs'] = {}): void {
  const container = person.whole.containers().find((one) => one.uid === uid);
  if (!container) return;
  if (theirs.note !== undefined) container.settings.note = theirs.note;
  if (theirs.sshKeys) container.sshKeys = theirs.sshKeys;
  if (theirs.tags) container.tags = theirs.tags.filter((id) => person.whole.tags().some((tag) => tag.id === id));
}

function mergedChange(
  person: Customer,
  { shown, change: wanted }: { shown: ContainerDetail; change: ContainerChange },
): ContainerChange {
  const { uid } = shown;
  const keys = person.whole.containers().find((one) => one.uid === uid)?.sshKeys ?? [];
  return {
    ...wanted,
    ...(wanted.tags && { tags: merged(shown.tags, wanted.tags, tagNames(person, uid)) }),
    ...(wanted.ssh_keys && { ssh_keys: merged(shown.ssh_keys, wanted.ssh_keys, keys) }),
  };
}

function edit(place: number, { change: wanted, newTag, theirs }: WantedEdit, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const container = containerAt(person, place);
    if (!container) return undefined;
    const { uid } = container;
    const shown: ContainerDetail = await getContainer(person.context.connection, uid);
    const isNew = newTag !== undefined && !person.whole.tags().some(({ name }) => name === newTag);
    const change = newTag === undefined ? wanted : { ...wanted, tags: [...(wanted.tags ?? shown.tags), newTag] };
    changesElsewhere(person, uid, theirs);
    const before = person.facts();
    const base = baseOf(shown);
    const after = mergedChange(person, { shown, change });
    const mayReboot = whatReboots(change, shown).length > 0;
    const tagsBefore = new Set(person.whole.tags().map(({ id }) => id));
    const request = { uid, base, change, ...(isNew && newTag !== undefined && { newTags: [newTag] }) };
    person.begins();
    const seen = await person.does(upsets, () => runEdit(person.context, request));
    const verdict = verdictOf(seen);
    await person.letsAllArrive();
    const allowed = allowChange(person, before, { uid, change: after, verdict, outcome: seen?.outcome, mayReboot });
    for (const key of ['note', 'ssh_keys', 'tags']) {
      // What somebody else has set stays where nothing else was asked for.
      const name = ofContainer(uid, key);
      if (!allowed.has(name)) allowed.set(name, [before.get(name)]);
    }
    allowNewTag(person, { allowed, tagsBefore, newTag: isNew ? newTag : undefined, verdict, seen });
    return {
      verdict,
      allowed,
      mayWrite: (method, path) =>
        (isChangeOf(uid)(method, path) && verdict !== 'not-sent' && verdict !== 'conflict') ||
        (isNew && method === 'POST' && path === 'tags'),
      couldTell: {
        read: `containers/${uid}`,
        isShown: (facts) =>
          (Object.keys(after) as (keyof ContainerChange)[]).every((key) =>
            isSet(person, facts, { uid, change: after, key }),
          ),
      },
    };
  };
}

/** A tag that was created for an edit that then was not sent: the person is told of it, or that it is not known. */
function allowNewTag(
  person: Customer,
  options: {
    allowed: Allowed;
    tagsBefore: ReadonlySet<number>;
    newTag: string | undefined;
    verdict: string;
    seen: Seen<EditOutcome | Error>;
  },
): void {
  const { allowed, tagsBefore, newTag, verdict, seen } = options;
  for (const { id, name } of person.whole.tags()) {
    if (tagsBefore.has(id)) continue;
    if (newTag !== undefined) {
      allowed.set(ofTag(id, 'name'), [newTag]);
      allowed.set(ofTag(id, 'note'), ['']);
    }
    const message = seen && 'message' in seen.outcome ? seen.outcome.message : '';
    const isTold = verdict !== 'not-sent' || message.includes(name);
    expectThat(isTold, `The tag ${name} was created, and the panel says only: ${message}`);
  }
}

const KEYS = ['ssh-ed25519 AAAA zeus', 'ssh-ed25519 BBBB hera', 'ssh-ed25519 CCCC ares'];

export const change: fc.Arbitrary<ContainerChange> = fc.record(
  {
    name: fc.constantFrom('hydra', 'medusa', 'argus'),
    note: fc.constantFrom('', 'mine', 'many eyes'),
    memory: fc.constantFrom(1000, 4000, 8000, 99_000),
    storage: fc.constantFrom(1000, 50_000, 100_000),
    distro: fc.constantFrom(1, 2, 3),
    ssh_keys: fc.subarray(KEYS),
    tags: fc.subarray(['prod', 'staging', 'db']),
    jid: fc.constantFrom('', 'zeus@olympus'),
    nofollow: fc.boolean(),
    quota_threshold: fc.constantFrom(80, 90),
  },
  { requiredKeys: [] },
);

const theirs = fc.record(
  {
    note: fc.constant('theirs'),
    sshKeys: fc.constant('ssh-ed25519 DDDD theirs').map((key) => [key]),
    tags: fc.subarray([1, 3]),
  },
  { requiredKeys: [] },
);

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const wantedEdit: fc.Arbitrary<WantedEdit> = fc
  .record({
    change,
    newTag: seldom(fc.constantFrom('olympus', 'styx')),
    theirs: seldom(theirs),
  })
  .filter(({ change: wanted, newTag }) => Object.keys(wanted).length > 0 || newTag !== undefined);

const place = fc.nat(5);

/** What a person does to one container. */
export const editCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(place, wantedEdit, upset).map((values) => actionOf('edit', values, edit(...values))),
  fc.tuple(place, wantedEdit, upset).map((values) => actionOf('edit', values, edit(...values))),
];
