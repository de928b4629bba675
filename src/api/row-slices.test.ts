import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiError } from './errors.ts';
import { readLongList } from './long-lists.ts';
import { mappingRows } from './port-mappings.ts';
import { type PortMapping, portMappingSchema } from './schemas.ts';
import { type Listing, readList } from './transport.ts';

const kratos = { apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' };
const PATH = 'portmappings/1.2.3.4';
type Mappings = Listing<PortMapping>;

const answerWith = (text: string) => vi.stubGlobal('fetch', async () => new Response(text));
const outcomeOf = (read: Promise<Listing<unknown>>) => read.catch((error: ApiError) => error.failure);

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Slices of some characters, so that a short list has as many as a long one. */
describe('in slices it says what it says as a whole', () => {
  const hostile = fc.constantFrom('},{', '}, {', '"', '\\', '[{', '}]', '{"id":1},{"id":2}', ',', '\n', '\u2028', 'ü');
  const anyText = fc
    .array(fc.oneof(hostile, fc.string({ maxLength: 4 })), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const nested = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      anyText,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(anyText, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const right = fc.record({
    id: fc.integer({ min: 1, max: 30 }),
    proto: fc.constantFrom('tcp', 'udp'),
    public_port: fc.integer({ min: 1025, max: 1030 }),
    container: fc.constant(30_001),
    container_ip: anyText,
    private_port: fc.integer(),
  });
  const row = fc.oneof(
    { weight: 4, arbitrary: right },
    { weight: 2, arbitrary: fc.tuple(right, nested).map(([one, more]) => ({ ...one, more })) },
    { weight: 1, arbitrary: fc.tuple(right, nested).map(([one, wrong]) => ({ ...one, public_port: wrong })) },
    { weight: 1, arbitrary: nested },
  );
  const space = fc.constantFrom('', ' ', '\n  ', '\t\r\n');
  const spelling = fc.record({ indent: fc.constantFrom(0, 1, 2), between: space, around: space });
  type Spelling = { indent: number; between: string; around: string };
  const textOf = (rows: readonly unknown[], { indent, between, around }: Spelling) => {
    const list = rows.map((one) => JSON.stringify(one, null, indent)).join(`${between},${between}`);
    return `${around}[${around}${list}${around}]${around}`;
  };
  const read = (previous?: Mappings) => readLongList(kratos, PATH, mappingRows, { previous, sliceLength: 40 });

  it('whatever stands in its strings and rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), spelling, async (rows, spelt) => {
        answerWith(textOf(rows, spelt));
        expect(await read()).toEqual(await readList(kratos, PATH, portMappingSchema));
      }),
      { numRuns: 300 },
    );
  });

  it('also when it is cut, or a character in it is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        spelling,
        fc.nat(),
        fc.boolean(),
        async (rows, spelt, at, cut) => {
          const text = textOf(rows, spelt);
          const place = at % text.length;
          answerWith(text.slice(0, place) + (cut ? '' : text.slice(place + 1)));
          expect(await outcomeOf(read())).toEqual(await outcomeOf(readList(kratos, PATH, portMappingSchema)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('after any other list, of which the rows that are the same are kept', async () => {
    const change = fc.record({ from: fc.nat(12), remove: fc.nat(4), add: fc.array(row, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.tuple(spelling, fc.option(spelling, { nil: undefined })),
        async (rows, changes, [spelt, speltAgain = spelt]) => {
          answerWith(textOf(rows, spelt));
          const before = await read();
          const after = [...rows];
          for (const { from, remove, add } of changes) after.splice(from, remove, ...add);
          answerWith(textOf(after, speltAgain));
          const now = await read(before);
          expect(now).toEqual(await readList(kratos, PATH, portMappingSchema));
          const wasBefore = new Set<object>(before.items);
          const isOnce = (id: number) => [...before.items, ...now.items].filter((one) => one.id === id).length === 2;
          for (const item of now.items) {
            const same = before.items.find((one) => one.id === item.id && mappingRows.isSame(one, item));
            if (same && isOnce(item.id)) expect(wasBefore.has(item)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  const row1 = JSON.stringify({ id: 1, proto: 'tcp', public_port: 1, container: 1, container_ip: '', private_port: 1 });
  const row2 = row1.replace('"id":1', '"id":2');
  const row3 = row1.replace('"id":1', '"id":3');
  it.each([
    ['a comma before the end', `[${row1},${row2}]`, `[${row1},]`],
    ['a comma behind the beginning', `[${row1},${row2}]`, `[,${row1},${row2}]`],
    ['two commas', `[${row1},${row2}]`, `[${row1},,${row2}]`],
    ['two commas with a space', `[${row1},${row2}]`, `[${row1}, ,${row2}]`],
    ['a comma that is gone', `[${row1},${row2},${row3}]`, `[${row1},${row2} ${row3}]`],
    ['another beginning', `[ ${row1},${row2}]`, `[[${row1},${row2}]`],
    ['more behind the end', `[${row1},${row2}]`, `[${row1},${row2}],${row1}]`],
    ['the same row less often', `[${row1},${row1},${row1}]`, `[${row1},${row1}]`],
    ['the same row more often', `[${row1},${row1}]`, `[${row1},${row1},${row1}]`],
    ['nothing left', `[${row1},${row2}]`, '[]'],
  ])('after another list: %s', async (_, before, after) => {
    answerWith(before);
    const previous = await read();
    expect(previous.items).not.toEqual([]);
    answerWith(after);
    expect(await outcomeOf(read(previous))).toEqual(await outcomeOf(readList(kratos, PATH, portMappingSchema)));
  });

  it('after a list of which it is a broken copy, or one with a string around much of it', async () => {
    const fragment = fc.constantFrom(
      '',
      ',',
      ',,',
      '"',
      '[',
      ']',
      '{',
      '}',
      '},{',
      ' ',
      '{"id":1},',
      ',{"id":1}',
      '{"a":"',
      '"},',
    );
    const edit = fc.record({
      at: fc.nat(),
      between: fc.boolean(),
      remove: fc.constantFrom(0, 0, 1, 2, 40),
      add: fragment,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        spelling,
        fc.array(edit, { minLength: 1, maxLength: 2 }),
        async (rows, spelt, edits) => {
          const text = textOf(rows, spelt);
          answerWith(text);
          const before = await read();
          let after = text;
          for (const { at, between, remove, add } of edits) {
            // Mistakes between two rows, and at both ends of the list, are the ones that slices could hide.
            const places = [...after.matchAll(/(?<=[[,]\s*)\{|(?<=\})\s*[\],]/g)].map(({ index }) => index);
            const place = between ? (places[at % places.length] ?? 0) : at % (after.length + 1);
            after = after.slice(0, place) + add + after.slice(place + remove);
          }
          answerWith(after);
          expect(await outcomeOf(read(before))).toEqual(await outcomeOf(readList(kratos, PATH, portMappingSchema)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
