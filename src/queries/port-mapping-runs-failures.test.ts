import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import { currentConnection, startSession } from '../session/session.ts';
import { resumeMappingRun, retryMappingRun } from './port-mapping-runs.ts';
import {
  ADDRESS,
  adding,
  hydra5353,
  hydra9000,
  manyMappings,
  medusa,
  RunningTab,
  SEEDS,
  textsOf,
} from './port-mapping-runs-testing.ts';

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a failure', () => {
  test('stops the run at a refusal that nothing explains; the rest is not sent and can go on', async () => {
    const wanted = [...SEEDS, ...manyMappings(20)];
    const steps = await tab.plan(wanted, 'exactly');
    tab.fault('POST', 'refuse');
    tab.fault('POST', 'latency', { times: 20, afterMs: 1_000 });
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.run()).toMatchObject({
      state: 'stopped',
      problem: expect.stringMatching(/^Stopped, because the API refused/),
    });
    expect(tab.states().filter((state) => state === 'failed')).toHaveLength(1);
    expect(tab.states().filter((state) => state === 'waiting').length).toBeGreaterThan(10);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.run()).toMatchObject({ state: 'ended', problem: undefined });
    await tab.carryOut(retryMappingRun(tab.queryClient));
    expect(tab.rows()).toEqual(textsOf(wanted));
    expect(tab.history()).toMatchObject([{ counts: { removed: 0, added: 20 } }]);
  });

  test('puts back what was deleted for it, and says so', async () => {
    const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
    tab.fault('POST', 'refuse');
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.states()).toEqual(['failed']);
    expect(tab.messages()).toEqual([expect.stringMatching(/^The API refused.* tcp 9000 was deleted and put back\.$/)]);
    expect(tab.rows()).toEqual(textsOf(SEEDS));
    expect(tab.history()).toEqual([]);
    await tab.carryOut(retryMappingRun(tab.queryClient));
    expect(tab.rows()).toEqual(textsOf([medusa(9000), hydra5353]));
    expect(tab.history()).toMatchObject([{ removed: [hydra9000], added: [medusa(9000)] }]);
  });

  test('says what could not be put back', async () => {
    const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
    tab.fault('POST', 'refuse', { times: 2 });
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.messages()).toEqual([
      expect.stringContaining('tcp 9000 is deleted and was not put back: The API refused'),
    ]);
    expect(tab.history()).toMatchObject([{ removed: [hydra9000], added: [] }]);
    await tab.carryOut(retryMappingRun(tab.queryClient));
    expect(tab.states()).toEqual(['done']);
    expect(tab.history()).toMatchObject([{ removed: [hydra9000], added: [medusa(9000)] }]);
  });

  test('nothing is sent when the table cannot be read, nor when a row of it cannot', async () => {
    tab.fault('GET', 'refuse', { times: 3 });
    await tab.carryOut(tab.begin({ steps: adding([medusa(9001)]) }));
    expect(tab.run()).toMatchObject({ state: 'stopped', problem: expect.stringMatching(/^Nothing was sent\./) });
    tab.fault('GET', 'bad-row', { times: 3 });
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.run()).toMatchObject({
      state: 'stopped',
      problem: expect.stringMatching(/could not be read and may hold it/),
    });
    expect(tab.sent('POST')).toBe(0);
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.states()).toEqual(['done']);
  });

  test('a refused sign-in stops it; after signing in it goes on', async () => {
    const wanted = [medusa(9000), hydra5353, ...manyMappings(20)];
    const steps = await tab.plan(wanted, 'exactly');
    tab.fault('POST', 'latency', { times: 6 });
    tab.fault('POST', 'refuse', { status: 401 });
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.run()).toMatchObject({ state: 'stopped', problem: expect.stringContaining('Sign in again') });
    startSession({ ...currentConnection() });
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.run()?.state).toBe('ended');
    expect(tab.rows()).toEqual(textsOf(wanted));
  });

  test('a replacement whose creation meets a refused sign-in goes on with the rest', async () => {
    const steps = await tab.plan([medusa(9000), hydra5353], 'exactly');
    tab.fault('POST', 'refuse', { status: 401 });
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.messages()).toEqual([expect.stringContaining('tcp 9000 is deleted and was not put back')]);
    startSession({ ...currentConnection() });
    await tab.carryOut(resumeMappingRun(tab.queryClient));
    expect(tab.states()).toEqual(['done']);
    expect(tab.rows()).toEqual(textsOf([medusa(9000), hydra5353]));
  });
});

describe('somebody else', () => {
  const take = (public_port: number) =>
    tab.mock.addPortMapping({ server: ADDRESS, container: 30_002, proto: 'tcp', public_port, private_port: 7000 });

  test('who took a port before the start keeps it, and nothing is sent for it', async () => {
    const steps = await tab.plan([{ ...hydra9000, private_port: 8001 }, hydra5353], 'exactly');
    take(9000);
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.states()).toEqual(['failed']);
    expect(tab.messages()).toEqual(['tcp 9000 is taken by medusa (30002). Nothing of this was sent.']);
    expect([tab.sent('POST'), tab.sent('DELETE')]).toEqual([0, 0]);
  });

  test('who takes a port in the middle of a long run keeps it, and the others go on', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ...hydra9000,
      public_port: 9100 + index,
      private_port: 9100 + index,
    }));
    tab.fault('POST', 'latency', { times: 99, afterMs: 2_000 });
    const { end } = await tab.running([...SEEDS, ...rows], 3_000);
    take(9139);
    await end();
    expect(tab.states().filter((state) => state === 'failed')).toHaveLength(1);
    expect(tab.run()?.state).toBe('ended');
    expect(tab.mock.portMappings(ADDRESS).filter(({ public_port }) => public_port === 9139)).toHaveLength(1);
  });

  test('who takes a port in the same moment is told of', async () => {
    tab.fault('POST', 'latency', { afterMs: 1_000 });
    const { end } = await tab.running([...SEEDS, { ...hydra9000, public_port: 9100, private_port: 9100 }], 500);
    take(9100);
    await end();
    expect(tab.states()).toEqual(['done-with-clash']);
    expect(tab.messages()).toEqual([expect.stringMatching(/^medusa \(30002\) took tcp 9100 in the same moment/)]);
  });

  test('who did a part of it already saves the request, and it is not called a change of this tab', async () => {
    const steps = await tab.plan([...SEEDS, medusa(9001), medusa(9002)], 'exactly');
    tab.mock.addPortMapping({ server: ADDRESS, ...medusa(9001) });
    await tab.carryOut(tab.begin({ steps }));
    expect(tab.states()).toEqual(['done', 'done']);
    expect(tab.sent('POST')).toBe(1);
    expect(tab.history()).toMatchObject([{ added: [medusa(9002)] }]);
  });
});
