// @vitest-environment happy-dom
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, endSession, SessionEndedError } from '../session/session.ts';
import { runChange } from './change-container.ts';
import { holdContainer, useIsChangingContainer } from './container-lock.ts';
import { runEdit } from './edit-container.ts';
import { runLinkSteps } from './links.ts';
import { settled, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

let mock: MockApi;
let queryClient: QueryClient;
let context: WriteContext;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  mock = createMockApi();
  queryClient = signInAgainst(mock.fetch);
  context = { queryClient, connection: currentConnection() };
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const sent = () => mock.log.filter(({ method }) => method === 'POST').map(({ body }) => body);

test('a save and a reboot right after it do not interleave', async () => {
  mock.addFault({ kind: 'latency', afterMs: 3000, method: 'POST', path: 'containers/30002' });
  const save = runEdit(context, { uid: 30_002, base: {}, change: { note: 'stone' } });
  const reboot = runEdit(context, { uid: 30_002, base: {}, change: { reboot: 1 } });
  const other = runEdit(context, { uid: 30_003, base: {}, change: { note: 'three heads' } });
  expect(await settled(Promise.all([save, reboot, other]))).toMatchObject(Array(3).fill({ verdict: 'done' }));
  const log = mock.log.filter(({ path }) => path === 'containers/30002');
  expect(log.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'GET', 'POST', 'GET']);
  expect(sent().at(-1), 'the other container did not wait').toEqual({ reboot: 1 });
});

test('two edits of the tags at the same moment both survive', async () => {
  const add = (tag: string) => runEdit(context, { uid: 30_002, base: { tags: [] }, change: { tags: [tag] } });
  await settled(Promise.all([add('prod'), add('db')]));
  expect(sent()).toEqual([{ tags: ['prod'] }, { tags: ['prod', 'db'] }]);
});

test('what waits is not sent when the person signs out meanwhile, and a write that throws holds nobody up', async () => {
  const first = holdContainer(context, 30_002, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    throw new SessionEndedError();
  });
  const second = runChange(context, 30_002, { note: 'stone' });
  first.catch(() => {});
  endSession();
  expect(await settled(second)).toMatchObject({ verdict: 'not-sent' });
  expect(sent()).toEqual([]);
});

function Busy({ uid }: { uid: number }) {
  return String(useIsChangingContainer(uid));
}

test('a container is busy while anything writes to it, and no other is', async () => {
  const place = document.createElement('div');
  const root = createRoot(place);
  const pair = [30_001, 30_002].map((uid) => createElement('i', { key: uid }, createElement(Busy, { uid })));
  act(() => root.render(createElement(QueryClientProvider, { client: queryClient }, pair)));
  const shown = () => [...place.children].map(({ textContent }) => textContent);
  expect(shown()).toEqual(['false', 'false']);
  mock.addFault({ kind: 'latency', afterMs: 1000, method: 'POST', path: 'containers/30002' });
  const running = runLinkSteps(context, [{ uid: 30_002, kind: 'link', other: 30_001 }]);
  await act(() => vi.advanceTimersByTimeAsync(500));
  expect(shown()).toEqual(['false', 'true']);
  await act(() => settled(running));
  expect(shown()).toEqual(['false', 'false']);
  act(() => root.unmount());
});
