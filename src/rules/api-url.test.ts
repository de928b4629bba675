import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkApiUrl, lookedUp, takenApart } from './api-url.ts';

const SECURE = 'https://panel.example.com';
const PLAIN = 'http://panel.example.com';

test.each([
  ['https://api.example.com/api', SECURE, 'https://api.example.com/api'],
  [' https://API.example.com/api// ', SECURE, 'https://api.example.com/api'],
  ['https://api.example.com:8443', SECURE, 'https://api.example.com:8443'],
  ['/api', SECURE, 'https://panel.example.com/api'],
  ['/api/', PLAIN, 'http://panel.example.com/api'],
  ['http://api.example.com/api', PLAIN, 'http://api.example.com/api'],
  ['http://localhost:8787/api', SECURE, 'http://localhost:8787/api'],
  ['http://127.0.0.1:8787/api', SECURE, 'http://127.0.0.1:8787/api'],
  ['http://[::1]:8787/api', SECURE, 'http://[::1]:8787/api'],
])('%s under %s is %s', (text, origin, apiUrl) => {
  expect(checkApiUrl(text, origin)).toEqual({ ok: true, apiUrl });
});

const mistakes = {
  '': 'Enter the API URL',
  'api.example.com/api': 'Start the API URL with https://, such as',
  'localhost:8787/api': 'Start the API URL with https://, such as',
  '//evil.example/api': 'Start the API URL with https://, such as',
  '/\\evil.example/api': 'Start the API URL with https://, such as',
  '/\t/evil.example/api': 'Check the API URL',
  'https://': 'Check the API URL',
  'https://a b/api': 'Check the API URL',
  'ftp://api.example.com': 'not ftp://',
  'https://kratos:deimos@api.example.com/api': 'Take username and password out',
  'https://api.example.com/api?x=1': 'before ? and #',
  'https://api.example.com/api#': 'before ? and #',
  'http://api.example.com/api': 'Use an https: API URL',
  'http://localhost.evil.example/api': 'Use an https: API URL',
  'http://127.evil.example/api': 'Use an https: API URL',
};

test.each(Object.entries(mistakes))('%s is refused: %s', (text, words) => {
  const checked = checkApiUrl(text, SECURE);
  expect(checked.ok ? checked.apiUrl : checked.message).toContain(words);
});

test('what is accepted is absolute, bare, stays itself, and a path never leaves the panel', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true }),
        fc.string().map((text) => `/${text}`),
      ),
      (text) => {
        const checked = checkApiUrl(text, SECURE);
        if (!checked.ok) return;
        expect(checked.apiUrl).toMatch(/^https:\/\/[^/?#@]+(?:\/[^?#]*[^/?#])?$/);
        expect(checkApiUrl(checked.apiUrl, SECURE)).toEqual(checked);
        if (text.startsWith('/')) expect(new URL(checked.apiUrl).origin).toBe(SECURE);
      },
    ),
  );
});

test.each([
  [
    'https://kratos:deimos@api.example.com/api',
    'https://api.example.com/api',
    { username: 'kratos', password: 'deimos' },
  ],
  ['https://kratos@api.example.com/api', 'https://api.example.com/api', { username: 'kratos' }],
  ['https://:deimos@api.example.com', 'https://api.example.com', { password: 'deimos' }],
  ['https://k%40:p%3a%C3%A4:b@api.example.com', 'https://api.example.com', { username: 'k@', password: 'p:ä:b' }],
  ['https://kratos:50%@api.example.com', 'https://api.example.com', { username: 'kratos', password: '50%' }],
  ['https://a:b@c@api.example.com/@x', 'https://api.example.com/@x', { username: 'a', password: 'b@c' }],
  [' HTTPS:kratos:deimos@api.example.com', 'HTTPS:api.example.com', { username: 'kratos', password: 'deimos' }],
  ['kratos:deimos@api.example.com', 'api.example.com', { username: 'kratos', password: 'deimos' }],
  ['//kratos:deimos@api.example.com', '//api.example.com', { username: 'kratos', password: 'deimos' }],
  ['https://@api.example.com', 'https://api.example.com', {}],
])('%s is taken apart', (text, apiUrl, credentials) => {
  expect(takenApart(text)).toEqual({ apiUrl, ...credentials });
});

test.each([
  ['https://аpi.example.com/api', 'https://xn--pi-6kc.example.com/api'],
  ['https://ａpi.example.com/api', 'https://api.example.com/api'],
  ['https://api。example.com/api', 'https://api.example.com/api'],
  ['https://ex\u00adample.com/api', 'https://example.com/api'],
])('%s is shown as it is looked up', (text, apiUrl) => {
  expect(lookedUp(text)).toBe(apiUrl);
  expect(lookedUp(apiUrl)).toBeUndefined();
});

test.each([
  '',
  '/api',
  'https://api.example.com/api',
  'https://API.example.com:443/api/',
  'https://api.example.com/a@b',
  'https://api.example.com?x=a@b',
  'https://[::1]/ä',
  'https://ä b/',
])('%s stays as it is', (text) => {
  expect(takenApart(text)).toBeUndefined();
  expect(lookedUp(text)).toBeUndefined();
});

test('what was taken apart holds no credentials, and is not taken apart again', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '@', ':', '%', 'ä', '1') });
  fc.assert(
    fc.property(part, part, (username, password) => {
      const taken = takenApart(`https://${username}:${password}@api.example.com/api`);
      expect(taken?.apiUrl).toBe('https://api.example.com/api');
      expect(takenApart(taken?.apiUrl ?? '')).toBeUndefined();
    }),
  );
});
