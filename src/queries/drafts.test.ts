import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { currentConnection, endSession, lockSession, startSession } from '../session/session.ts';
import { draftOf } from './drafts.ts';
import { signInAgainst } from './testing.ts';

const zeus = { apiUrl: 'http://mock/api', username: 'zeus', password: 'zeus' };
const schema = z.object({ name: z.string(), tags: z.array(z.string()) });
const argus = { name: 'argus', tags: ['prod'] };

beforeEach(() => {
  signInAgainst(() => Promise.reject(new Error('Drafts are sent nowhere.')));
});

test('a draft is read as it was kept, until it is cleared', () => {
  const draft = draftOf('new-container', schema);
  expect(draft.read()).toBeUndefined();
  fc.assert(
    fc.property(fc.record({ name: fc.string(), tags: fc.array(fc.string()) }), (value) => {
      draft.keep(value);
      expect(draftOf('new-container', schema).read()).toEqual(value);
      expect(draftOf('another', schema).read()).toBeUndefined();
    }),
  );
  draft.clear();
  expect(draft.read()).toBeUndefined();
});

test('what the schema does not name is never stored', () => {
  const withSecret = { ...argus, jid_secret: 'no:pässword' };
  draftOf('new-container', schema).keep(withSecret);
  const stored = Array.from({ length: sessionStorage.length }, (_, index) =>
    sessionStorage.getItem(sessionStorage.key(index) ?? ''),
  );
  expect(stored.join()).toContain('argus');
  expect(stored.join()).not.toContain('no:pässword');
});

test('a draft that somebody altered, or that an older panel kept, is none', () => {
  draftOf('new-container', z.object({ name: z.number() })).keep({ name: 7 });
  expect(draftOf('new-container', schema).read()).toBeUndefined();
});

test('the same customer finds the draft again after signing out of a locked session, with another password', () => {
  draftOf('new-container', schema).keep(argus);
  const { apiUrl, username } = currentConnection();
  lockSession(currentConnection());
  endSession();
  expect(draftOf('new-container', schema).read()).toBeUndefined();
  startSession({ apiUrl, username, password: 'ares' });
  expect(draftOf('new-container', schema).read()).toEqual(argus);
});

test('signing out on purpose forgets it', () => {
  const connection = currentConnection();
  draftOf('new-container', schema).keep(argus);
  endSession();
  startSession(connection);
  expect(draftOf('new-container', schema).read()).toBeUndefined();
});

test('somebody else neither sees a draft nor gets or loses one by a form of the customer before', () => {
  const kratos = currentConnection();
  const before = draftOf('new-container', schema);
  before.keep(argus);
  lockSession(kratos);
  endSession();
  startSession(zeus);
  const after = draftOf('new-container', schema);
  expect(after.read()).toBeUndefined();
  expect(before.read()).toBeUndefined();
  after.keep({ name: 'thunder', tags: [] });
  before.keep(argus);
  before.clear();
  expect(after.read()).toEqual({ name: 'thunder', tags: [] });
  endSession();
  startSession(kratos);
  expect(draftOf('new-container', schema).read()).toBeUndefined();
});

test('without storage nothing is kept and nothing breaks', () => {
  const forbid = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  globalThis.sessionStorage = new Proxy(sessionStorage, { get: forbid });
  const draft = draftOf('new-container', schema);
  draft.keep(argus);
  expect(draft.read()).toBeUndefined();
  draft.clear();
});

test('nobody signed in has no drafts', () => {
  endSession();
  const draft = draftOf('new-container', schema);
  draft.keep(argus);
  draft.clear();
  expect(draft.read()).toBeUndefined();
  expect(sessionStorage.length).toBe(0);
});
