import type * as z from 'zod/mini';
import { fieldOf } from './transport.ts';
import { takingTurns } from './turns.ts';

/** So many characters are parsed in one go: 1 to 2 ms. */
export const SLICE_LENGTH = 262_144;

/** How the rows of a long list are told to be right: at once when they are, by the schema when not, to name the field. */
export interface RowKind<Row extends { id: number }> {
  schema: z.ZodMiniType<Row>;
  /** What the schema makes of a right row; undefined also when only the schema can tell. */
  quick: (value: unknown) => Row | undefined;
  isSame: (one: Row, other: Row) => boolean;
}

/** Rows that stand together in the text. */
export interface Slice<Row> {
  /** Where the first of them begins; the slice reaches to the next one's begin. */
  begin: number;
  /** How many there are, with those that cannot be understood. */
  rows: number;
  items: Row[];
  /** `row` counts from the first of the slice. */
  unreadable: { row: number; field: string }[];
}

/** The text of a list, and what was found in it. */
export interface SlicedText<Row> {
  text: string;
  slices: readonly Slice<Row>[];
}

const BETWEEN_ROWS = /\}[ \t\n\r]*,[ \t\n\r]*\{/g;

/** What `JSON.parse` says to be white space. */
const isSpace = (character: string | undefined) => character !== undefined && ' \t\n\r'.includes(character);

function spaceBefore(text: string, end: number): number {
  let position = end;
  while (isSpace(text[position - 1])) position -= 1;
  return position;
}

function spaceAfter(text: string, begin: number): number {
  let position = begin;
  while (isSpace(text[position])) position += 1;
  return position;
}

/** Whether this can be the JSON of a list, and of nothing else. */
export function isListText(text: string): boolean {
  return text[spaceAfter(text, 0)] === '[';
}

function parseValues(text: string): unknown[] | undefined {
  try {
    const values: unknown[] = JSON.parse(`[${text}]`);
    // Between two commas there must be something.
    return values.length > 0 ? values : undefined;
  } catch {
    return undefined;
  }
}

type SlicesToRead = { text: string; sliceLength: number };

/** The values from `begin` on, to an end between two of them, or else to `end`; undefined when they are not JSON. */
function nextValues({ text, sliceLength }: SlicesToRead, begin: number, end: number) {
  for (let length = sliceLength; begin + length < end; length *= 2) {
    BETWEEN_ROWS.lastIndex = begin + length;
    const between = BETWEEN_ROWS.exec(text);
    if (!between || between.index >= end) break;
    const values = parseValues(text.slice(begin, between.index + 1));
    if (values) return { values, next: BETWEEN_ROWS.lastIndex - 1 };
    // What looks like the end of a row can stand in a text or within a row: then more is tried at once.
  }
  const values = parseValues(text.slice(begin, end));
  return values && { values, next: end };
}

/** How many of the old slices the text begins with, and how many it ends with. */
interface Shared {
  first: number;
  last: number;
}

function sharedSlices<Row>(text: string, old: SlicedText<Row>): Shared {
  const { slices } = old;
  const shift = text.length - old.text.length;
  const beginOf = (index: number) => slices[index]?.begin ?? old.text.length;
  const isAt = (index: number, by: number) =>
    text.slice(beginOf(index) + by, beginOf(index + 1) + by) === old.text.slice(beginOf(index), beginOf(index + 1));
  if (text.slice(0, beginOf(0)) !== old.text.slice(0, beginOf(0))) return { first: 0, last: 0 };
  let first = 0;
  // What follows the last slice is the end of the list, so that it can only be the last one again.
  while (first < slices.length - 1 && isAt(first, 0)) first += 1;
  let last = 0;
  for (let index = slices.length - 1; index >= first; index -= 1) {
    if (beginOf(index) + shift < beginOf(first) || !isAt(index, shift)) break;
    last += 1;
  }
  return { first, last };
}

/** Where the values end that stand before what is shared, or before the end of the list; undefined when neither follows. */
function endOfValues(text: string, begin: number, tailBegin: number | undefined): number | undefined {
  if (tailBegin === undefined) {
    const close = spaceBefore(text, text.length) - 1;
    return text[close] === ']' ? spaceBefore(text, close) : undefined;
  }
  const comma = spaceBefore(text, tailBegin) - 1;
  if (comma < begin) return begin;
  return text[comma] === ',' && comma > begin ? comma : undefined;
}

interface Reading<Row extends { id: number }> extends SlicesToRead {
  old: SlicedText<Row>;
  check: (values: readonly unknown[], known: ReadonlyMap<number, Row>) => Omit<Slice<Row>, 'begin'>;
  signal: AbortSignal | undefined;
}

/** Reads what stands between the shared slices; undefined when that is no list of values. */
async function readBetween<Row extends { id: number }>(reading: Reading<Row>, { first, last }: Shared) {
  const { text, old, check, signal } = reading;
  const afterReplaced = old.slices.length - last;
  const shift = text.length - old.text.length;
  const tail = old.slices.slice(afterReplaced).map((slice) => ({ ...slice, begin: slice.begin + shift }));
  const known = new Map<number, Row>();
  for (const { items } of old.slices.slice(first, afterReplaced)) for (const row of items) known.set(row.id, row);

  let position = first > 0 ? (old.slices[first]?.begin ?? 0) : spaceAfter(text, spaceAfter(text, 0) + 1);
  const end = endOfValues(text, position, tail[0]?.begin);
  const endsWithComma = end !== undefined && end <= position && first > 0 && last === 0;
  if (end === undefined || endsWithComma) return undefined;
  const slices = old.slices.slice(0, first);
  const turn = takingTurns();
  while (position < end) {
    const found = nextValues(reading, position, end);
    if (!found) return undefined;
    slices.push({ begin: position, ...check(found.values, known) });
    position = found.next;
    await turn();
    signal?.throwIfAborted();
  }
  return [...slices, ...tail];
}

/**
 * Reads the JSON of a list in slices, and lets others have their turn between them (see `takingTurns`). Undefined: not JSON.
 * What the text of `old` begins and ends with, too, is not read again, and a row that is the same as the one with its id
 * before keeps its identity. It is exact, whatever stands in strings or within rows: texts that are each values with commas
 * between them are so together, and the end of a list is at the depth at which it was, with as many quotes.
 * @throws the abort reason
 */
export async function readSlices<Row extends { id: number }>(
  text: string,
  kind: RowKind<Row>,
  {
    old = { text: '', slices: [] },
    signal,
    sliceLength = SLICE_LENGTH,
  }: { old?: SlicedText<Row> | undefined; signal?: AbortSignal | undefined; sliceLength?: number | undefined },
): Promise<Slice<Row>[] | undefined> {
  const reading = { text, old, signal, sliceLength, check: checkWith(kind) };
  return readBetween(reading, sharedSlices(text, old));
}

function checkWith<Row extends { id: number }>({ schema, quick, isSame }: RowKind<Row>): Reading<Row>['check'] {
  return (values, known) => {
    const slice: Omit<Slice<Row>, 'begin'> = { rows: values.length, items: [], unreadable: [] };
    for (const [row, value] of values.entries()) {
      const right = quick(value);
      const parsed = right ? { success: true as const, data: right } : schema.safeParse(value);
      if (parsed.success) {
        const before = known.get(parsed.data.id);
        slice.items.push(before && isSame(before, parsed.data) ? before : parsed.data);
      } else slice.unreadable.push({ row, field: fieldOf(parsed.error.issues) });
    }
    return slice;
  };
}
