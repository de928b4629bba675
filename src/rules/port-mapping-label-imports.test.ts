import { expect, test } from 'vitest';
import { atOnce } from './in-steps.ts';
import { labelInWords, labelsToSetInSteps, labelsToUndo } from './port-mapping-label-imports.ts';
import { labelKey, type MappingLabel } from './port-mapping-labels.ts';
import { planMappings } from './port-mapping-plans.ts';
import type { NewPortMapping } from './port-mappings.ts';

const to = (public_port: number, private_port = 8000): NewPortMapping => ({
  proto: 'tcp',
  public_port,
  container: 1,
  private_port,
});
const stored = [{ ...to(9000), id: 1, container_ip: '10.0.0.3' }];
const web: MappingLabel = { label: 'Web', note: 'behind the proxy' };

/** What a list sets beside what is known, only added to what stands. */
function setBy(rows: (NewPortMapping & Partial<MappingLabel>)[], known: [NewPortMapping, MappingLabel][] = []) {
  const { outcomes } = planMappings({ current: stored, wanted: rows, mode: 'only-add' });
  const before = new Map(known.map(([one, label]) => [labelKey(one), label]));
  return [...atOnce(labelsToSetInSteps(rows, outcomes, before))];
}

test('a mapping that stands already gets the label of the list', () => {
  expect(setBy([{ ...to(9000), label: 'Web' }])).toEqual([[labelKey(to(9000)), { label: 'Web', note: '' }]]);
});

test('what is so already is not set, and what the list does not say stays', () => {
  expect(setBy([{ ...to(9000), ...web }], [[to(9000), web]])).toEqual([]);
  expect(setBy([{ ...to(9000), label: ' Web ' }], [[to(9000), web]])).toEqual([]);
  expect(setBy([to(9000)], [[to(9000), web]])).toEqual([]);
  expect(setBy([{ ...to(9000), label: 'Shop' }], [[to(9000), web]])).toEqual([
    [labelKey(to(9000)), { label: 'Shop', note: web.note }],
  ]);
});

test('what is in conflict gets none, and of a mapping that is wanted twice the last word counts', () => {
  expect(setBy([{ ...to(9000, 8001), label: 'Other' }])).toEqual([]);
  const twice = [
    { ...to(9001, 8001), label: 'One' },
    { ...to(9001, 8001), label: 'Two' },
  ];
  expect(setBy(twice)).toEqual([[labelKey(to(9001)), { label: 'Two', note: '' }]]);
  // Back to what is known: nothing to set.
  expect(
    setBy(
      [
        { ...to(9000), label: 'One' },
        { ...to(9000), ...web },
      ],
      [[to(9000), web]],
    ),
  ).toEqual([]);
});

test('the way back gives each the label of before, but for what was changed since', () => {
  const [a, b, c] = [labelKey(to(9000)), labelKey(to(9001)), labelKey(to(9002))];
  const set = new Map([
    [a, { label: 'A', note: '' }],
    [b, { label: 'B', note: '' }],
    [c, { label: 'C', note: '' }],
  ]);
  const before = new Map([[a, web]]);
  const now = new Map([...set, [c, { label: 'Since', note: '' }]]);
  expect(labelsToUndo(set, before, now)).toEqual(
    new Map([
      [a, web],
      [b, { label: '', note: '' }],
    ]),
  );
});

test('a plan says what is noted on a mapping', () => {
  expect(labelInWords({ label: 'Web', note: '' })).toBe(', labelled “Web”');
  expect(labelInWords(web)).toBe(', labelled “Web” with a note');
  expect(labelInWords({ label: '', note: 'x' })).toBe(', with a note');
});
