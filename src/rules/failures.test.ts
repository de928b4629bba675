import { describe, expect, test } from 'vitest';
import type { ReadFailure } from '../api/errors.ts';
import {
  explainReadFailure,
  explainSignInFailure,
  isFaultOfUrl,
  wasForbidden,
  wasPasswordRefused,
} from './failures.ts';

const errorOf = (failure: ReadFailure) => Object.assign(new Error('x'), { endpoint: 'GET containers', failure });
const where = { apiUrl: 'https://api.example.com/api', panelOrigin: 'https://panel.example.com' };

const failures: Record<string, ReadFailure> = {
  'not signed in': { kind: 'not-signed-in' },
  'refused as not yours': { kind: 'refused', status: 403, error: 'Forbidden' },
  'refused otherwise': { kind: 'refused', status: 404, error: '' },
  'no answer': { kind: 'no-answer' },
  failed: { kind: 'no-answer', status: 502 },
  'timed out': { kind: 'timed-out', afterMs: 15_000 },
  malformed: { kind: 'malformed', field: '3.memory' },
};

describe('a failed read', () => {
  test.each(Object.entries(failures))('%s says what did not happen and what to do', (_, failure) => {
    const { title, detail } = explainReadFailure(errorOf(failure), 'the containers');
    expect(title).toBe('Could not load the containers');
    expect(detail).toContain('Nothing was changed.');
    expect(detail).toMatch(/(Sign in|Try again|Check|try again)/);
  });

  test('every kind has its own words', () => {
    const details = Object.values(failures).map((failure) => explainReadFailure(errorOf(failure), 'it').detail);
    expect(new Set(details).size).toBe(details.length);
  });

  test('a malformed answer names the endpoint and the field', () => {
    const { detail } = explainReadFailure(errorOf({ kind: 'malformed', field: '3.memory' }), 'the containers');
    expect(detail).toContain('GET containers');
    expect(detail).toContain('3.memory');
  });

  test.each([[new TypeError('x is undefined')], [undefined], ['text'], [{ failure: null }], [{ failure: {} }]])(
    '%s is a mistake of the panel',
    (error) => {
      expect(explainReadFailure(error, 'it').detail).toContain('The panel itself failed');
    },
  );
});

describe('a failed sign-in', () => {
  test.each([
    ['not signed in', 'Wrong username or password'],
    ['no answer', 'Nothing readable answers at this URL'],
    ['failed', 'The API failed'],
    ['timed out', 'The API does not answer'],
    ['malformed', 'This is not a uwsgi.it API'],
    ['refused otherwise', 'This is not a uwsgi.it API'],
  ])('%s: %s', (kind, title) => {
    const explained = explainSignInFailure(errorOf(failures[kind] as ReadFailure), where);
    expect(explained.title).toBe(title);
    expect(explained.detail).toContain(where.apiUrl);
    expect(explained.detail).toContain('You are not signed in.');
  });

  test.each([
    ['not signed in', false],
    ['no answer', true],
    ['failed', false],
    ['timed out', true],
    ['malformed', true],
    ['refused otherwise', true],
  ])('%s: mended in the URL: %s', (kind, inUrl) => {
    expect(isFaultOfUrl(errorOf(failures[kind] as ReadFailure))).toBe(inUrl);
  });

  test('an API that cannot be read may not allow this panel', () => {
    expect(explainSignInFailure(errorOf({ kind: 'no-answer' }), where).detail).toContain(where.panelOrigin);
  });

  test('a mistake of the panel is not blamed on the API', () => {
    expect(explainSignInFailure(new Error('oops'), where)).toEqual({
      title: 'Could not sign in',
      detail: 'The panel itself failed (oops). Nothing was changed. Reload the page.',
    });
  });
});

test('only a 403 means that something is not there or not theirs', () => {
  const forbidden = Object.values(failures).filter((failure) => wasForbidden(errorOf(failure)));
  expect(forbidden).toEqual([{ kind: 'refused', status: 403, error: 'Forbidden' }]);
  expect(wasForbidden(new Error('oops'))).toBe(false);
});

test('only a refused password is mended by another password', () => {
  const refused = Object.values(failures).filter((failure) => wasPasswordRefused(errorOf(failure)));
  expect(refused).toEqual([{ kind: 'not-signed-in' }]);
});
