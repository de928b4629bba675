// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';

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
