import type { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createMockApi } from '../mock-api/application.ts';
import { labelKey, type MappingLabel } from '../rules/port-mapping-labels.ts';
import { currentConnection, endSession, startSession } from '../session/session.ts';
import { changeMappingLabels, mappingLabelsQuery, moveLabelWith, onUnkeptMove } from './port-mapping-labels.ts';
import { keysOf, signInAgainst } from './testing.ts';
import type { WriteContext } from './write-context.ts';

const ADDRESS = '1.2.3.4';
const web = { proto: 'tcp', public_port: 9000, container: 30_001, private_port: 8000 } as const;
const label = (text: string): MappingLabel => ({ label: text, note: '' });

let queryClient: QueryClient;
let context: WriteContext;

beforeEach(() => {
  queryClient = signInAgainst(createMockApi().fetch);
  context = { queryClient, connection: currentConnection() };
});

const change = (changes: [string, MappingLabel][], of = context) => changeMappingLabels(of, ADDRESS, new Map(changes));
const shown = () => queryClient.getQueryData(mappingLabelsQuery().queryKey)?.get(ADDRESS) ?? new Map();
async function stored() {
  await queryClient.fetchQuery({ ...mappingLabelsQuery(), staleTime: 0 });
  return shown();
}

describe('labels in this browser', () => {
  test('are shown, stored, changed and forgotten', async () => {
    expect(await change([[labelKey(web), { label: ' Web ', note: 'behind the proxy' }]])).toBeUndefined();
    expect(shown().get(labelKey(web))).toEqual({ label: 'Web', note: 'behind the proxy' });
    expect(await stored()).toEqual(new Map([[labelKey(web), { label: 'Web', note: 'behind the proxy' }]]));
    await change([[labelKey(web), label('')]]);
    expect(await stored()).toEqual(new Map());
    expect(localStorage.length).toBe(0);
  });

  test('belong to a customer at an API and to a server', async () => {
    await change([[labelKey(web), label('Web')]]);
    await changeMappingLabels(context, '5.6.7.8', new Map([[labelKey(web), label('Other')]]));
    expect((await stored()).get(labelKey(web))).toEqual(label('Web'));
    endSession();
    queryClient.clear();
    startSession({ ...context.connection, username: 'zeus' });
    expect(await stored()).toEqual(new Map());
    expect(await change([[labelKey(web), label('Late')]])).toBeUndefined();
    expect(await stored()).toEqual(new Map());
  });

  test('what another tab wrote meanwhile stays', async () => {
    await change([[labelKey(web), label('Web')]]);
    const slot = keysOf(localStorage).find((key) => key.startsWith('port-mapping-labels')) ?? '';
    localStorage.setItem(slot, '{"30001":{"tcp9000":"Web","tcp9001":"Theirs"}}');
    await change([[labelKey({ ...web, public_port: 9002 }), label('Mine')]]);
    expect([...(await stored()).values()].map((kept) => kept.label)).toEqual(['Web', 'Theirs', 'Mine']);
  });

  test('go along with an edit, and back with its revert; a deletion that is reverted leaves them', async () => {
    const moved = { ...web, public_port: 9001 };
    const row = { ...web, id: 1, container_ip: '10.0.0.3' };
    const table = { ...context, address: ADDRESS };
    await change([[labelKey(web), label('Web')]]);
    await moveLabelWith(table, { kind: 'delete', removed: [row], added: [] });
    await moveLabelWith(table, { kind: 'apply', removed: [row], added: [moved] });
    expect([...(await stored())]).toEqual([[labelKey(web), label('Web')]]);
    await moveLabelWith(table, { kind: 'edit', removed: [row], added: [moved] });
    expect([...(await stored())]).toEqual([[labelKey(moved), label('Web')]]);
    await moveLabelWith(table, { kind: 'revert', removed: [{ ...row, ...moved }], added: [web] });
    expect([...(await stored())]).toEqual([[labelKey(web), label('Web')]]);
    await moveLabelWith(table, { kind: 'revert', removed: [{ ...row, ...moved }], added: [web] });
    expect([...(await stored())]).toEqual([[labelKey(web), label('Web')]]);
  });
});

describe('labels that cannot be kept', () => {
  test('a full storage: they are shown, and it is said that they are not kept', async () => {
    localStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await change([[labelKey(web), label('Web')]])).toMatch(/^This browser did not keep 1 label or note: /);
    expect(shown().get(labelKey(web))).toEqual(label('Web'));
  });

  test('they stay in this tab whatever is read again, until they are stored, forgotten, or the person signs out', async () => {
    const keeps = localStorage.setItem;
    const refuses = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    localStorage.setItem = refuses;
    await change([[labelKey(web), label('Web')]]);
    expect([...(await stored())]).toEqual([[labelKey(web), label('Web')]]);
    localStorage.setItem = keeps;
    await change([[labelKey(web), label('')]]);
    expect([...(await stored())]).toEqual([]);
    localStorage.setItem = refuses;
    await change([[labelKey(web), label('Again')]]);
    queryClient.clear();
    expect([...(await stored())]).toEqual([]);
  });

  test('one that moves with an edit is told of', async () => {
    await change([[labelKey(web), label('Web')]]);
    localStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const tell = vi.fn();
    const stop = onUnkeptMove(tell);
    const edit = { kind: 'edit' as const, removed: [{ ...web, id: 1, container_ip: '' }] };
    await moveLabelWith({ ...context, address: ADDRESS }, { ...edit, added: [{ ...web, public_port: 20_000 }] });
    stop();
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^This browser did not keep 1 label or note: /));
  });

  test('one that moves while no page listens is told of on the next one, and never in another session', async () => {
    await change([[labelKey(web), label('Web')]]);
    localStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const [before, after] = [
      { ...web, id: 1, container_ip: '' },
      { ...web, public_port: 20_000 },
    ];
    const move = () =>
      moveLabelWith({ ...context, address: ADDRESS }, { kind: 'edit', removed: [before], added: [after] });
    const tell = vi.fn();
    await move();
    onUnkeptMove(tell)();
    onUnkeptMove(tell)();
    expect(tell).toHaveBeenCalledOnce();
    await change([[labelKey(web), label('Web')]]);
    await move();
    endSession();
    startSession({ ...context.connection });
    onUnkeptMove(tell)();
    expect(tell).toHaveBeenCalledOnce();
  });

  test('a label that is too long is said, and the others are kept', async () => {
    const other = labelKey({ ...web, public_port: 9001 });
    const said = await change([
      [labelKey(web), label('x'.repeat(100))],
      [other, label('Fits')],
    ]);
    expect(said).toBe('1 label or note is too long and not kept.');
    expect([...(await stored()).keys()]).toEqual([other]);
  });
});

// It takes a second; two cores that others use as well take several.
test('every mapping that a server can have may have a label', { timeout: 60_000 }, async () => {
  const all = new Map<string, MappingLabel>();
  for (const proto of ['tcp', 'udp'] as const) {
    for (let port = 1025; port <= 65_535; port += 1) {
      all.set(labelKey({ proto, public_port: port, container: 30_001 }), label(`Service number ${port}`));
    }
  }
  expect(await changeMappingLabels(context, ADDRESS, all)).toBeUndefined();
  expect((await stored()).size).toBe(all.size);
  const characters = keysOf(localStorage)
    .map((slot) => slot.length + (localStorage.getItem(slot)?.length ?? 0))
    .reduce((sum, length) => sum + length, 0);
  // What browsers give an origin: 5 MiB of UTF-16, shared with all else that the panel keeps.
  expect(characters).toBeLessThan(5 * 1024 * 1024 * 0.9);
});
