import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteAnswer } from '../api/errors.ts';
import type { NewPortMapping, PortMapping, Protocol } from '../api/schemas.ts';
import { clashesOf } from './port-mapping-clashes.ts';
import {
  checkNewMapping,
  checkPrivatePort,
  checkPublicPort,
  describeMapping,
  explainRefusedMapping,
  judgeMappingCreation,
  judgeMappingDeletion,
  privateAddress,
} from './port-mappings.ts';

const names = new Map([
  [30001, 'hydra'],
  [30002, 'medusa'],
]);

const containersOnServer = [{ uid: 30001 }, { uid: 30002 }];

const row = (id: number, wanted: NewPortMapping): PortMapping => ({ id, container_ip: '10.0.0.3', ...wanted });

const webOfHydra = row(1, { container: 30001, proto: 'tcp', public_port: 9000, private_port: 8000 });
const dnsOfHydra = row(2, { container: 30001, proto: 'udp', public_port: 5353, private_port: 5353 });
const seed = [webOfHydra, dnsOfHydra];

const wanted: NewPortMapping = { container: 30002, proto: 'tcp', public_port: 9001, private_port: 8000 };

const accepted: WriteAnswer = { outcome: 'accepted', body: { message: 'Created' } };
const refused: WriteAnswer = { outcome: 'refused', status: 403, error: 'Forbidden' };
const notSignedIn: WriteAnswer = { outcome: 'not-signed-in' };
const lost: WriteAnswer = { outcome: 'unknown', cause: 'no-answer' };

const answers = fc.constantFrom<WriteAnswer>(accepted, refused, notSignedIn, lost, {
  outcome: 'unknown',
  cause: 'broken-off',
});

/** Few values, so that collisions are the rule. */
const anyWanted: fc.Arbitrary<NewPortMapping> = fc.record({
  container: fc.constantFrom(30001, 30002, 30009),
  proto: fc.constantFrom<Protocol>('tcp', 'udp'),
  public_port: fc.constantFrom(80, 1024, 1025, 1999, 3022, 3026, 9000, 9001, 65_535, 65_536),
  private_port: fc.constantFrom(80, 1023, 1024, 3022, 8000, 65_535, 65_536),
});
const anyTable = fc
  .array(anyWanted, { maxLength: 12 })
  .map((bodies) => bodies.map((body, index) => row(index + 1, body)));

test('a mapping is called by protocol and public port, and leads to the private address', () => {
  expect(describeMapping(webOfHydra)).toBe('tcp 9000');
  expect(privateAddress(webOfHydra)).toBe('10.0.0.3:8000');
});

describe('checkPublicPort', () => {
  test('names the holder, whichever container it is', () => {
    const taken = checkPublicPort(seed, { proto: 'tcp', public_port: 9000 }, undefined, names);
    expect(taken).toEqual({ message: 'tcp 9000 is taken by hydra (30001).', holder: webOfHydra });
    expect(checkPublicPort(seed, { proto: 'tcp', public_port: 9000 })?.message).toBe(
      'tcp 9000 is taken by container 30001.',
    );
  });

  test('the other protocol, and the mapping under edit, do not count', () => {
    expect(checkPublicPort(seed, { proto: 'udp', public_port: 9000 })).toBeUndefined();
    expect(checkPublicPort(seed, { proto: 'tcp', public_port: 9000 }, webOfHydra.id)).toBeUndefined();
  });
});

describe('checkPrivatePort', () => {
  const sought = { proto: 'tcp' as const, private_port: 8000, container: 30001 };

  test('names the mapping that leads there already', () => {
    expect(checkPrivatePort(seed, sought, undefined, names)).toEqual({
      message: 'tcp 8000 of hydra (30001) is already mapped, from tcp 9000.',
      holder: webOfHydra,
    });
  });

  test('another container, protocol, or the mapping under edit, do not count', () => {
    expect(checkPrivatePort(seed, { ...sought, container: 30002 })).toBeUndefined();
    expect(checkPrivatePort(seed, { ...sought, proto: 'udp' })).toBeUndefined();
    expect(checkPrivatePort(seed, sought, webOfHydra.id)).toBeUndefined();
  });
});

/** What the API accepts, in its own words (api.md §4): it does not look at other containers' public ports. */
function apiAccepts(table: readonly PortMapping[], body: NewPortMapping): boolean {
  const inRange = (port: number) => port >= 1024 && port <= 65_535;
  const ofSameContainer = table.filter((each) => each.container === body.container && each.proto === body.proto);
  return (
    [30001, 30002].includes(body.container) &&
    inRange(body.public_port) &&
    ![1999, 3022, 3026].includes(body.public_port) &&
    inRange(body.private_port) &&
    !ofSameContainer.some((each) => each.public_port === body.public_port || each.private_port === body.private_port)
  );
}

describe('checkNewMapping', () => {
  test('a sentence a field', () => {
    const wrong = { container: 30009, proto: 'tcp' as const, public_port: 9000, private_port: 80 };
    expect(checkNewMapping({ mappings: seed, wanted: wrong, containersOnServer, names })).toEqual({
      public_port: 'tcp 9000 is taken by hydra (30001).',
      private_port: 'Enter 1024 to 65535: private ports below 1024 cannot be mapped.',
      container: 'Choose a container of this server: 30009 is not one of yours on it.',
    });
  });

  test('the mapping under edit does not stand in its own way', () => {
    expect(checkNewMapping({ mappings: seed, wanted: webOfHydra, containersOnServer, ignoreId: 1 })).toEqual({});
  });

  test('accepts exactly what the API accepts, less 1024 and public ports of other containers', () => {
    fc.assert(
      fc.property(anyTable, anyWanted, (mappings, body) => {
        const isFree = !mappings.some((each) => each.proto === body.proto && each.public_port === body.public_port);
        const mayBeCreated = apiAccepts(mappings, body) && isFree && body.public_port !== 1024;
        const messages = checkNewMapping({ mappings, wanted: body, containersOnServer, names });
        expect(Object.keys(messages).length === 0).toBe(mayBeCreated);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('explainRefusedMapping', () => {
  const forbidden = { outcome: 'refused', status: 403, error: 'Forbidden' } as const;

  test('whatever the API refuses is explained at a field', () => {
    fc.assert(
      fc.property(anyTable, anyWanted, (mappings, body) => {
        const { field, message } = explainRefusedMapping(
          { mappings, wanted: body, containersOnServer, names },
          forbidden,
        );
        if (!apiAccepts(mappings, body)) expect(field).toBeDefined();
        expect(message).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test('without a rule that fails it says so', () => {
    const { field, message } = explainRefusedMapping({ mappings: seed, wanted, containersOnServer, names }, forbidden);
    expect(field).toBeUndefined();
    expect(message).toContain('refused without a reason');
  });

  test('a reason that the API gave is told', () => {
    const tooLarge = { outcome: 'refused', status: 413, error: 'Request entity too large' } as const;
    const { message } = explainRefusedMapping({ mappings: seed, wanted, containersOnServer, names }, tooLarge);
    expect(message).toContain('The API refused (Request entity too large), and nothing was added.');
  });
});

describe('clashesOf', () => {
  test('both rows of a shared public port say who else has it', () => {
    const webOfMedusa = row(3, { container: 30002, proto: 'tcp', public_port: 9000, private_port: 8000 });
    expect(clashesOf([...seed, webOfMedusa], names)).toEqual(
      new Map([
        [1, { withIds: [3], sentence: 'tcp 9000 is also taken by medusa (30002). Only one of them gets the traffic.' }],
        [3, { withIds: [1], sentence: 'tcp 9000 is also taken by hydra (30001). Only one of them gets the traffic.' }],
      ]),
    );
    expect(clashesOf(seed)).toEqual(new Map());
  });

  test('clashes are symmetric, and are all pairs of one protocol and public port', () => {
    fc.assert(
      fc.property(anyTable, (mappings) => {
        const clashes = clashesOf(mappings);
        for (const one of mappings) {
          const expected = mappings.filter(
            (other) => other.id !== one.id && other.proto === one.proto && other.public_port === one.public_port,
          );
          expect(clashes.get(one.id)?.withIds ?? []).toEqual(expected.map(({ id }) => id));
          for (const { id } of expected) expect(clashes.get(id)?.withIds).toContain(one.id);
        }
      }),
    );
  });
});

describe('judgeMappingCreation', () => {
  const created = row(7, wanted);

  test.each([accepted, refused, notSignedIn, lost])('the new row stands: done, whatever the answer (%j)', (answer) => {
    expect(judgeMappingCreation({ before: seed, wanted, answer, after: [...seed, created] })).toEqual({
      verdict: 'done',
      mapping: created,
    });
  });

  test('no row and a refusal: not done, explained against the fresh table', () => {
    const taken = row(8, { container: 30002, proto: 'tcp', public_port: 9005, private_port: 8000 });
    expect(judgeMappingCreation({ before: seed, wanted, answer: refused, after: [...seed, taken], names })).toEqual({
      verdict: 'not-done',
      field: 'private_port',
      message: 'tcp 8000 of medusa (30002) is already mapped, from tcp 9005.',
    });
    expect(judgeMappingCreation({ before: seed, wanted, answer: refused, after: seed })).toEqual({
      verdict: 'not-done',
      message: expect.stringContaining('refused without a reason'),
    });
  });

  test('a container that is not on the server is named when the containers are known', () => {
    const elsewhere = { ...wanted, container: 30003 };
    const facts = { before: seed, wanted: elsewhere, answer: refused, after: seed };
    expect(judgeMappingCreation({ ...facts, containersOnServer })).toMatchObject({ field: 'container' });
  });

  test('no row and no answer, or an acceptance: cannot be told yet', () => {
    expect(judgeMappingCreation({ before: seed, wanted, answer: lost, after: seed })).toEqual({
      verdict: 'cannot-tell',
    });
    expect(judgeMappingCreation({ before: seed, wanted, answer: accepted, after: seed })).toEqual({
      verdict: 'cannot-tell',
    });
  });

  test('signed out: nothing was added', () => {
    expect(judgeMappingCreation({ before: seed, wanted, answer: notSignedIn, after: seed })).toEqual({
      verdict: 'not-done',
      message: 'tcp 9001 was not added. The API no longer takes your sign-in. Sign in again, then repeat it.',
    });
  });

  test('a row that stood there before is not this creation', () => {
    expect(judgeMappingCreation({ before: seed, wanted: webOfHydra, answer: refused, after: seed, names })).toEqual({
      verdict: 'not-done',
      field: 'public_port',
      message: 'This mapping is there already: tcp 9000 is taken by hydra (30001). Nothing to add.',
    });
  });

  test('a row that is missing where some rows could not be read: cannot be told, not even after a refusal', () => {
    const facts = { before: seed, wanted, answer: refused, unreadable: 1 };
    expect(judgeMappingCreation({ ...facts, after: seed })).toEqual({ verdict: 'cannot-tell' });
    expect(judgeMappingCreation({ ...facts, after: [...seed, created] })).toMatchObject({ verdict: 'done' });
  });

  test('done exactly when a new row has the four values; never cannot-tell after a refusal', () => {
    fc.assert(
      fc.property(anyTable, anyTable, anyWanted, answers, fc.boolean(), (before, others, body, answer, worked) => {
        const added = row(1000, body);
        const after = [
          ...before.filter(({ id }) => id % 3 !== 0),
          ...others.map((other) => ({ ...other, id: other.id + 100 })),
          ...(worked ? [added] : []),
        ];
        const idsBefore = new Set(before.map(({ id }) => id));
        const isNewRow = (mapping: PortMapping) =>
          !idsBefore.has(mapping.id) &&
          mapping.container === body.container &&
          mapping.proto === body.proto &&
          mapping.public_port === body.public_port &&
          mapping.private_port === body.private_port;
        const judged = judgeMappingCreation({ before, wanted: body, answer, after });
        expect(judged.verdict === 'done').toBe(after.some(isNewRow));
        if (judged.verdict === 'done') expect(after.filter(isNewRow)).toContain(judged.mapping);
        if (answer.outcome === 'refused') expect(judged.verdict).not.toBe('cannot-tell');
      }),
      { numRuns: 500 },
    );
  });
});

describe('judgeMappingDeletion', () => {
  test('done exactly when the id is gone; a row that stands is cannot-tell unless refused or signed out', () => {
    fc.assert(
      fc.property(anyTable, anyWanted, answers, fc.boolean(), (table, body, answer, stands) => {
        const mapping = row(1000, body);
        const judged = judgeMappingDeletion({ mapping, answer, after: stands ? [...table, mapping] : table });
        const wasRefused = answer.outcome === 'refused' || answer.outcome === 'not-signed-in';
        if (!stands) expect(judged).toEqual({ verdict: 'done' });
        else expect(judged.verdict).toBe(wasRefused ? 'not-done' : 'cannot-tell');
      }),
    );
  });

  test('an id is not gone from a table of which some rows could not be read', () => {
    for (const answer of [accepted, refused, lost]) {
      expect(judgeMappingDeletion({ mapping: webOfHydra, answer, after: [], unreadable: 1 })).toEqual({
        verdict: 'cannot-tell',
      });
    }
  });

  test('says that the mapping still stands', () => {
    expect(judgeMappingDeletion({ mapping: webOfHydra, answer: refused, after: seed })).toEqual({
      verdict: 'not-done',
      message:
        'tcp 9000 was not deleted. The API refused without a reason, and the mapping still stands. Try again, or ask your supplier.',
    });
  });

  test('a mapping of the same values under another id does not keep the deleted one alive', () => {
    const again = { ...webOfHydra, id: 9 };
    expect(judgeMappingDeletion({ mapping: webOfHydra, answer: lost, after: [again] })).toEqual({ verdict: 'done' });
  });
});
