import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkApiUrl } from './api-url.ts';

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
