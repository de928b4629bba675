import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { deletePortMapping } from '../api/port-mappings.ts';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection } from '../session/session.ts';
import { readTable } from './port-mapping-writes.ts';
import {
  backgroundPortMappingsQuery,
  loadedPortMappings,
  patienceFor,
  portMappingsQuery,
  watchLoadedPortMappings,
} from './port-mappings.ts';
import { signInAgainst } from './testing.ts';

let mock: MockApi;
let queryClient: QueryClient;

beforeEach(() => {
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
});

const background = (address: string) => queryClient.fetchQuery(backgroundPortMappingsQuery(queryClient, address));
const readsOf = (address: string) => mock.log.filter(({ path }) => path === `portmappings/${address}`);

test('a read in the background fills the table that the page of the server shows', async () => {
  expect(await background('1.2.3.4')).toBe(2);
  expect(queryClient.getQueryData(portMappingsQuery('1.2.3.4').queryKey)?.items).toHaveLength(2);
  expect([...loadedPortMappings(queryClient).keys()]).toEqual(['1.2.3.4']);
});

test('what the page reads now is not read again in the background', async () => {
  await Promise.all([queryClient.prefetchQuery(portMappingsQuery('1.2.3.4')), background('1.2.3.4')]);
  expect(readsOf('1.2.3.4')).toHaveLength(1);
});

test('a page that needs a table does not wait behind the background', async () => {
  mock.addFault({ kind: 'silence', method: 'GET', path: 'portmappings/*', times: 4 });
  const slow = ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'].map((address) => background(address).catch(() => {}));
  const waiting = background('1.2.3.4').catch(() => {});
  await expect.poll(() => mock.log).toHaveLength(4);
  const table = await queryClient.fetchQuery(portMappingsQuery('1.2.3.4'));
  expect(table.items).toHaveLength(2);
  await queryClient.cancelQueries();
  await Promise.all([...slow, waiting]);
});

test('a table that is loaded while somebody watches is told of, and one that did not change is not', async () => {
  const watch = watchLoadedPortMappings(queryClient);
  let told = 0;
  const stop = watch.subscribe(() => {
    told += 1;
  });
  expect(watch.current().size).toBe(0);
  await background('1.2.3.4');
  await expect.poll(() => told).toBe(1);
  expect(watch.current().get('1.2.3.4')).toHaveLength(2);
  const shown = watch.current();
  await queryClient.fetchQuery({ ...portMappingsQuery('1.2.3.4'), staleTime: 0 });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(watch.current()).toBe(shown);
  stop();
});

test('nothing is read again by itself while the password is asked for', async () => {
  const observer = new QueryObserver(queryClient, portMappingsQuery('1.2.3.4'));
  const { refetchOnWindowFocus, refetchOnReconnect } = observer.options;
  const isAllowed = (option: unknown) => (typeof option === 'function' ? option(observer.getCurrentQuery()) : option);
  expect([isAllowed(refetchOnWindowFocus), isAllowed(refetchOnReconnect)]).toEqual([true, true]);
  mock.setPassword('kratos', 'ares');
  await queryClient.prefetchQuery(portMappingsQuery('1.2.3.4'));
  expect(currentConnection().password).toBe('deimos');
  expect([isAllowed(refetchOnWindowFocus), isAllowed(refetchOnReconnect)]).toEqual([false, false]);
});

const ADDRESS = '1.2.3.4';
const cached = () => queryClient.getQueryData(portMappingsQuery(ADDRESS).queryKey);
const table = () => ({ queryClient, connection: currentConnection(), address: ADDRESS });

test('a read that changes nothing gives the listing that is shown, however it was read', async () => {
  const first = await readTable(table());
  expect(await queryClient.fetchQuery({ ...portMappingsQuery(ADDRESS), staleTime: 0 })).toBe(first);
  expect(await readTable(table())).toBe(first);
  expect(cached()).toBe(first);
});

test('a row that did not change stays the same when others come and go', async () => {
  const [, second] = (await readTable(table())).items;
  mock.addPortMapping({ server: ADDRESS, container: 30002, proto: 'tcp', public_port: 9001, private_port: 9001 });
  await deletePortMapping(currentConnection(), ADDRESS, 1);
  const after = await readTable(table());
  expect(after.items.map(({ id }) => id)).toEqual([2, 3]);
  expect(after.items[0]).toBe(second);
  // Nothing compares it in depth, which would make rows of its own.
  expect(cached()).toBe(after);
});

test('the longer a table, the less often it is read by itself', () => {
  expect([0, 2, 15_000].map(patienceFor)).toEqual([1, 1, 1]);
  expect(patienceFor(129_016)).toBeCloseTo(8.6, 1);
});
