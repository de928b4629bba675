import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameAndUid, nameOfContainer } from './containers.ts';
import { shownText } from './shown-text.ts';

test.each([
  ['hydra', 'hydra'],
  ['Città 🏛️', 'Città 🏛️'],
  ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
  ['two\nlines\tand\r\nmore', 'two\nlines\tand\r\nmore'],
  ['\u202egnp.exe prod', '[U+202E]gnp.exe prod'],
  ['a\u0000b\u007f', 'a[U+0000]b[U+007F]'],
  ['prod\u200b', 'prod[U+200B]'],
  ['\u2069\u2067x', '[U+2069][U+2067]x'],
  ['a\u{e0041}', 'a[U+E0041]'],
  ['\ud800x', '[U+D800]x'],
  ['\u001b[2J', '[U+001B][2J'],
  ['שלום', '\u2068שלום\u2069'],
  ['\u202eשלום', '\u2068[U+202E]שלום\u2069'],
  ['مرحبا 1', '\u2068مرحبا 1\u2069'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

test('in any text isolates are opened and closed by it alone, and no override is left', () => {
  const text = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u202e', '\u2066', 'א', 'a')),
  });
  fc.assert(
    fc.property(text, (any) => {
      expect(shownText(any)).toMatch(/^(\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069|[^\u202a-\u202e\u2066-\u2069]*)$/u);
    }),
  );
});

test('a container is called by what can be seen', () => {
  expect(nameOfContainer({ name: '\u202egnp.exe', uid: 30_005 })).toBe('[U+202E]gnp.exe');
  expect(nameAndUid({ name: 'שלום', uid: 30_005 })).toBe('\u2068שלום\u2069 (30005)');
});
