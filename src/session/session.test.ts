// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { slotOf } from './kept-entries.ts';

const kratos = { apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'no:pässword' };

/** A page load: the module reads what the tab kept. */
async function load() {
  vi.resetModules();
  return import('./session.ts');
}

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

describe('the session', () => {
  it('is nobody at first, and asking for a connection then is a mistake of the panel', async () => {
    const { currentSession, currentConnection } = await load();
    expect(currentSession()).toEqual({ status: 'signed-out' });
    expect(currentConnection).toThrow('Nobody is signed in.');
  });

  it('survives a reload of its tab, and is nowhere but in the tab', async () => {
    (await load()).startSession(kratos);
    expect((await load()).currentSession()).toEqual({ status: 'signed-in', connection: kratos });
    expect(localStorage.length).toBe(0);
  });

  it('ends with everything the tab kept', async () => {
    const { startSession, endSession, currentSession } = await load();
    startSession(kratos);
    sessionStorage.setItem('journal:something', '{}');
    endSession();
    expect(currentSession()).toEqual({ status: 'signed-out' });
    expect(sessionStorage.length).toBe(0);
  });

  it('ends without what is owed after a quota move, which the same customer finds again, and nobody else', async () => {
    const { startSession, endSession } = await load();
    startSession(kratos);
    const move = slotOf(kratos, 'move-quota:1.2.3.4');
    sessionStorage.setItem(move, '{}');
    sessionStorage.setItem(slotOf(kratos, 'draft-move-quota:'), '{}');
    sessionStorage.setItem('tsr-scroll', '{}');
    endSession();
    expect({ ...sessionStorage }).toEqual({ [move]: '{}' });
    startSession({ ...kratos, password: 'ares' });
    expect(sessionStorage.getItem(move)).toBe('{}');
    endSession();
    startSession({ ...kratos, username: 'zeus' });
    expect(sessionStorage.getItem(move)).toBeNull();
  });

  it('ends from the password dialog with what the same customer gets back at their next sign-in, and nothing else', async () => {
    const { startSession, lockSession, endSession } = await load();
    startSession(kratos);
    const draft = slotOf(kratos, 'draft-new-container');
    sessionStorage.setItem(draft, '{"name":"argus"}');
    sessionStorage.setItem('something else', 'no:pässword');
    lockSession(kratos);
    endSession();
    expect({ ...sessionStorage }).toEqual({ [draft]: '{"name":"argus"}' });

    const afterReload = await load();
    expect(afterReload.currentSession()).toEqual({ status: 'signed-out' });
    afterReload.startSession({ ...kratos, password: 'ares' });
    expect(sessionStorage.getItem(draft)).toBe('{"name":"argus"}');
    afterReload.endSession();
    expect(sessionStorage.length, 'a sign-out that was chosen keeps nothing').toBe(0);
  });

  it('of another customer, at whatever API, finds nothing of what the tab kept', async () => {
    const { startSession, lockSession, endSession } = await load();
    const text = fc.oneof(fc.string(), fc.constantFrom('kratos', 'kratos"', 'kratos","', 'kratos\\', '["', '', '🏛'));
    const customer = fc.record({ apiUrl: text, username: text, password: fc.constant('secret') });
    const isSame = (one: typeof kratos, other: typeof kratos) =>
      one.apiUrl === other.apiUrl && one.username === other.username;
    fc.assert(
      fc.property(customer, customer, text, (one, other, key) => {
        sessionStorage.clear();
        startSession(one);
        sessionStorage.setItem(slotOf(one, key), 'kept');
        sessionStorage.setItem(slotOf(other, `${key}!`), 'left behind');
        lockSession(one);
        endSession();
        expect(sessionStorage.length).toBe(isSame(one, other) ? 2 : 1);
        startSession(other);
        expect(sessionStorage.getItem(slotOf(one, key))).toBe(isSame(one, other) ? 'kept' : null);
        endSession();
      }),
    );
  });

  it('starts and ends in a browser that forbids storage', async () => {
    const { startSession, lockSession, endSession, currentSession } = await load();
    const storage = vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    startSession(kratos);
    lockSession(kratos);
    endSession();
    expect(currentSession()).toEqual({ status: 'signed-out' });
    storage.mockRestore();
  });

  it('is locked by a 401 only when somebody is signed in, and keeps who it was', async () => {
    const { startSession, lockSession, currentSession } = await load();
    lockSession(kratos);
    expect(currentSession().status).toBe('signed-out');
    startSession(kratos);
    lockSession({ ...kratos, password: 'an older one' });
    expect(currentSession().status).toBe('signed-in');
    lockSession(kratos);
    expect(currentSession()).toEqual({ status: 'locked', connection: kratos });
  });

  it('goes on with a newer password; a new sign-in of the same customer is another session', async () => {
    const { startSession, lockSession, endSession, currentConnection, isSignedInAs, assertSignedInAs, isCustomer } =
      await load();
    startSession(kratos);
    const asked = currentConnection();
    lockSession(asked);
    startSession({ ...kratos, password: 'ares' });
    expect(isSignedInAs(asked)).toBe(true);

    endSession();
    expect(isSignedInAs(asked)).toBe(false);
    for (const again of [{ ...kratos }, kratos]) {
      startSession(again);
      expect(isSignedInAs(currentConnection())).toBe(true);
      expect(isSignedInAs(asked)).toBe(false);
      expect(() => assertSignedInAs(asked)).toThrow('You signed out before this was sent. Nothing was sent.');
      expect(isCustomer(asked)).toBe(true);
      endSession();
      expect(isCustomer(asked)).toBe(false);
    }
  });

  it.each([
    '{',
    '7',
    '{"apiUrl":"x"}',
    '[]',
    'null',
    JSON.stringify({ ...kratos, apiUrl: 'http://[' }),
    JSON.stringify({ ...kratos, apiUrl: '/api' }),
    JSON.stringify({ ...kratos, apiUrl: 'javascript:alert(1)' }),
  ])('does not trust what the tab holds: %s', async (kept) => {
    sessionStorage.setItem('session', kept);
    expect((await load()).currentSession()).toEqual({ status: 'signed-out' });
  });
});

describe('what the browser remembers', () => {
  it('is the API URL and the username, never the password', async () => {
    const { remember, remembered } = await import('./remembered.ts');
    expect(remembered()).toEqual({ apiUrl: '', username: '' });
    remember(kratos);
    expect(remembered()).toEqual({ apiUrl: kratos.apiUrl, username: 'kratos' });
    expect(JSON.stringify({ ...localStorage })).not.toContain('pässword');
  });
});
