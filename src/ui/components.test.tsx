// @vitest-environment happy-dom
import { act } from 'react';
import { type UseFormReturn, useForm, useFormState } from 'react-hook-form';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { DataTable } from './data-table.tsx';
import { TextField } from './field.tsx';
import { FormSelect, FormShell, FormTextField } from './form.tsx';
import { Meter } from './meter.tsx';
import { SearchField } from './search-field.tsx';
import { testPage } from './testing.tsx';

const page = testPage();
const { show, find } = page;

afterEach(() => void vi.useRealTimers());

function description(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' | ');
}

async function fire(element: Element, event: Event) {
  await act(async () => {
    element.dispatchEvent(event);
  });
}

test('a field is described by its hint, error and note, and is invalid only with an error', async () => {
  await show(<TextField label="Public port" hint="1025 to 65535" error="Taken by hydra" note="Read as 8080" />);
  const input = find<HTMLInputElement>('input');
  expect(input.labels?.[0]?.textContent).toBe('Public port');
  expect(description(input)).toBe('1025 to 65535 | Taken by hydra | Read as 8080');
  expect(input.getAttribute('aria-invalid')).toBe('true');

  await show(<TextField label="Public port" required />);
  expect(input.hasAttribute('aria-describedby')).toBe(false);
  expect(input.hasAttribute('aria-invalid')).toBe(false);
  expect(input.required).toBe(true);
});

test('a password is shown and hidden again by its button', async () => {
  await show(<TextField label="Password" type="password" />);
  const button = find<HTMLButtonElement>('button[aria-label="Show password"]');
  await fire(button, new MouseEvent('click', { bubbles: true }));
  expect(find<HTMLInputElement>('input').type).toBe('text');
  expect(button.getAttribute('aria-label')).toBe('Hide password');
});

test('a disabled button says why, can be focused and does nothing', async () => {
  const onClick = vi.fn();
  await show(
    <Button disabledReason="Nothing to export" onClick={onClick}>
      Export
    </Button>,
  );
  const button = find<HTMLButtonElement>('button');
  await fire(button, new MouseEvent('click', { bubbles: true }));
  expect(onClick).not.toHaveBeenCalled();
  expect(button.disabled).toBe(false);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(description(button)).toBe('Nothing to export');
});

test('a busy button keeps its name and ignores clicks', async () => {
  const onClick = vi.fn();
  await show(
    <Button busy onClick={onClick}>
      Reboot
    </Button>,
  );
  const button = find<HTMLButtonElement>('button');
  await fire(button, new MouseEvent('click', { bubbles: true }));
  expect(onClick).not.toHaveBeenCalled();
  expect(button.textContent).toBe('Reboot');
  expect(button.getAttribute('aria-busy')).toBe('true');
});

const megabytes = (value: number) => `${value.toLocaleString('en')} MB`;

test('a meter tells its state in numbers and in a sentence, and names its slices by keyboard', async () => {
  await show(
    <Meter
      label="Memory"
      slices={[
        { key: 1, label: 'hydra', value: 8000 },
        { key: 2, label: 'medusa', value: 4000 },
      ]}
      asked={{ label: 'argus', value: 1000 }}
      total={64000}
      valueNow={13000}
      valueMax={64000}
      valueText="13,000 of 64,000 MB allocated after this, 51,000 MB left"
      state="known"
      formatValue={megabytes}
    />,
  );
  const meter = find('[role=meter]');
  const labelId = meter.getAttribute('aria-labelledby') ?? '';
  expect(document.getElementById(labelId)?.textContent).toBe('Memory');
  expect(['valuemin', 'valuenow', 'valuemax', 'valuetext'].map((name) => meter.getAttribute(`aria-${name}`))).toEqual([
    '0',
    '13000',
    '64000',
    '13,000 of 64,000 MB allocated after this, 51,000 MB left',
  ]);
  const walker = find<HTMLInputElement>('input[type=range]');
  expect([walker.min, walker.max]).toEqual(['0', '2']);
  expect([walker.getAttribute('aria-label'), walker.getAttribute('aria-readonly')]).toEqual([
    'Memory: what is in it, read only',
    'true',
  ]);
  await act(async () => walker.focus());
  expect(walker.getAttribute('aria-valuetext')).toBe('hydra: 8,000 MB');
  expect(page.element.textContent).toContain('hydra: 8,000 MB');
});

test('a meter that is over says so in words', async () => {
  const over = {
    label: 'Memory',
    slices: [{ key: 1, label: 'hydra', value: 9000 }],
    total: 8000,
    state: 'over' as const,
    formatValue: megabytes,
  };
  await show(<Meter {...over} valueNow={8000} valueMax={8000} valueText="1,000 MB over the total" />);
  expect(page.element.textContent).toContain('1,000 MB over the total');
  await show(
    <Meter
      {...over}
      size="small"
      valueNow={8000}
      valueMax={8000}
      valueText="1,000 MB over"
      detail="9,000 of 8,000 MB"
    />,
  );
  expect(page.element.textContent).toContain('Over: 9,000 of 8,000 MB');
});

test('a small meter is read once: what stands beside it is for the eye, but for a link', async () => {
  await show(
    <Meter
      label="Memory on 1.2.3.4"
      labelHidden
      size="small"
      slices={[]}
      total={undefined}
      state="unknown"
      valueNow={2000}
      valueMax={2000}
      valueText="2,000 MB allocated, total unknown"
      detail="2,000 MB,"
      detailLink={<a href="/capacity">total unknown</a>}
      formatValue={megabytes}
    />,
  );
  expect(find('[role=meter]').getAttribute('aria-label')).toBe('Memory on 1.2.3.4');
  expect(find('[aria-hidden]').textContent).toBe('2,000 MB,');
  expect(find('a').closest('[aria-hidden]')).toBeNull();
});

test('a table is named, says its order, and asks for another by a button', async () => {
  const onSort = vi.fn();
  await show(
    <DataTable
      label="Port mappings"
      columns={[
        { key: 'port', header: 'Public port', cell: (row) => row.port, sortable: true, primary: true },
        { key: 'protocol', header: 'Protocol', cell: (row) => row.protocol, sortable: true },
        { key: 'actions', header: 'Actions', cell: () => null, headerHidden: true },
      ]}
      rows={[{ port: 9000, protocol: 'TCP' }]}
      rowKey={(row) => row.port}
      sort={{ column: 'port', direction: 'descending' }}
      onSort={onSort}
    />,
  );
  expect(find('table').getAttribute('aria-label')).toBe('Port mappings');
  const headers = [...page.element.querySelectorAll('th[scope=col]')];
  expect(headers.map((header) => header.getAttribute('aria-sort'))).toEqual(['descending', 'none', null]);
  expect(find('th[scope=row]').textContent).toBe('9000');
  const button = headers[1]?.querySelector('button');
  if (!button) throw new Error('The header has no button');
  await fire(button, new MouseEvent('click', { bubbles: true }));
  expect(onSort).toHaveBeenCalledExactlyOnceWith('protocol');
});

test('an empty table teaches, a table that loads does not', async () => {
  const columns = [{ key: 'name', header: 'Name', cell: (row: string) => row }];
  const table = (busy: boolean) => (
    <DataTable label="Tags" columns={columns} rows={[]} rowKey={(row) => row} busy={busy} empty="No tags yet" />
  );
  await show(table(true));
  expect(page.element.textContent).not.toContain('No tags yet');
  expect(page.element.querySelectorAll('tbody tr')).toHaveLength(3);
  await show(table(false));
  expect(page.element.textContent).toContain('No tags yet');
});

test('Escape clears a search', async () => {
  const onChange = vi.fn();
  await show(<SearchField label="Filter servers" value="1.2" onChange={onChange} />);
  await fire(find('input'), new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith('');
});

function NameForm({ onSubmit, loading = false }: { onSubmit: () => Promise<void>; loading?: boolean }) {
  const form = useForm({ defaultValues: { name: '' } });
  return (
    <FormShell form={form} onSubmit={onSubmit} loading={loading} submitError="The API refused." label="Details">
      <FormTextField form={form} name="name" label="Name" />
      {/* @ts-expect-error: a field that the form does not have must not compile */}
      <FormTextField form={form} name="nmae" label="Misspelt" />
    </FormShell>
  );
}

test('a form submits once, however often it is asked before the first has settled', async () => {
  let settle: () => void = () => undefined;
  const onSubmit = vi.fn(() => new Promise<void>((resolve) => (settle = resolve)));
  await show(<NameForm onSubmit={onSubmit} />);
  const submit = () => new Event('submit', { bubbles: true, cancelable: true });
  await act(async () => {
    find('form').dispatchEvent(submit());
    find('form').dispatchEvent(submit());
  });
  await fire(find('form'), submit());
  expect(onSubmit).toHaveBeenCalledTimes(1);
  await act(async () => settle());
  await fire(find('form'), submit());
  expect(onSubmit).toHaveBeenCalledTimes(2);
  await act(async () => settle());
});

/** What assistive technology has been told and would still find. */
const live = () =>
  [...page.element.querySelectorAll('[aria-live=polite]')].map((region) => region.textContent).join('');

function TwoFields() {
  const form = useForm({ defaultValues: { name: '', note: '' } });
  return (
    <FormShell form={form} onSubmit={() => {}} loading={false} submitError={null} label="New tag">
      {['name', 'note'].map((name) => (
        <RequiredField key={name} form={form} name={name as 'name' | 'note'} />
      ))}
    </FormShell>
  );
}

function RequiredField({ form, name }: { form: UseFormReturn<{ name: string; note: string }>; name: 'name' | 'note' }) {
  const { errors } = useFormState({ control: form.control });
  return (
    <TextField label={name} error={errors[name]?.message} {...form.register(name, { required: `Give a ${name}.` })} />
  );
}

test('a refusal of the field that has the focus already is said, each time; that of another is read with it', async () => {
  vi.useFakeTimers();
  await show(<TwoFields />);
  const input = find<HTMLInputElement>('input');
  const submit = async () => {
    await fire(find('form'), new Event('submit', { bubbles: true, cancelable: true }));
    await act(async () => vi.advanceTimersByTimeAsync(200));
  };
  input.focus();
  await submit();
  expect(description(input)).toBe('Give a name.');
  expect(live()).toBe('Give a name.');
  await act(async () => vi.advanceTimersByTime(5000));
  expect(live()).toBe('');
  await submit();
  expect(live()).toBe('Give a name.');
  await act(async () => vi.advanceTimersByTime(5000));

  find<HTMLInputElement>('[name=note]').focus();
  await submit();
  expect(document.activeElement).toBe(input);
  expect(live()).toBe('');
});

test('what a field says of what is typed is said once, when the typing rests, and never stands twice', async () => {
  vi.useFakeTimers();
  await show(<TextField label="Link to" />);
  for (const error of ['No h', 'No hy', 'No hyd']) {
    await show(<TextField label="Link to" error={error} />);
    await act(async () => vi.advanceTimersByTime(200));
    expect(live()).toBe('');
  }
  await act(async () => vi.advanceTimersByTime(400));
  expect(live()).toBe('No hyd');
  await act(async () => vi.advanceTimersByTime(3000));
  expect(live()).toBe('');
  expect(description(find('input'))).toBe('No hyd');
});

test('the button that shows a secret keeps the names in its label, and is not described by its own name', async () => {
  await show(
    <TextField label="XMPP password" type="password" asideLast labelAside={<button type="button">Remove</button>} />,
  );
  const shows = find('button[aria-label="Show XMPP password"]');
  expect(shows.title).toBe('');
  expect([...page.element.querySelectorAll('input, button')].map(({ localName }) => localName)).toEqual([
    'input',
    'button',
    'button',
  ]);
  expect([...page.element.querySelectorAll('button')].at(-1)?.textContent).toBe('Remove');
});

test('a form says what went wrong at once, and does nothing while loading', async () => {
  const onSubmit = vi.fn(async () => undefined);
  await show(<NameForm onSubmit={onSubmit} loading />);
  expect(find('[role=alert]').textContent).toBe('The API refused.');
  await fire(find('form'), new Event('submit', { bubbles: true, cancelable: true }));
  expect(onSubmit).not.toHaveBeenCalled();
});

function DistroForm({ distros, onForm }: { distros: readonly string[]; onForm: (form: DistroValues) => void }) {
  const form = useForm({ defaultValues: { distro: '2' } });
  onForm(form);
  return (
    <FormShell form={form} onSubmit={() => {}} loading={false} submitError={null} label="Start">
      <FormSelect form={form} name="distro" label="Distro">
        <option value="">Choose later</option>
        {distros.map((distro) => (
          <option key={distro}>{distro}</option>
        ))}
      </FormSelect>
    </FormShell>
  );
}
type DistroValues = UseFormReturn<{ distro: string }>;

test('a choice that was kept is drawn also when its options come after it', async () => {
  let form: DistroValues | undefined;
  const draw = (distros: readonly string[]) =>
    show(
      <DistroForm
        distros={distros}
        onForm={(now) => {
          form = now;
        }}
      />,
    );
  await draw([]);
  expect(form?.getValues('distro')).toBe('2');
  await draw(['1', '2', '3']);
  const select = find<HTMLSelectElement>('select');
  expect(select.value).toBe('2');
  select.value = '3';
  await fire(select, new Event('change', { bubbles: true }));
  expect(form?.getValues('distro')).toBe('3');
  await act(async () => form?.setValue('distro', ''));
  expect(select.value).toBe('');
});
