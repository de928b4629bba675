import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyIdentity, takePending, withKeyAgain } from './ssh-keys.ts';
import { leavesNoKey, shownKeys, withoutKey } from './ssh-keys-shown.ts';

const ALICE = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFwrdnlD8Y8eLdYj+jE+n6udxxR6VT6FFhS+a3mMJj8A';
const BOB = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDqwwx6vDVimsQOjZjeu3ODX/MZb41k32JeWARPq5a8z';

const statesOf = (value: string[], startedFrom: string[]) =>
  shownKeys(value, startedFrom).map(({ line, state }) => [line, state]);

describe('taking over what was pasted', () => {
  test('nothing pasted changes nothing', () => {
    expect(takePending([ALICE], ' \n')).toEqual({ keys: [ALICE], added: [], kept: [], already: [] });
  });

  test('a key that is there already is not added again, whatever its comment', () => {
    const taken = takePending([`${ALICE} alice@home`], `${ALICE} alice@work\n${BOB} bob`);
    expect(taken).toMatchObject({ keys: [`${ALICE} alice@home`, `${BOB} bob`], already: [`${ALICE} alice@home`] });
  });

  test('a key that was to be removed comes back as it is installed', () => {
    const taken = takePending([BOB], `${ALICE} new comment`, [`${ALICE} alice@home`, BOB]);
    expect(taken).toMatchObject({ keys: [`${ALICE} alice@home`, BOB], added: [], kept: [{ comment: 'new comment' }] });
  });

  test('one line that is no key keeps all of them out, and every such line is named', () => {
    expect(takePending([], `${ALICE}\nhello\n\nssh-dss AAAA`)).toEqual({
      message: expect.stringMatching(/^Line 2: Start the line.*\nLine 4: DSA keys are refused/),
    });
  });
});

describe('what is shown', () => {
  test('installed, removed and new, in this order', () => {
    expect(statesOf([`${BOB} bob`, 'ssh-rsa new'], ['hello', ALICE, `${BOB} bob`])).toEqual([
      ['hello', 'removed'],
      [ALICE, 'removed'],
      [`${BOB} bob`, 'installed'],
      ['ssh-rsa new', 'new'],
    ]);
  });

  test('a key that is installed twice is one entry, and is removed as a whole', () => {
    const lines = [`${ALICE} one`, BOB, `${ALICE} two`];
    const [alice] = shownKeys(lines, lines);
    expect(alice).toMatchObject({ line: `${ALICE} one`, times: 2 });
    expect(withoutKey(lines, alice?.identity ?? '')).toEqual([BOB]);
  });

  test.each(['hello world', `no-pty ${ALICE}`, `${ALICE}\n${BOB}`, ''])('%j is shown as no key', (line) => {
    expect(shownKeys([line], [line])).toMatchObject([{ line, key: undefined, state: 'installed' }]);
  });

  test('blank lines are no keys to log in with', () => {
    expect(leavesNoKey([])).toBe(true);
    expect(leavesNoKey([' '])).toBe(true);
    expect(leavesNoKey(['', `no-pty ${ALICE}`])).toBe(false);
  });
});

describe('properties', () => {
  const lines = fc.array(fc.constantFrom(ALICE, `${ALICE} a`, BOB, `${BOB} b`, 'hello', 'hello  ', '', 'ssh-rsa AAAA'));

  test('no line of either list is lost from view', () => {
    fc.assert(
      fc.property(lines, lines, (value, startedFrom) => {
        const seen = new Set(shownKeys(value, startedFrom).map(({ identity }) => identity));
        expect(seen).toEqual(new Set([...value, ...startedFrom].map(keyIdentity)));
      }),
    );
  });

  test('removing and keeping again restores the list', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (startedFrom, seed) => {
        const identity = keyIdentity(startedFrom[seed % startedFrom.length] ?? '');
        if (startedFrom.length === 0) return;
        expect(withKeyAgain(withoutKey(startedFrom, identity), startedFrom, identity)).toEqual(startedFrom);
      }),
    );
  });
});
