// @vitest-environment happy-dom
import { act, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { fingerprintOf } from '../../rules/ssh-keys.ts';
import { testPage } from '../../ui/testing.tsx';
import { SshKeysField } from './ssh-keys-field.tsx';

const ALICE = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFwrdnlD8Y8eLdYj+jE+n6udxxR6VT6FFhS+a3mMJj8A alice@laptop';
const BOB = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDqwwx6vDVimsQOjZjeu3ODX/MZb41k32JeWARPq5a8z';
const BOB_FINGERPRINT = 'SHA256:TTq9k5JB6qF9ngYMtht0vCcd3EuZSBlS6uE2Y1gUl9c';
const CAROL =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBId1WkrVeVxyjcfzj8lftcCYjLremzcv3lTDQPMQqRIcwA0k6mnFqwrGFgjB82Nh5KprVjZ8bI0QiEgRMmiA5vQ= carol@desk';
const PRIVATE_KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----';

const page = testPage();
let lines: string[];

function Form({ installed, error }: { installed: string[]; error?: string | undefined }) {
  const [value, setValue] = useState(installed);
  const [pending, setPending] = useState('');
  lines = value;
  return (
    <>
      <SshKeysField
        value={value}
        onChange={setValue}
        pending={pending}
        onPendingChange={setPending}
        startedFrom={installed}
        error={error}
      />
      <button type="button" aria-label="Discard" onClick={() => setValue(installed)} />
    </>
  );
}

async function show(installed: string[], error?: string) {
  await page.show(<Form installed={installed} error={error} />);
  await vi.waitFor(async () => {
    // The fingerprints come a moment later, one made here after them; React draws what came when the act is over.
    await act(async () => void (await fingerprintOf(BOB)));
    expect(page.element.querySelector('.invisible')).toBeNull();
  });
}
const area = () => page.find<HTMLTextAreaElement>('textarea');
const items = () => [...page.element.querySelectorAll('li')].map(({ textContent }) => textContent);
const buttonNames = () =>
  [...page.element.querySelectorAll('button')].map((each) => each.getAttribute('aria-label') ?? each.textContent);
const status = () => page.find('[role=status]').textContent;

function described(): string {
  const ids = area().getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' | ');
}

async function paste(text: string) {
  await act(async () => {
    // React listens to the value itself: only the element's own setter tells it of a change.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area(), text);
    area().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function click(name: string) {
  const button = [...page.element.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  if (!button) throw new Error(`No button ${name} among ${buttonNames().join(', ')}`);
  await act(async () => {
    button.focus();
    button.click();
  });
}

describe('the list', () => {
  test('tells type, bits, comment and fingerprint, and names its buttons by comment or fingerprint', async () => {
    await show([CAROL, BOB]);
    expect(items()[1]).toContain(BOB_FINGERPRINT);
    expect(items()[0]).toContain('carol@desk');
    expect(items()[0]).toContain('ecdsa-sha2-nistp256 256 bits');
    expect(items()[1]).toContain('no comment');
    expect(page.find('ul').getAttribute('aria-labelledby')).toBeTruthy();
    expect(area().labels?.[0]?.textContent).toBe('SSH keys');
    expect(buttonNames()).toEqual([
      'Copy key carol@desk',
      'Remove key carol@desk',
      'Copy key SHA256:TTq9k5JB',
      'Remove key SHA256:TTq9k5JB',
      'Add keys',
      'Discard',
    ]);
  });

  test('keys with one comment are told apart by their buttons', async () => {
    await show([ALICE, `${BOB} alice@laptop`]);
    expect(buttonNames()).toContain('Remove key alice@laptop (SHA256:TTq9k5JB)');
  });

  test('a line that is no key is shown as it is, can be removed, and is kept otherwise', async () => {
    await show(['no-pty whatever', ALICE]);
    expect(items()[0]).toContain('unreadable line');
    expect(items()[0]).toContain('no-pty whatever');
    await paste(CAROL);
    await click('Add keys');
    expect(lines).toEqual(['no-pty whatever', ALICE, CAROL]);
    await click('Remove line no-pty whatever');
    expect(lines).toEqual([ALICE, CAROL]);
  });

  test('a private key among the lines is never drawn', async () => {
    await show([PRIVATE_KEY]);
    expect(page.element.textContent).not.toContain('b3BlbnNz');
  });

  test('without https it says why there are no fingerprints', async () => {
    vi.stubGlobal('crypto', {});
    await show([BOB]);
    expect(page.element.textContent).toContain('No fingerprints: the browser makes them on pages with https only.');
    expect(buttonNames()).toContain('Remove key ssh-ed25519 …ARPq5a8z');
  });
});

describe('removing', () => {
  test('an installed key stays in sight until saved, and can be kept', async () => {
    await show([ALICE, CAROL]);
    await click('Remove key alice@laptop');
    expect(lines).toEqual([CAROL]);
    expect(items()[0]).toContain('removed when you save');
    expect(status()).toContain('key alice@laptop will be removed when you save.');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Keep key alice@laptop');
    await click('Keep key alice@laptop');
    expect(lines).toEqual([ALICE, CAROL]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove key alice@laptop');
  });

  test('the last one warns, and can be kept where it was removed', async () => {
    await show([ALICE]);
    await click('Remove key alice@laptop');
    expect(page.element.textContent).toContain('Without a key nobody can log in');
    expect(status()).toContain('Without a key nobody can log in');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Keep key alice@laptop');
  });

  test('a new key is gone at once, and leads to the next that can be removed, or to the field', async () => {
    await show([]);
    await paste(`${CAROL}\n${ALICE}`);
    await click('Add keys');
    expect(items()).toEqual([expect.stringContaining('new'), expect.stringContaining('new')]);
    await click('Remove key carol@desk');
    expect(status()).toContain('key carol@desk removed.');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove key alice@laptop');
    await click('Remove key alice@laptop');
    expect(document.activeElement).toBe(area());
    expect(items()).toEqual([]);
    expect(lines).toEqual([]);
  });
});

describe('what is pasted and not added yet', () => {
  test('counts as a key: the old one can be replaced by it in one save', async () => {
    await show([ALICE]);
    await paste(CAROL);
    await click('Remove key alice@laptop');
    expect(page.element.textContent).not.toContain('Without a key nobody can log in');
    expect(status()).toBe('key alice@laptop will be removed when you save. ');
    await paste('ssh-ed25519 AAAA half');
    expect(page.element.textContent).toContain('Without a key nobody can log in');
  });

  test('is shown by type and fingerprint', async () => {
    await show([ALICE]);
    await paste(`${BOB} bob\nnonsense`);
    const list = page.find('ul[aria-label="Pasted keys"]');
    await vi.waitFor(async () => {
      await act(async () => void (await fingerprintOf(BOB)));
      expect(list.textContent).toContain(BOB_FINGERPRINT);
    });
    expect(list.textContent).toContain('bob');
    expect(list.textContent).toContain('ssh-ed25519 256 bits');
    expect(list.children).toHaveLength(1);
    await paste('');
    expect(page.element.querySelector('ul[aria-label="Pasted keys"]')).toBeNull();
  });
});

describe('adding', () => {
  test('what was said of it goes when it is thrown away', async () => {
    await show([ALICE]);
    await paste(CAROL);
    await click('Add keys');
    expect(described()).toContain('1 key added.');
    await click('Discard');
    expect(lines).toEqual([ALICE]);
    expect(described()).not.toContain('1 key added.');
  });

  test('says how many were added and which were there, whatever their comment', async () => {
    await show([ALICE]);
    await paste(`${BOB} bob\n${CAROL}\n${ALICE.replace('alice@laptop', 'alice@work')}`);
    await click('Add keys');
    expect(lines).toEqual([ALICE, `${BOB} bob`, CAROL]);
    expect(area().value).toBe('');
    expect(described()).toContain('2 keys added, 1 was there already: alice@laptop.');
  });

  test('a removed key that is pasted again is kept', async () => {
    await show([ALICE, CAROL]);
    await click('Remove key alice@laptop');
    await paste(ALICE);
    await click('Add keys');
    expect(lines).toEqual([ALICE, CAROL]);
    expect(described()).toContain('1 key kept that would have been removed.');
  });

  test('a mistake keeps all of it in the field, with the number of its line, until it is mended', async () => {
    await show([ALICE]);
    await paste(`${CAROL}\nhello`);
    expect(described()).not.toContain('Line 2');
    await click('Add keys');
    expect(lines).toEqual([ALICE]);
    expect(described()).toContain('Line 2: Start the line with the type');
    expect(document.activeElement).toBe(area());
    await paste(CAROL);
    expect(described()).not.toContain('Line 2');
  });

  test('a private key is refused as soon as it is there', async () => {
    await show([ALICE]);
    await paste(PRIVATE_KEY);
    expect(described()).toContain('Line 1: This is a private key: never paste it anywhere.');
    expect(area().getAttribute('aria-invalid')).toBe('true');
  });

  test('control and Enter add; Enter alone does not', async () => {
    await show([]);
    await paste(CAROL);
    const press = (ctrlKey: boolean) =>
      act(async () => {
        area().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey, bubbles: true, cancelable: true }));
      });
    await press(false);
    expect(lines).toEqual([]);
    await press(true);
    expect(lines).toEqual([CAROL]);
  });

  test('nothing pasted says what to do, and the form can say its own error', async () => {
    await show([ALICE], 'Not saved.');
    await click('Add keys');
    expect(described()).toContain('Nothing to add: paste a public key first.');
    expect(described()).toContain('Not saved.');
  });
});
