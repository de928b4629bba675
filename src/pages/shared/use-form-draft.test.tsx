// @vitest-environment happy-dom
import { act, StrictMode } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { startSession } from '../../session/session.ts';
import { testPage } from '../../ui/testing.tsx';
import { readFormDraft, useFormDraft, useFormStart } from './use-form-draft.ts';

interface Values {
  name: string;
  tags: string[];
  secret: string;
}

const page = testPage();
const schema = z.object({ name: z.string(), tags: z.array(z.string()) });
const hydra: Values = { name: 'hydra', tags: ['prod'], secret: '' };

let form: UseFormReturn<Values>;
let draft: ReturnType<typeof useFormDraft<Values, unknown, Values>>;
let dirty: Partial<Record<keyof Values, unknown>>;

function Form({ standing, draftKey }: { standing: Values; draftKey: string }) {
  const start = useFormStart(draftKey, schema, standing);
  form = useForm<Values>({ defaultValues: start.values });
  draft = useFormDraft(form, { ...start, key: draftKey });
  dirty = form.formState.dirtyFields;
  return (
    <form>
      <input {...form.register('name')} />
      <input {...form.register('secret')} />
      <output>{form.watch('tags').join()}</output>
    </form>
  );
}

/** A page load. */
async function open(standing: Values = hydra, draftKey = 'container') {
  await page.show(null);
  await show(standing, draftKey);
}
const show = (standing: Values = hydra, draftKey = 'container') =>
  page.show(
    <StrictMode>
      <Form standing={standing} draftKey={draftKey} />
    </StrictMode>,
  );

async function type(selector: string, text: string) {
  const input = page.find<HTMLInputElement>(selector);
  await act(async () => {
    // Past React, which takes a value set on the element itself for no news.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const choose = (tags: string[]) => act(async () => form.setValue('tags', tags, { shouldDirty: true }));
const kept = (key = 'container') => readFormDraft(key, schema);
const name = () => page.find<HTMLInputElement>('[name=name]').value;

beforeEach(() => {
  sessionStorage.clear();
  startSession({ apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'deimos' });
});

test('what was changed is kept with what it started from, and nothing that the schema does not name', async () => {
  await open();
  expect(kept()).toBeUndefined();
  expect(draft.isRestored).toBe(false);
  await type('[name=name]', 'lernaean');
  await type('[name=secret]', 'no:pässword');
  expect(kept()).toEqual({ base: { name: 'hydra' }, values: { name: 'lernaean' } });
  await choose(['prod', 'db']);
  expect(kept()).toEqual({
    base: { name: 'hydra', tags: ['prod'] },
    values: { name: 'lernaean', tags: ['prod', 'db'] },
  });
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('pässword');
});

test('after a reload it is drawn at once, and dirty against what it had started from', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await choose(['db']);
  // Meanwhile somebody else renamed the container and left its tags alone.
  await open({ ...hydra, name: 'theirs' });
  expect(name()).toBe('lernaean');
  expect(page.find('output').textContent).toBe('db');
  expect(draft.isRestored).toBe(true);
  expect(dirty).toEqual({ name: true, tags: [true] });
  expect(form.formState.isDirty).toBe(true);
  expect(form.formState.defaultValues).toEqual(hydra);
  expect(kept()?.base).toEqual({ name: 'hydra', tags: ['prod'] });
});

test('fields that were not changed start from what stands now', async () => {
  await open();
  await choose(['db']);
  await open({ ...hydra, name: 'theirs' });
  expect(name()).toBe('theirs');
  expect(dirty).toEqual({ tags: [true] });
});

test('changed back by hand, there is nothing to keep and nothing restored', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await open();
  await type('[name=name]', 'hydra');
  expect(kept()).toBeUndefined();
  expect(draft.isRestored).toBe(false);
  expect(form.formState.isDirty).toBe(false);
});

test.each([
  ['reset', () => form.reset(form.getValues())],
  ['resetDefaultValues', () => form.resetDefaultValues(form.getValues())],
  ['reset that keeps the values', () => form.reset(form.getValues(), { keepValues: true })],
])('a save that ends in a %s forgets the draft', async (_, save) => {
  await open();
  await type('[name=name]', 'lernaean');
  await act(async () => save());
  expect(form.formState.isDirty).toBe(false);
  expect(name()).toBe('lernaean');
  expect(kept()).toBeUndefined();
  await type('[name=name]', 'typhon');
  expect(kept()?.base).toEqual({ name: 'lernaean' });
});

test('discarded, the form shows what stands', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await open({ ...hydra, name: 'theirs' });
  await act(async () => draft.discard({ ...hydra, name: 'theirs' }));
  expect(name()).toBe('theirs');
  expect(draft.isRestored).toBe(false);
  expect(kept()).toBeUndefined();
  expect(form.formState.isDirty).toBe(false);
});

test('cleared when the form is left, it does not come back', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await act(async () => draft.clear());
  expect(name()).toBe('lernaean');
  await open();
  expect(name()).toBe('hydra');
});

test('the draft moves along when the form does, and one that an untouched form meets stays', async () => {
  await open(hydra, 'one');
  await type('[name=name]', 'lernaean');
  await show(hydra, 'other');
  expect(name()).toBe('lernaean');
  expect(kept('one')).toBeUndefined();
  expect(kept('other')?.values).toEqual({ name: 'lernaean' });
  await open(hydra, 'one');
  await show(hydra, 'other');
  expect(kept('other')?.values).toEqual({ name: 'lernaean' });
});

test('of what was sent, nothing is kept; of what was typed since, all', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await choose(['db']);
  await act(async () => draft.forget(['name'], form.getValues()));
  expect(kept()).toEqual({ base: { tags: ['prod'] }, values: { tags: ['db'] } });
  await type('[name=name]', 'typhon');
  await act(async () => draft.forget(['name', 'tags'], { ...form.getValues(), name: 'lernaean' }));
  expect(kept()?.values).toEqual({ name: 'typhon' });
  await act(async () => draft.forget(['name'], form.getValues()));
  expect(kept()).toBeUndefined();
});

test('on leaving, only what is on its way can be kept', async () => {
  await open();
  await type('[name=name]', 'lernaean');
  await act(async () => draft.keepOnly({ ...form.getValues(), name: 'sent' }));
  expect(kept()?.values).toEqual({ name: 'sent' });
  await act(async () => draft.keepOnly(hydra));
  expect(kept()).toBeUndefined();
});
