import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { LinkStep } from '../rules/links.ts';
import { currentConnection, endSession } from '../session/session.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { type LinkSearch, runLinkSteps, searchLinks } from './links.ts';
import { settled, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const [HYDRA, MEDUSA, CERBERUS] = [30_001, 30_002, 30_003];
const BOTH: LinkStep[] = [
  { uid: HYDRA, kind: 'link', other: MEDUSA },
  { uid: MEDUSA, kind: 'link', other: HYDRA },
];

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;

beforeEach(async () => {
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
  await queryClient.fetchQuery(containersQuery());
});

afterEach(() => {
  vi.useRealTimers();
});

const linksOf = (uid: number) => mock.containers().find((one) => one.uid === uid)?.linkedTo;
const posts = () => mock.log.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

test('both directions are written in order, and both pages show it', async () => {
  expect(await settled(runLinkSteps(context, BOTH))).toEqual({ done: BOTH, sent: BOTH, left: [] });
  expect(linksOf(HYDRA)).toEqual([MEDUSA]);
  expect(linksOf(MEDUSA)).toEqual([HYDRA]);
  expect(queryClient.getQueryData(containerQuery(HYDRA).queryKey)?.linked_to).toEqual([MEDUSA]);
  expect(queryClient.getQueryData(containerQuery(MEDUSA).queryKey)?.linked_to).toEqual([HYDRA]);
});

test('what is so already is not sent again, so that nothing reboots for it', async () => {
  await settled(runLinkSteps(context, BOTH));
  mock.clearLog();
  expect(await settled(runLinkSteps(context, BOTH))).toEqual({ done: BOTH, sent: [], left: [] });
  expect(posts()).toEqual([]);
});

test('a 409 to a link that was made, and to an unlink that was, are done', async () => {
  const conflict = {
    kind: 'refuse-after',
    method: 'POST',
    status: 409,
    json: { error: 'Conflict' },
    times: 2,
  } as const;
  mock.addFault(conflict);
  expect(await settled(runLinkSteps(context, BOTH))).toMatchObject({ done: BOTH });
  mock.addFault({ ...conflict, times: 1 });
  const unlink: LinkStep = { uid: HYDRA, kind: 'unlink', other: MEDUSA };
  expect(await settled(runLinkSteps(context, [unlink]))).toMatchObject({ done: [unlink] });
});

test('the first that fails ends it, and says whether that is known', async () => {
  mock.addFault({ kind: 'refuse', method: 'POST', path: `containers/${HYDRA}` });
  const refused = await settled(runLinkSteps(context, BOTH));
  expect(refused).toMatchObject({ done: [], failed: { isKnown: true, isRefused: true }, left: [BOTH[1]] });
  mock.addFault({ kind: 'server-error', method: 'POST', path: `containers/${HYDRA}` });
  expect(await settled(runLinkSteps(context, BOTH))).toMatchObject({ failed: { isKnown: false } });
  expect(posts()).toHaveLength(2);
  expect(linksOf(MEDUSA)).toEqual([]);
});

test('after a sign-out nothing more is sent', async () => {
  endSession();
  mock.clearLog();
  expect(await settled(runLinkSteps(context, BOTH))).toMatchObject({ failed: { isKnown: true, isRefused: false } });
  expect(mock.log).toEqual([]);
});

async function search(signal = new AbortController().signal) {
  const seen: LinkSearch[] = [];
  const among = [MEDUSA, CERBERUS, 30_004];
  await settled(searchLinks(context, { uid: HYDRA, among, signal, onProgress: (progress) => seen.push(progress) }));
  return seen;
}

test('a search reads each container once, and keeps only those that link here', async () => {
  await settled(runLinkSteps(context, [{ uid: CERBERUS, kind: 'link', other: HYDRA }]));
  queryClient.removeQueries({ queryKey: containerQuery(CERBERUS).queryKey });
  mock.clearLog();
  const seen = await search();
  expect(seen.at(-1)).toEqual({ status: 'ended', total: 3, read: 3, failed: [], found: [CERBERUS], left: [] });
  expect(mock.log.filter(({ method }) => method === 'GET')).toHaveLength(3);
  expect(queryClient.getQueryData(containerQuery(CERBERUS).queryKey)).toBeDefined();
  expect(queryClient.getQueryData(containerQuery(MEDUSA).queryKey)).toBeUndefined();
});

test('a search goes on over what cannot be read, and ends when it is stopped or the password is refused', async () => {
  mock.addFault({ kind: 'refuse', method: 'GET', path: `containers/${MEDUSA}` });
  expect((await search()).at(-1)).toMatchObject({ status: 'ended', read: 2, failed: [MEDUSA] });
  const stopped = await search(AbortSignal.abort());
  expect(stopped.at(-1)).toMatchObject({ status: 'stopped', read: 0, left: [MEDUSA, CERBERUS, 30_004] });
  mock.setPassword('kratos', 'blade');
  const refused = (await search()).at(-1);
  expect(refused).toMatchObject({ status: 'stopped', read: 0, failed: [] });
  expect(refused?.left).toHaveLength(3);
});
