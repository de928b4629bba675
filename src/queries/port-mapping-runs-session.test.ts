import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { currentConnection, currentSession, startSession } from '../session/session.ts';
import { carryOutMappingRun, resumeMappingRun } from './port-mapping-runs.ts';
import { type MappingApi, manyMappings, RunningTab, settledRun, textOf } from './port-mapping-runs-testing.ts';

const OLD = '6465696d6f73';
const NEW = '6e6577';
let tab: RunningTab<MappingApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

/** From the 30th write on only the new password is taken; the 20th is answered after 6 s. Gives how many were refused. */
function changePassword(): () => number {
  const { fetch } = globalThis;
  const asOld = (init?: RequestInit) => ({ ...init, headers: { ...init?.headers, 'X-uwsgi-it-password': OLD } });
  let writes = 0;
  let refused = 0;
  globalThis.fetch = async (input, init) => {
    const password = new Headers(init?.headers).get('X-uwsgi-it-password');
    const isWrite = init?.method !== 'GET';
    if (isWrite) writes += 1;
    if (isWrite && writes === 20) await new Promise((resolve) => setTimeout(resolve, 6_000));
    else if (writes > 30 && password !== NEW) {
      if (isWrite) refused += 1;
      return new Response('{"error":"Unauthorized"}', { status: 401 });
    }
    return fetch(input, asOld(init));
  };
  return () => refused;
}

// 300 mappings take a second; two cores that others use as well take several.
test('the first refused sign-in ends the go, also when the new password is entered while a request is in flight', {
  timeout: 60_000,
}, async () => {
  const refused = changePassword();
  const wanted = manyMappings(300);
  const steps = await tab.plan(wanted, 'only-add');
  const carried = carryOutMappingRun(tab.queryClient, tab.begin({ steps }));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(currentSession().status).toBe('locked');
  startSession({ ...currentConnection(), password: 'new' });
  await settledRun(carried);
  expect(refused()).toBeLessThanOrEqual(4);
  expect(tab.run()).toMatchObject({ state: 'stopped', problem: expect.stringMatching(/then resume\.$/) });
  await tab.carryOut(resumeMappingRun(tab.queryClient));
  expect(tab.run()?.state).toBe('ended');
  expect(tab.rows()).toEqual(expect.arrayContaining(wanted.map(textOf)));
  expect(tab.history()).toMatchObject([{ counts: { removed: 0, added: 300 } }]);
});
