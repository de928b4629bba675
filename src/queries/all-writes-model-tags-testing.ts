/** Writes of tags as commands of the model-based test of all writes. */
import fc from 'fast-check';
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
import { expectThat, type Seen } from './port-mappings-model-testing.ts';
import { runNotedTagCreation, runTagChange, runTagDeletion } from './tag-writes.ts';

/** A write that rejects has sent nothing. */
const verdictOf = (seen: Seen<{ verdict: string } | Error>): string => {
  if (!seen) return 'reloaded';
  return seen.outcome instanceof Error ? 'not-sent' : seen.outcome.verdict;
};

const tagAt = (person: Customer, place: number) => {
  const tags = person.whole.tags();
  return tags[place % Math.max(1, tags.length)];
};

function create(name: string, note: string, upsets: Upset) {
  return async (person: Customer): Promise<Claim> => {
    const existed = person.whole.tags().some((tag) => tag.name === name);
    const ids = new Set(person.whole.tags().map(({ id }) => id));
    const seen = await person.does(upsets, () => runNotedTagCreation(person.context, { name, note }));
    const verdict = verdictOf(seen);
    await person.letsAllArrive();
    const created = person.whole.tags().filter(({ id }) => !ids.has(id));
    if (verdict === 'done' && !existed) expectThat(created.length === 1, `${created.length} tags were created.`);
    const allowed: Allowed = new Map();
    for (const { id } of created) {
      const [absent, wantedName] = valuesOfNew(verdict, name);
      allowed.set(ofTag(id, 'name'), [absent, wantedName]);
      allowed.set(ofTag(id, 'note'), valuesOfNew(verdict, note));
    }
    return {
      verdict,
      allowed,
      mayWrite: (method, path) => !existed && verdict !== 'not-sent' && method === 'POST' && path === 'tags',
      couldTell: { read: 'tags', isShown: () => created.length > 0 },
    };
  };
}

const valuesOfNew = (verdict: string, wanted: string) =>
  verdict === 'not-done' || verdict === 'not-sent' ? [undefined] : [undefined, wanted];

function rename(place: number, wanted: { name: string; note: string }, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const tag = tagAt(person, place);
    if (!tag) return undefined;
    const started = { name: tag.name, note: tag.note };
    const { id } = tag;
    const before = person.facts();
    const seen = await person.does(upsets, () => runTagChange(person.context, { id, started, wanted }));
    const verdict = verdictOf(seen);
    const allowed: Allowed = new Map(
      (['name', 'note'] as const).map((key) => [
        ofTag(id, key),
        valuesAfter(verdict, before.get(ofTag(id, key)), wanted[key]),
      ]),
    );
    return {
      verdict,
      allowed,
      mayWrite: (method, path) => verdict !== 'not-sent' && method === 'POST' && path === `tags/${id}`,
      couldTell: {
        read: `tags/${id}`,
        isShown: (facts) =>
          facts.get(ofTag(id, 'name')) === wanted.name && facts.get(ofTag(id, 'note')) === wanted.note,
      },
    };
  };
}

function remove(place: number, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const tag = tagAt(person, place);
    if (!tag) return undefined;
    const { id, name } = tag;
    const before = person.facts();
    const carriers = person.whole.containers().filter(({ tags }) => tags.includes(id));
    const seen = await person.does(upsets, () => runTagDeletion(person.context, { id, name }));
    const verdict = verdictOf(seen);
    const allowed: Allowed = new Map();
    for (const key of ['name', 'note']) {
      allowed.set(ofTag(id, key), valuesAfter<string | undefined>(verdict, before.get(ofTag(id, key)), undefined));
    }
    for (const { uid } of carriers) allowed.set(...withoutTag(before, { uid, id, verdict }));
    return {
      verdict,
      allowed,
      mayWrite: (method, path) => verdict !== 'not-sent' && method === 'DELETE' && path === `tags/${id}`,
      couldTell: { read: `tags/${id}`, isShown: (facts) => !facts.has(ofTag(id, 'name')) },
    };
  };
}

function withoutTag(
  before: Facts,
  { uid, id, verdict }: { uid: number; id: number; verdict: string },
): [string, string[]] {
  const name = ofContainer(uid, 'tags');
  const had = JSON.parse(before.get(name) ?? '[]') as string[];
  const left = had.filter((one) => one !== String(id));
  return [name, valuesAfter(verdict, setFact(had), setFact(left))];
}

const name = fc.constantFrom('olympus', 'styx', 'prod', 'db', 'hades');
const note = fc.constantFrom('', 'the mountain');

/** What a person does to tags. */
export const tagCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(name, note, upset).map((values) => actionOf('create a tag', values, create(...values))),
  fc
    .tuple(fc.nat(5), fc.record({ name, note }), upset)
    .map((values) => actionOf('change a tag', values, rename(...values))),
  fc.tuple(fc.nat(5), upset).map((values) => actionOf('delete a tag', values, remove(...values))),
];
