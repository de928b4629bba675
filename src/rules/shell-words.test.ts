import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteForShell } from './curl.ts';
import { shellWords } from './shell-words.ts';

test.each([
  ['', []],
  ['  a  b\tc ', ['a', 'b', 'c']],
  [`a"b c"'d e'f`, ['ab cd ef']],
  [`"" ''`, ['', '']],
  [String.raw`a\ b "\"\\\$\x" '\n'`, ['a b', String.raw`"\$\x`, String.raw`\n`]],
  ['a \\\n  b', ['a', 'b']],
  ['a\\\r\nb', ['ab']],
  ['a # b\nc', ['a', 'c']],
  ['a#b', ['a#b']],
  ['"a\\\nb"', ['ab']],
  ['$HOME $X', ['$HOME', '$X']],
  ['a\\', ['a']],
])('%j', (text, words) => {
  expect(shellWords(text)).toEqual({ words, rest: '' });
});

test('what follows an operator is left over', () => {
  expect(shellWords('a b|c')).toEqual({ words: ['a', 'b'], rest: '|c' });
  expect(shellWords(`'a|b' && c`)).toEqual({ words: ['a|b'], rest: '&& c' });
});

test('a quote that is never closed is told', () => {
  expect(shellWords(`a 'b c`)).toEqual({ words: ['a', 'b c'], rest: '', open: "'" });
  expect(shellWords(`a "b c`)).toEqual({ words: ['a', 'b c'], rest: '', open: '"' });
});

test('it reads what is quoted for a shell', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(texts, (words) => {
      expect(shellWords(words.map(quoteForShell).join(' '))).toEqual({ words, rest: '' });
    }),
  );
});

test('any text is read, and a long one at once', () => {
  fc.assert(fc.property(fc.stringMatching(/^['"\\ #|a\n]{0,30}$/), (text) => void shellWords(text)));
  const started = performance.now();
  for (const piece of ["'", '"', '\\', ' ', '#', 'a', '\\"', '"\\a']) shellWords(piece.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
