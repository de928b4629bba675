/** Port mappings, one at a time, as commands of the model-based test of all writes: what they do is told by their own test. */
import fc from 'fast-check';
import { upset } from './all-writes-model-faults-testing.ts';
import { actionOf, type Claim, type Command, type Customer } from './all-writes-model-testing.ts';
import type { Allowed } from './all-writes-model-world-testing.ts';
import { add, edit, remove, resume, undo, wanted } from './port-mappings-model-commands-testing.ts';
import type { Person } from './port-mappings-model-testing.ts';

const PATH = 'portmappings/1.2.3.4';

/** What they change of mappings is judged by the person's own check; here, that they change nothing else. */
function only(act: (person: Person) => Promise<void>) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const before = person.facts();
    const places = person.entries().length;
    await act(person);
    if (person.entries().length === places) return undefined;
    await person.letsAllArrive();
    const rows = [...before.keys(), ...person.facts().keys()].filter((key) => key.startsWith('mapping '));
    const allowed: Allowed = new Map(rows.map((key) => [key, ['there', undefined]]));
    const verdict = person.lastVerdict;
    return { verdict, allowed, mayWrite: (_, path) => path === PATH };
  };
}

const place = fc.nat(5);

/** What a person does to one mapping. */
export const mappingCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(wanted, upset).map(([one, upsets]) => actionOf('add a mapping', [one, upsets], only(add(one, upsets)))),
  fc.tuple(place, upset).map(([at, upsets]) => actionOf('delete a mapping', [at, upsets], only(remove(at, upsets)))),
  upset.map((upsets) =>
    actionOf(
      'undo a deletion',
      upsets,
      only((person) => undo(person, upsets)),
    ),
  ),
  fc
    .tuple(place, wanted, upset)
    .map(([at, one, upsets]) => actionOf('edit a mapping', [at, one, upsets], only(edit(at, one, upsets)))),
  fc
    .tuple(fc.constantFrom('finish' as const, 'put-back' as const), upset)
    .map(([goal, upsets]) => actionOf('end an edit', [goal, upsets], only(resume(goal, upsets)))),
];
