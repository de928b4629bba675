// @vitest-environment happy-dom
import { act, type ReactNode, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { CommandPalette } from './command-palette.tsx';
import { CopyButton } from './copy-button.tsx';
import { ConfirmDialog, Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { MultiSelect } from './multi-select.tsx';
import { currentNotifications, dismiss, notify } from './notifications.ts';
import { testPage } from './testing.tsx';
import { ToastRegion } from './toast-region.tsx';

const page = testPage();
const { show, find } = page;

afterEach(() => {
  for (const { id } of currentNotifications()) dismiss(id);
  vi.useRealTimers();
});

function button(name: string): HTMLButtonElement {
  const found = [...page.element.querySelectorAll('button')].find(
    (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
  );
  if (!found) throw new Error(`No button "${name}" on the page`);
  return found;
}

async function press(element: HTMLElement) {
  await act(async () => element.click());
}

async function key(element: HTMLElement, name: string) {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });
  await act(async () => element.dispatchEvent(event));
  return event;
}

test('a dialog is named by its title and asks its owner to be closed', async () => {
  const onClose = vi.fn();
  await show(
    <Dialog open onClose={onClose} title="Sign in again">
      Text
    </Dialog>,
  );
  const dialog = find<HTMLDialogElement>('dialog');
  expect(dialog.open).toBe(true);
  expect(document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Sign in again');
  await press(button('Close'));
  expect(onClose).toHaveBeenCalledOnce();
  const cancel = new Event('cancel', { cancelable: true });
  await act(async () => dialog.dispatchEvent(cancel));
  expect(cancel.defaultPrevented).toBe(true);
  expect(onClose).toHaveBeenCalledTimes(2);
});

test('a dialog that cannot be dismissed swallows Escape and opens again when the browser closes it', async () => {
  const onClose = vi.fn();
  await show(
    <Dialog open dismissible={false} onClose={onClose} title="Sign in again">
      Text
    </Dialog>,
  );
  const dialog = find<HTMLDialogElement>('dialog');
  expect(page.element.querySelector('[aria-label=Close]')).toBeNull();
  expect((await key(dialog, 'Escape')).defaultPrevented).toBe(true);
  await act(async () => dialog.close());
  expect(dialog.open).toBe(true);
  expect(onClose).not.toHaveBeenCalled();
});

const described = (element: Element) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

test('a question says what it confirms, and begins at the safe answer', async () => {
  await show(
    <ConfirmDialog
      open
      title="Unlink medusa?"
      body={<p>medusa reboots.</p>}
      confirmLabel="Unlink"
      onConfirm={() => {}}
      onCancel={() => {}}
    >
      <label>
        <input type="checkbox" /> Also unlink hydra
      </label>
      <CopyButton label="Copy as curl" text="curl" />
    </ConfirmDialog>,
  );
  expect(described(find('dialog'))).toBe('medusa reboots.');
  expect(document.activeElement).toBe(button('Cancel'));
});

function Plan({ children }: { children?: ReactNode }) {
  const footer = (
    <>
      <CopyButton label="Copy as curl" text="curl" />
      <Button disabledReason="Choose a tag">Change tags</Button>
      <Button>Cancel</Button>
    </>
  );
  return (
    <Dialog open title="Change the tags" footer={footer} onClose={() => {}}>
      <button type="button">Show 300 more</button>
      {children}
    </Dialog>
  );
}

test('a dialog begins at its first field; without one at its safe button, never at one that copies or is disabled', async () => {
  await show(
    <Plan>
      <TextField label="Tag" />
    </Plan>,
  );
  expect(document.activeElement?.localName).toBe('input');
  await show(<Plan key="without" />);
  expect(document.activeElement).toBe(button('Cancel'));
});

test('a field that comes late gets the focus, unless the person has begun elsewhere', async () => {
  await show(<Plan />);
  await show(
    <Plan>
      <TextField label="Tag" />
    </Plan>,
  );
  await act(async () => new Promise((resolve) => setTimeout(resolve)));
  expect(document.activeElement?.localName).toBe('input');

  await show(<Plan key="another" />);
  await key(button('Cancel'), 'Tab');
  button('Close').focus();
  await show(
    <Plan key="another">
      <TextField label="Tag" />
    </Plan>,
  );
  await act(async () => new Promise((resolve) => setTimeout(resolve)));
  expect(document.activeElement).not.toBe(find('input'));
});

test('a confirmation under way can be neither repeated nor left', async () => {
  const onConfirm = vi.fn();
  const onCancel = vi.fn();
  const question = {
    open: true,
    title: 'Reboot medusa',
    body: 'It stops.',
    confirmLabel: 'Reboot',
    onConfirm,
    onCancel,
  };
  await show(<ConfirmDialog {...question} />);
  await press(button('Reboot'));
  expect(onConfirm).toHaveBeenCalledOnce();
  await show(<ConfirmDialog {...question} busy />);
  await press(button('Reboot'));
  await press(button('Cancel'));
  expect(onConfirm).toHaveBeenCalledOnce();
  expect(onCancel).not.toHaveBeenCalled();
});

test('the status region stands before its first message, which may be older than the region', async () => {
  vi.useFakeTimers();
  notify({ title: 'Deleted tcp 9000' });
  await show(<ToastRegion />);
  const status = find('section[aria-label=Notifications] [role=status][aria-label=Notifications]');
  expect(status.textContent).toBe('');
  await act(async () => vi.advanceTimersByTime(150));
  expect(status.textContent).toContain('Deleted tcp 9000');
});

test('a toast goes after its time, which stands still while the focus is on it', async () => {
  vi.useFakeTimers();
  await show(<ToastRegion />);
  await act(async () => vi.advanceTimersByTime(150));
  await act(async () => notify({ title: 'Saved' }));
  await act(async () => button('Dismiss').focus());
  await act(async () => vi.advanceTimersByTime(60_000));
  expect(find('[role=status]').textContent).toContain('Saved');
  await act(async () => button('Dismiss').blur());
  await act(async () => vi.advanceTimersByTime(7_000));
  expect(find('[role=status]').textContent).toContain('Saved');
  await act(async () => vi.advanceTimersByTime(1_500));
  expect(find('[role=status]').textContent).toBe('');
});

test('F8 leads to the newest toast; its action is done once and the focus goes back', async () => {
  vi.useFakeTimers();
  const onAction = vi.fn();
  await show(
    <>
      <button type="button">Row</button>
      <ToastRegion />
    </>,
  );
  await act(async () => vi.advanceTimersByTime(150));
  await act(async () => notify({ title: 'Deleted tcp 9000', action: { label: 'Undo', onAction } }));
  button('Row').focus();
  await key(document.body, 'F8');
  expect(document.activeElement).toBe(button('Undo'));
  await press(button('Undo'));
  expect(onAction).toHaveBeenCalledOnce();
  expect(find('[role=status]').textContent).toBe('');
  expect(document.activeElement).toBe(button('Row'));
});

const groups = [
  { label: 'Servers', items: [{ id: 'one', label: '1.2.3.4', mono: true }] },
  { label: 'Tags', items: [] },
  { label: 'Containers', items: ['hydra', 'medusa'].map((label) => ({ id: label, label })) },
];

test('the palette is walked with arrows, Home and End over its groups, and Enter chooses', async () => {
  const onSelect = vi.fn();
  const onOpenChange = vi.fn();
  await show(
    <CommandPalette
      open
      onOpenChange={onOpenChange}
      label="Search"
      inputLabel="Search everything"
      query=""
      onQueryChange={() => {}}
      groups={groups}
      onSelect={onSelect}
      emptyText="Nothing matches."
    />,
  );
  const input = find('[role=combobox]');
  const active = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent;
  expect(active()).toBe('1.2.3.4');
  for (const [name, expected] of [
    ['ArrowUp', 'medusa'],
    ['ArrowDown', '1.2.3.4'],
    ['ArrowDown', 'hydra'],
    ['End', 'medusa'],
    ['Home', '1.2.3.4'],
  ] as const) {
    await key(input, name);
    expect(active()).toBe(expected);
  }
  expect([...page.element.querySelectorAll('fieldset')].map((group) => group.getAttribute('aria-label'))).toEqual([
    'Servers',
    'Containers',
  ]);
  await key(input, 'Enter');
  expect(onSelect).toHaveBeenCalledExactlyOnceWith('one');
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false);
});

function Tags({ onCreate }: { onCreate?: (name: string) => void }) {
  const [value, setValue] = useState(['prod']);
  return (
    <MultiSelect
      label="Tags"
      options={['prod', 'web']}
      value={value}
      onChange={setValue}
      {...(onCreate && { onCreate })}
    />
  );
}

async function type(text: string) {
  const input = find<HTMLInputElement>('[role=combobox]');
  await act(async () => input.focus());
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => {
    setValue?.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  return input;
}

test('typed text that is an option is taken on leaving; other text stays and is said not to count', async () => {
  await show(<Tags />);
  await act(async () => find('[role=combobox]').focus());
  let input = await type('WEB');
  await act(async () => input.blur());
  expect(button('Remove web')).toBeTruthy();
  expect(input.value).toBe('');
  input = await type('mail');
  await act(async () => input.blur());
  expect(input.value).toBe('mail');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toContain('not chosen');
});

test('a name that is no option is offered for creation only where that is possible', async () => {
  await show(<Tags />);
  await key(await type('mail'), 'ArrowDown');
  expect(page.element.textContent).toContain('Nothing matches "mail"');
  const onCreate = vi.fn();
  await show(<Tags key="creating" onCreate={onCreate} />);
  await key(await type('mail'), 'ArrowDown');
  expect([...page.element.querySelectorAll('[role=option]')].map((option) => option.textContent)).toEqual([
    'Create "mail"',
  ]);
  await key(find('[role=combobox]'), 'Enter');
  expect(onCreate).toHaveBeenCalledExactlyOnceWith('mail');
  expect(button('Remove prod')).toBeTruthy();
});

test('what was chosen, removed, created and not found is said; the list and the chips have names', async () => {
  const said = () => find('[role=status]').textContent;
  await show(<Tags />);
  expect(said()).toBe('');
  await key(await type('we'), 'ArrowDown');
  expect(find('[role=listbox]').getAttribute('aria-label')).toBe('Tags');
  await key(find('[role=combobox]'), 'Enter');
  expect(said()).toBe('web chosen.');
  expect([...page.element.querySelectorAll('fieldset')].map((chip) => chip.getAttribute('aria-label'))).toEqual([
    'prod',
    'web',
  ]);
  await press(button('Remove prod'));
  expect(said()).toBe('prod removed.');
  await key(await type('mail'), 'ArrowDown');
  expect(said()).toBe('Nothing matches "mail"');
  expect(page.element.querySelectorAll('[role=status]')).toHaveLength(1);
});
