import { ApiError } from './errors.ts';
import { isListText, type RowKind, readSlices, type SlicedText } from './row-slices.ts';
import { type Connection, jsonOf, type Listing, readText } from './transport.ts';

/** What a listing was read from. */
const sources = new WeakMap<object, SlicedText<unknown>>();

const sourceOf = <Row>(listing: Listing<Row> | undefined) =>
  listing && (sources.get(listing) as SlicedText<Row> | undefined);

/**
 * Reads a list of any length as `readList` does, but never keeps the page busy for long. `previous` is what was read
 * before: the very same listing is given back when the answer is the same text, and each row that is the same keeps its
 * identity. @throws ApiError for every failure of the list as a whole; the abort reason when `signal` aborts.
 */
export async function readLongList<Row extends { id: number }>(
  connection: Connection,
  path: string,
  kind: RowKind<Row>,
  options: {
    signal?: AbortSignal | undefined;
    previous?: Listing<Row> | undefined;
    /** In characters; as the page needs it when left out. */
    sliceLength?: number;
  },
): Promise<Listing<Row>> {
  const { signal, previous, sliceLength } = options;
  const endpoint = `GET ${path}`;
  const answer = await readText(connection, path, signal);
  const { text } = answer;
  // Only a list is long; a refusal is an object, also with status 200 (api.md §3).
  if (answer.status >= 300 || !isListText(text)) {
    jsonOf(endpoint, answer);
    throw new ApiError(endpoint, { kind: 'malformed' });
  }
  const old = sourceOf(previous);
  if (previous && old?.text === text) return previous;
  const slices = await readSlices(text, kind, { old, signal, sliceLength });
  if (!slices) throw new ApiError(endpoint, { kind: 'malformed' });

  const listing: Listing<Row> = { items: slices.flatMap(({ items }) => items), unreadable: [] };
  let rowsBefore = 0;
  for (const { rows, unreadable } of slices) {
    for (const { row, field } of unreadable) listing.unreadable.push({ endpoint, row: rowsBefore + row, field });
    rowsBefore += rows;
  }
  sources.set(listing, { text, slices });
  return listing;
}
