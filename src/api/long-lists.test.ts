import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { ApiError } from './errors.ts';
import { listPortMappings } from './port-mappings.ts';
import { SLICE_LENGTH } from './row-slices.ts';
import { portMappingSchema } from './schemas.ts';
import { type Listing, READ_TIMEOUT_MS, readList } from './transport.ts';

const kratos = { apiUrl: 'http://mock/api', username: 'kratos', password: 'deimos' };
const PATH = 'portmappings/1.2.3.4';
type Mappings = Awaited<ReturnType<typeof listPortMappings>>;

let mock: MockApi;

const answerWith = (text: string, status = 200) => vi.stubGlobal('fetch', async () => new Response(text, { status }));
const answerByMock = () =>
  vi.stubGlobal('fetch', (url: string, options: RequestInit) => mock.fetch(new Request(url, options)));
const outcomeOf = (read: Promise<Listing<unknown>>) => read.catch((error: ApiError) => error.failure);
const readAll = (previous?: Mappings) => listPortMappings(kratos, '1.2.3.4', { previous });
const mappingOf = (id: number) => ({
  id,
  proto: id % 2 === 0 ? ('tcp' as const) : ('udp' as const),
  public_port: 1025 + id,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 2000 + id,
});
/** As long as several slices. */
const manyMappings = (count = 12_000) => Array.from({ length: count }, (_, index) => mappingOf(index));

beforeEach(() => {
  mock = createMockApi();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a long list is read as any other', () => {
  it('row by row, in order, however many slices it has', async () => {
    const rows = manyMappings();
    answerWith(JSON.stringify(rows));
    expect(JSON.stringify(rows).length).toBeGreaterThan(4 * SLICE_LENGTH);
    expect(await readAll()).toEqual({ items: rows, unreadable: [] });
  });

  it('names the row and the field of what cannot be understood, also in a later slice', async () => {
    const rows: object[] = manyMappings();
    rows.splice(9000, 1, { ...mappingOf(9000), public_port: '80' });
    answerWith(JSON.stringify(rows));
    const { items, unreadable } = await readAll();
    expect(items).toHaveLength(11_999);
    expect(unreadable).toEqual([{ endpoint: `GET ${PATH}`, row: 9000, field: 'public_port' }]);
  });

  it.each([
    ['an empty list', '[]', 200],
    ['an empty list with white space', ' \n[ \t ]\r\n', 200],
    ['an error with status 200', '{"error":"Conflict"}', 200],
    ['an error with its status', '{"error":"Forbidden"}', 403],
    ['a list with the status of an error', '[]', 404],
    ['an object', '{"items":[]}', 200],
    ['nothing', '', 200],
    ['white space', ' \n', 200],
    ['an HTML page', '<!doctype html>', 200],
    ['half a list', '[{"id":1},{"id"', 200],
    ['a list without its end', '[{"id":1}', 200],
    ['only the beginning of a list', '[', 200],
    ['a comma without a row before', '[,{"id":1}]', 200],
    ['a comma without a row behind', '[{"id":1},]', 200],
    ['two commas', '[{"id":1},,{"id":2}]', 200],
    ['a list with more behind', '[{"id":1}] []', 200],
    ['two lists', '[{"id":1}],[{"id":1}]', 200],
    ['rows that are none', '[1,null,"a",[{"id":1}],{}]', 200],
  ])('%s', async (_, text, status) => {
    answerWith(text, status);
    const asShort = await outcomeOf(readList(kratos, PATH, portMappingSchema));
    expect(await outcomeOf(readAll())).toEqual(asShort);
  });

  it('a long list that breaks off, and one with a mistake in the middle, are malformed', async () => {
    const text = JSON.stringify(manyMappings());
    for (const wrong of [text.slice(0, -1), text.slice(0, 700_000), text.replace('"id":8000,', '"id":8000')]) {
      answerWith(wrong);
      expect(await outcomeOf(readAll())).toEqual({ kind: 'malformed' });
    }
  });
});

describe('what did not change keeps its identity', () => {
  it('the whole listing, when the answer is the same', async () => {
    answerByMock();
    const before = await readAll();
    expect(await readAll(before)).toBe(before);
    await mock.fetch(new Request('http://mock/__mock/reset', { method: 'POST' }));
    mock.addPortMapping({ server: '1.2.3.4', container: 30002, proto: 'tcp', public_port: 9001, private_port: 9001 });
    expect(await readAll(before)).not.toBe(before);
  });

  it('every row but the changed ones, when one is added and one is deleted', async () => {
    const rows = manyMappings();
    answerWith(JSON.stringify(rows));
    const before = await readAll();
    answerWith(JSON.stringify([...rows.toSpliced(5000, 1), mappingOf(50_000)]));
    const after = await readAll(before);
    expect(after.items).toHaveLength(12_000);
    const kept = new Set(before.items);
    expect(after.items.filter((item) => !kept.has(item)).map(({ id }) => id)).toEqual([50_000]);
  });

  it('a listing of nothing', async () => {
    answerWith('[]');
    const before = await readAll();
    expect(await readAll(before)).toBe(before);
    answerWith(JSON.stringify([mappingOf(1)]));
    expect((await readAll(before)).items).toHaveLength(1);
  });
});

describe('the page is not kept busy', () => {
  it('others have their turn while a long list is read', async () => {
    answerWith(JSON.stringify(manyMappings(40_000)));
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 5;
      return now;
    });
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    });
    await readAll();
    clearInterval(others);
    vi.restoreAllMocks();
    expect(turns).toBeGreaterThan(2);
  });

  it('an abort between two slices ends the reading', async () => {
    answerWith(JSON.stringify(manyMappings(40_000)));
    const abort = new AbortController();
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      if (now > 100) abort.abort();
      now += 5;
      return now;
    });
    await expect(listPortMappings(kratos, '1.2.3.4', { signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    vi.restoreAllMocks();
  });
});

describe('the time-out is for what does not come', () => {
  /** Answers with a piece of the list at each of these intervals, in ms, and then with its end, or never. */
  function answerSlowly(pieces: number, everyMs: number, ends: boolean) {
    const text = JSON.stringify(manyMappings(pieces));
    const bytes = new TextEncoder().encode(text);
    vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          signal?.addEventListener('abort', () => controller.error(signal.reason));
          for (let piece = 0; piece < pieces; piece += 1) {
            await new Promise((resolve) => setTimeout(resolve, everyMs));
            if (signal?.aborted) return;
            controller.enqueue(bytes.subarray((bytes.length * piece) / pieces, (bytes.length * (piece + 1)) / pieces));
          }
          if (ends) controller.close();
        },
      });
      return new Response(body);
    });
  }

  it('a list that comes slowly is waited for', async () => {
    vi.useFakeTimers();
    answerSlowly(8, READ_TIMEOUT_MS - 1, true);
    const reading = readAll();
    await vi.advanceTimersByTimeAsync(8 * READ_TIMEOUT_MS);
    expect((await reading).items).toHaveLength(8);
  });

  it('one that stops coming is given up', async () => {
    vi.useFakeTimers();
    answerSlowly(8, 1000, false);
    const failure = outcomeOf(readAll());
    await vi.advanceTimersByTimeAsync(8000 + READ_TIMEOUT_MS);
    expect(await failure).toEqual({ kind: 'timed-out', afterMs: READ_TIMEOUT_MS });
  });
});
