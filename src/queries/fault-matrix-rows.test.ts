/** The fault matrix has a row for every request of the panel, and what it expects of the cells is no lie. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { methodOf, READ_NAMES, READS, WRITE_NAMES, WRITES } from '../../e2e/fault-matrix/endpoints.ts';
import { WRITE_FAULT_NAMES } from '../../e2e/fault-matrix/faults.ts';
import { WRITE_TABLE } from '../../e2e/fault-matrix/table.ts';

const API = new URL('../api/', import.meta.url);

/** Who calls `fetch`: the one for the API, and the reader of the supplier's file, which is none of its endpoints. */
const MAY_FETCH = ['panel-configuration.ts', 'transport.ts'];
/** What makes a request of a path that another file gives it. */
const PASSES_ON = ['transport.ts', 'long-lists.ts'];

const CALL =
  /\b(?:read(?:One|List|LongList|Text)\(\s*connection|write\(\s*connection,\s*'(?<method>POST|DELETE)'),\s*(?<path>'[^']+'|`[^`]+`|pathOf\(\w+\))/g;
const CALLS = /\b(?:read(?:One|List|LongList|Text)|write)(?:<[^>]*>)?\(/g;

const sources = readdirSync(API)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, API), 'utf8') }));

/** `POST containers/*`, for each request that the API module can make. */
const endpoints = sources
  .filter(({ file }) => !PASSES_ON.includes(file))
  .flatMap(({ file, text }) => {
    const pathOf = /const pathOf = \(\w+: string\) => (`[^`]+`)/.exec(text)?.[1] ?? '';
    const found = [...text.matchAll(CALL)].map(({ groups }) => {
      const path = groups?.path?.startsWith('pathOf') ? pathOf : (groups?.path ?? '');
      return `${groups?.method ?? 'GET'} ${path.slice(1, -1).replace(/\$\{[^}]*\}/g, '*')}`;
    });
    expect(found, `every call in ${file} is understood`).toHaveLength([...text.matchAll(CALLS)].length);
    return found;
  });

const patternOf = (endpoint: string) =>
  new RegExp(`^${endpoint.replace(/[.*]/g, (sign) => (sign === '*' ? '[^/]+' : '\\.'))}$`);

const rows = [
  ...READ_NAMES.map((name) => `${methodOf(name)} ${READS[name]}`),
  ...WRITE_NAMES.map((name) => `${methodOf(name)} ${WRITES[name]}`),
];

test('only the transport makes requests', () => {
  const fetching = sources.filter(({ text }) => /\bfetch\(/.test(text)).map(({ file }) => file);
  expect(fetching).toEqual(MAY_FETCH);
});

test('every request that the API module can make has a row', () => {
  expect(endpoints.length).toBeGreaterThan(10);
  const missing = endpoints.filter((endpoint) => !rows.some((row) => patternOf(endpoint).test(row)));
  expect(missing).toEqual([]);
});

test('every row is a request that the API module can make', () => {
  expect(rows.filter((row) => !endpoints.some((endpoint) => patternOf(endpoint).test(row)))).toEqual([]);
});

const cells = WRITE_NAMES.flatMap((name) =>
  WRITE_FAULT_NAMES.map((fault) => ({ cell: `${name} | ${fault}`, ...WRITE_TABLE[name][fault] })),
);
const cellsWith = (isMeant: (cell: (typeof cells)[number]) => boolean) => cells.filter(isMeant).map(({ cell }) => cell);

test('the panel sends every write once', () => {
  expect(cellsWith(({ sent }) => sent !== 1)).toEqual([]);
});

test('no write is lost: what is said to be done has taken effect', () => {
  expect(cellsWith(({ outcome, effect }) => outcome.startsWith('done') && effect === 0)).toEqual([]);
});

test('no write is hidden: what is said to be not done has not, but for a reboot, which no read shows', () => {
  expect(cellsWith(({ outcome, effect }) => outcome === 'not-done' && effect > 0)).toEqual([
    'POST containers/UID, reboot | refused-after',
  ]);
});

test('no write is doubled in silence: what the browser repeated is shown, and a second reboot is a reboot', () => {
  expect(cellsWith(({ outcome, effect }) => effect === 2 && outcome !== 'done-twice')).toEqual([
    'POST containers/UID, reboot | cut-after',
  ]);
});
