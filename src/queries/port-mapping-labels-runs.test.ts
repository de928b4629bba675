import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMockApi, type MockApi } from '../mock-api/application.ts';
import type { MappingChange } from '../rules/port-mapping-history.ts';
import { labelKey } from '../rules/port-mapping-labels.ts';
import type { NewPortMapping } from '../rules/port-mappings.ts';
import { recordMappingChange } from './port-mapping-history.ts';
import { changeMappingLabels, mappingLabelsQuery } from './port-mapping-labels.ts';
import { planOfRevert } from './port-mapping-reverts.ts';
import { ADDRESS, RunningTab } from './port-mapping-runs-testing.ts';
import { readTable } from './port-mapping-writes.ts';

const WEB: NewPortMapping = { container: 30_002, proto: 'tcp', public_port: 7000, private_port: 7000 };
const UDP: NewPortMapping = { container: 30_001, proto: 'udp', public_port: 5353, private_port: 5353 };

let tab: RunningTab<MockApi>;

beforeEach(async () => {
  vi.useFakeTimers();
  tab = await new RunningTab(createMockApi()).open();
});

afterEach(() => {
  vi.useRealTimers();
});

const label = (mapping: NewPortMapping) =>
  changeMappingLabels(tab.table, ADDRESS, new Map([[labelKey(mapping), { label: 'Web', note: '' }]]));
const labelled = () => [...(tab.queryClient.getQueryData(mappingLabelsQuery().queryKey)?.get(ADDRESS)?.keys() ?? [])];

async function revert(change: MappingChange | undefined) {
  if (!change) throw new Error('Nothing was recorded.');
  const { plan } = await planOfRevert(tab.table, change);
  await tab.carryOut(tab.begin({ origin: 'revert', steps: plan.steps, reverts: change.id }));
  await vi.advanceTimersByTimeAsync(1000);
}

test('reverting an import that replaced one mapping by another leaves the label where it is', async () => {
  await label(WEB);
  await tab.carryOut(tab.begin({ steps: await tab.plan([WEB, UDP], 'exactly') }));
  await revert(tab.history()[0]);
  expect(labelled()).toEqual([labelKey(WEB)]);
});

test('the label of an edit goes back with its revert, and along again when that is reverted', async () => {
  const { items } = await readTable(tab.table);
  const old = items.find(({ public_port }) => public_port === 9000);
  if (!old) throw new Error('Nothing stands.');
  await tab.carryOut(tab.begin({ steps: await tab.plan([WEB, UDP], 'exactly') }));
  await label(WEB);
  recordMappingChange(tab.table, { kind: 'edit', removed: [old], added: [WEB] });
  await vi.advanceTimersByTimeAsync(1000);
  await label(WEB);
  await revert(tab.history()[0]);
  expect(labelled()).toEqual([labelKey(old)]);
  await revert(tab.history()[0]);
  expect(labelled()).toEqual([labelKey(WEB)]);
});
