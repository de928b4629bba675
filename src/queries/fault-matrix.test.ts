/** The fault matrix (e2e/fault-matrix/table.ts), without a page: every request of the panel under every fault. */
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  methodOf,
  PREPARATIONS,
  READ_NAMES,
  READS,
  type ReadName,
  WRITE_NAMES,
  WRITES,
  type WriteName,
} from '../../e2e/fault-matrix/endpoints.ts';
import {
  FAULT_NAMES,
  type FaultName,
  readFault,
  WRITE_FAULT_NAMES,
  type WriteFaultName,
  writeFault,
} from '../../e2e/fault-matrix/faults.ts';
import { figuresOf } from '../../e2e/fault-matrix/figures.ts';
import { READ_TABLE, WRITE_TABLE } from '../../e2e/fault-matrix/table.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { LogEntry } from '../mock-api/request-log.ts';
import { READ_DRIVERS, unreadableIn, WRITE_DRIVERS, type WriteEnd } from './fault-matrix-testing.ts';
import { settled, signInAgainst } from './testing.ts';

type Sent = Pick<LogEntry, 'method' | 'path' | 'body'>;

const figures = figuresOf('queries');
const KRATOS = { Authorization: `Basic ${btoa('kratos:deimos')}` };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Somebody calls the API as kratos, past the panel. */
const send = (mock: MockApi, { method, path, body }: Sent) =>
  mock.fetch(new Request(`http://mock/api/${path}`, { method, headers: KRATOS, body: JSON.stringify(body) }));

/** All that the panel can change, without what chance makes. */
const stateOf = (mock: MockApi) =>
  JSON.stringify([
    mock.containers().map(({ uuid: _, secretUuid: __, ...container }) => container),
    mock.portMappings(),
    mock.tags(),
  ]);

/**
 * Signs in through a `fetch` that does as a browser does on another origin (api.md §1): an answer without CORS headers
 * cannot be read, and a request whose connection died is sent once more. `asked` is what the panel itself asked for.
 */
function signInFromElsewhere(mock: MockApi) {
  const asked: string[] = [];
  const queryClient = signInAgainst(async (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname.slice('/api/'.length)}`);
    const repetition = request.clone();
    const arrival = mock.log.length;
    const answer = mock.fetch(request).catch((error: unknown) => {
      if (!mock.log[arrival]?.fault?.startsWith('cut')) throw error;
      return mock.fetch(repetition);
    });
    const response = await answer;
    if (!response.headers.has('Access-Control-Allow-Origin')) throw new TypeError('Failed to fetch');
    return response;
  });
  return { queryClient, asked };
}

const times = (asked: readonly string[], name: ReadName | WriteName, path: string) =>
  asked.filter((one) => one === `${methodOf(name)} ${path}`).length;

async function tryRead(name: ReadName, fault: FaultName) {
  const mock = createMockApi();
  const before = stateOf(mock);
  const { queryClient, asked } = signInFromElsewhere(mock);
  mock.addFault(readFault(fault, READS[name]));
  const { read, explain } = READ_DRIVERS[name];
  let outcome: 'failed' | 'shown';
  let says: string | undefined;
  try {
    const data = await settled(read(queryClient));
    says = explain && unreadableIn(data);
    outcome = 'shown';
  } catch (error) {
    outcome = 'failed';
    const { title, detail } = explain?.(error) ?? {};
    says = title && `${title}. ${detail}`;
  }
  const got = { outcome, says, asked: times(asked, name, READS[name]), isUnchanged: stateOf(mock) === before };
  mock.clearFaults();
  await settled(read(queryClient));
  return got;
}

async function preparedFor(name: WriteName) {
  const mock = createMockApi();
  const preparation = PREPARATIONS[name];
  if (preparation) await send(mock, preparation);
  mock.clearLog();
  return mock;
}

/** What the API holds when the write of a row arrives never, once or twice, with what goes before it. */
async function statesAfter(name: WriteName): Promise<string[]> {
  const clean = await preparedFor(name);
  const { verdict } = await settled(WRITE_DRIVERS[name](signInFromElsewhere(clean).queryClient));
  expect(verdict).toBe('done');
  const writes = clean.log.filter(({ method }) => method !== 'GET');
  const states: string[] = [];
  for (const arrivals of [0, 1, 2]) {
    const mock = await preparedFor(name);
    for (const write of writes) {
      const isOfRow = write.method === methodOf(name) && write.path === WRITES[name];
      for (let arrival = 0; arrival < (isOfRow ? arrivals : 1); arrival += 1) await send(mock, write);
    }
    states.push(stateOf(mock));
  }
  expect(stateOf(clean), 'once').toBe(states[1]);
  return states;
}

async function tryWrite(name: WriteName, fault: WriteFaultName, states: readonly string[]) {
  const mock = await preparedFor(name);
  const { queryClient, asked } = signInFromElsewhere(mock);
  mock.addFault(writeFault(fault, methodOf(name), WRITES[name]));
  const { verdict, message }: WriteEnd = await settled(WRITE_DRIVERS[name](queryClient));
  return {
    outcome: verdict,
    says: message,
    sent: times(asked, name, WRITES[name]),
    effect: states.indexOf(stateOf(mock)),
  };
}

/** Whether the words that the queries have are among those that the table has the person read, or hold all of these. */
const isSaid = (says: string | undefined, parts: readonly string[]) =>
  says === undefined || parts.every((part) => says.includes(part)) || parts.some((part) => part.includes(says));

describe('reads', () => {
  test.each(READ_NAMES)('%s', { timeout: 60_000 }, async (name) => {
    for (const fault of FAULT_NAMES) {
      const { says, ...wanted } = READ_TABLE[name][fault];
      const got = await tryRead(name, fault);
      figures.tell(name, fault, {
        wanted: { ...wanted, isUnchanged: true, says },
        got: { ...got, says: isSaid(got.says, says) ? says : got.says },
      });
    }
    expect(figures.failuresOf(name)).toEqual([]);
  });
});

describe('writes', () => {
  test.each(WRITE_NAMES)('%s', { timeout: 60_000 }, async (name) => {
    const states = await statesAfter(name);
    for (const fault of WRITE_FAULT_NAMES) {
      const { says, ...wanted } = WRITE_TABLE[name][fault];
      const got = await tryWrite(name, fault, states);
      figures.tell(name, fault, {
        wanted: { ...wanted, says },
        got: { ...got, says: isSaid(got.says, says) ? says : got.says },
      });
    }
    expect(figures.failuresOf(name)).toEqual([]);
  });
});

test('every cell of the table was tried', () => {
  expect(figures.tried()).toEqual(figures.all());
});

afterAll(() => {
  process.stdout.write(`${figures.inWords()}\n`);
});
