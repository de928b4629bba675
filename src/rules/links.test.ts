import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Container } from '../api/schemas.ts';
import {
  explainFailedSteps,
  type LinkStep,
  linkChoices,
  linkRows,
  linkSteps,
  matchingChoices,
  readLinkTarget,
  rebootsInWords,
  resultInWords,
} from './links.ts';

const named = (uid: number, name: string) => ({ uid, name }) as Container;
const own = [named(1, 'hydra'), named(2, 'medusa'), named(3, 'web'), named(4, 'web'), named(5, '')];
const ownByUid = new Map(own.map((one) => [one.uid, one]));
const hydra = { uid: 1, name: 'hydra', linked_to: [2, 9] };
const call = (uid: number) => own.find((one) => one.uid === uid)?.name || String(uid);

test('each row says whether the link works, and what only links here comes last', () => {
  const linksOf = new Map([
    [2, [1]],
    [3, [1, 2]],
    [4, [2]],
  ]);
  expect(linkRows({ container: hydra, ownByUid, linksOf })).toEqual([
    { uid: 2, name: 'medusa', isOwn: true, state: 'works' },
    { uid: 9, name: '9', isOwn: false, state: 'not-known' },
    { uid: 3, name: 'web', isOwn: true, state: 'to-here' },
  ]);
  const oneWay = linkRows({ container: hydra, ownByUid, linksOf: new Map([[2, []]]) });
  expect(oneWay.map(({ state }) => state)).toEqual(['from-here', 'not-known']);
  expect(linkRows({ container: hydra, ownByUid: undefined, linksOf: new Map() })[0]?.isOwn).toBeUndefined();
});

test('rows of one name are told apart by their uid', () => {
  const container = { uid: 1, linked_to: [3, 4] };
  expect(linkRows({ container, ownByUid, linksOf: new Map() }).map(({ name }) => name)).toEqual(['web 3', 'web 4']);
});

test('a row works exactly when both link each other, and nobody is listed without a link', () => {
  const uids = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(uids, fc.array(fc.tuple(fc.integer({ min: 2, max: 8 }), uids)), (linked_to, known) => {
      const linksOf = new Map(known);
      const rows = linkRows({ container: { uid: 1, linked_to }, ownByUid, linksOf });
      expect(new Set(rows.map(({ uid }) => uid)).size).toBe(rows.length);
      for (const { uid, state } of rows) {
        const [there, here] = [linked_to.includes(uid), linksOf.get(uid)?.includes(1)];
        expect(there || here).toBe(true);
        expect(state === 'works').toBe(there && here === true);
        expect(state === 'not-known').toBe(there && here === undefined);
      }
    }),
  );
});

test('what is known to be so already is not written', () => {
  const from = { uid: 1, linked_to: [2] };
  const there: LinkStep = { uid: 1, kind: 'link', other: 3 };
  const back: LinkStep = { uid: 3, kind: 'link', other: 1 };
  expect(linkSteps({ from, to: 3, back: true }, new Map())).toEqual([there, back]);
  expect(linkSteps({ from, to: 3, back: false }, new Map())).toEqual([there]);
  expect(linkSteps({ from, to: 3, back: true }, new Map([[3, [1]]]))).toEqual([there]);
  expect(linkSteps({ from, to: 2, back: true }, new Map([[2, []]]))).toEqual([{ uid: 2, kind: 'link', other: 1 }]);
});

test('what reboots, and what is so afterwards, in words', () => {
  const steps: LinkStep[] = [
    { uid: 1, kind: 'link', other: 2 },
    { uid: 2, kind: 'link', other: 1 },
  ];
  expect(rebootsInWords(steps, call)).toBe('Reboots hydra and medusa.');
  expect(rebootsInWords([...steps, ...steps.slice(0, 1)], call)).toBe('Reboots hydra and medusa.');
  expect(rebootsInWords([], call)).toBe('Reboots nothing.');
  expect(resultInWords({ uid: 1, kind: 'link', other: 2 }, call)).toBe('hydra links to medusa');
  expect(resultInWords({ uid: 1, kind: 'unlink', other: 2 }, call)).toBe('hydra no longer links to medusa');
});

test('a failure in the middle says what was done, what failed and what was not tried', () => {
  const [first, second, third] = [2, 3, 9].map((other): LinkStep => ({ uid: 1, kind: 'link', other }));
  if (!first || !second || !third) throw new Error('three steps');
  const isOwn = (uid: number) => uid < 9;
  const failed = { step: second, isKnown: true, isRefused: true, message: 'Refused.' };
  expect(explainFailedSteps({ done: [first], sent: [first], failed, left: [third] }, call, isOwn)).toEqual({
    title: 'hydra was not linked to web',
    detail: 'Refused. Done before it: hydra links to medusa. Not tried: hydra to 9.',
  });
  const foreign = explainFailedSteps({ done: [], sent: [], failed: { ...failed, step: third }, left: [] }, call, isOwn);
  expect(foreign.detail).toBe('Refused. Mostly no container has the uid 9: ask its owner for the right one.');
  const unlink: LinkStep = { uid: 1, kind: 'unlink', other: 2 };
  const unknown = explainFailedSteps(
    { done: [], sent: [], failed: { step: unlink, isKnown: false, isRefused: false, message: 'No answer.' }, left: [] },
    call,
    isOwn,
  );
  expect(unknown.title).toBe('It is not known whether hydra still links to medusa');
});

test.each([
  ['3', { ok: true, uid: 3 }],
  [' ３ ', { ok: true, uid: 3 }],
  ['77', { ok: true, uid: 77, container: undefined }],
  ['web 4', { ok: true, uid: 4 }],
  ['5', { ok: true, uid: 5 }],
  [
    'web',
    { ok: false, isFinal: false, message: /^2 containers are called web: web \(3\), web \(4\)\. Type the uid\.$/ },
  ],
  ['', { ok: false, isFinal: false, message: /^Choose a container/ }],
  ['medus', { ok: false, isFinal: false, message: /^No container of yours is called “medus”/ }],
  ['-3', { ok: false, isFinal: false, message: /^No container of yours/ }],
  ['1', { ok: false, isFinal: true, message: /^A container cannot link to itself/ }],
  ['hydra', { ok: false, isFinal: true, message: /^A container cannot link to itself/ }],
  ['medusa', { ok: false, isFinal: true, message: /^hydra links to medusa already/ }],
  ['9', { ok: false, isFinal: true, message: /^hydra links to 9 already/ }],
])('"Link to" reads %j', (text, expected) => {
  const { message, ...rest } = { message: undefined, ...expected };
  const target = readLinkTarget(text, { container: hydra, own });
  expect(target).toMatchObject(rest);
  if (message && !target.ok) expect(target.message).toMatch(message);
});

test('the choices leave out itself and what is linked, and are few for thousands of containers', () => {
  expect(linkChoices(own, hydra).map(({ text }) => text)).toEqual(['5', 'web 3', 'web 4']);
  const many = linkChoices(
    Array.from({ length: 10_000 }, (_, index) => named(index + 10, `box${index}`)),
    hydra,
  );
  expect(matchingChoices(many, '')).toHaveLength(50);
  expect(matchingChoices(many, 'BOX9999').map(({ text }) => text)).toEqual(['box9999 10009']);
  for (const { text } of matchingChoices(many, 'box12')) expect(text).toContain('box12');
});
