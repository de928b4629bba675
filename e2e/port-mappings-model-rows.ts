/** What a person does to one mapping: adding, deleting, taking that back. */
import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';
import { notifications } from './port-mapping-runs-page.ts';
import {
  CONTAINERS,
  type Disturbance,
  isInTheWay,
  isUndisturbed,
  type Mapping,
  nameOf,
  portOf,
} from './port-mappings-model-actions.ts';
import type { End, Person, Sign } from './port-mappings-model-person.ts';
import { add, tableIn } from './port-mappings-page.ts';

/** One of the rows that stand now; undefined when none does. */
export const rowAt = (person: Person, place: number): Mapping | undefined => {
  const rows = person.rows();
  return rows[place % Math.max(1, rows.length)];
};

/** Whether nothing that stands is in the way of a mapping. */
export const isAllowed = (rows: readonly Mapping[], one: Mapping): boolean => !rows.some((row) => isInTheWay(row, one));

/** An alert that says this of an action; what is said of an interrupted edit stays meanwhile. */
export const alert = (place: Pick<Locator, 'getByRole'>, words: RegExp) =>
  place.getByRole('alert').filter({ hasText: words, hasNotText: 'was interrupted' });

/** Types a mapping into the form of a new one, or of one that is edited. */
export async function types(form: Locator, { proto, public_port, container, private_port }: Mapping): Promise<void> {
  await form.getByRole('radio', { name: proto.toUpperCase() }).check({ force: true });
  await form.getByRole('textbox', { name: 'Public port' }).fill(String(public_port));
  await form.getByRole('combobox', { name: 'Container' }).selectOption(String(CONTAINERS[container]));
  await form.getByRole('textbox', { name: 'Private port' }).fill(String(private_port));
}

/** A field refuses what stands in it. */
export const refusalIn = (form: Locator): Sign<'refused'> => ({
  end: 'refused',
  sign: form.getByText(/is taken by|is already mapped, from/),
});

/** Without trouble the page does what it may, and refuses the rest. */
export function expectAsAllowed(disturbed: Disturbance, may: boolean, end: string): void {
  if (isUndisturbed(disturbed)) expect(end, `allowed: ${may}`).toBe(may ? 'done' : 'refused');
}

/** Adds by the form. */
export async function adds(person: Person, mapping: Mapping, disturbed: Disturbance): Promise<void> {
  const form = person.page.getByRole('form', { name: 'New port mapping' });
  const port = portOf(mapping);
  const may = isAllowed(person.rows(), mapping);
  await types(form, mapping);
  const end = await person.does<End>(disturbed, () => add(person.page).click(), [
    { end: 'done', sign: form.getByText(`Added ${port}.`) },
    { end: 'open', sign: alert(form, /^It is not known whether/) },
    { end: 'not-done', sign: alert(form, /was not added/) },
    refusalIn(form),
  ]);
  expectAsAllowed(disturbed, may, end);
  person.expects({ removed: [], added: [nameOf(mapping)] }, end);
}

/** Deletes by the button of the row. */
export async function deletes(person: Person, mapping: Mapping, disturbed: Disturbance): Promise<End> {
  const { page } = person;
  const port = portOf(mapping);
  const end = await person.does<End>(
    disturbed,
    () =>
      tableIn(page)
        .getByRole('button', { name: `Delete ${port}`, exact: true })
        .click(),
    [
      { end: 'done', sign: notifications(page).getByText(`Deleted ${port}`) },
      { end: 'not-done', sign: alert(page, /is still there|was not deleted/) },
      { end: 'open', sign: alert(page, /It is not known whether/) },
    ],
  );
  if (isUndisturbed(disturbed)) expect(end).toBe('done');
  person.expects({ removed: [nameOf(mapping)], added: [] }, end);
  return end;
}

/** The Undo of {@link deletes}, which has just ended with it. */
export async function undoes(person: Person, mapping: Mapping, disturbed: Disturbance): Promise<void> {
  const { page } = person;
  const undo = notifications(page).getByRole('button', { name: 'Undo' });
  const end = await person.does<End>(disturbed, () => undo.click(), [
    { end: 'done', sign: notifications(page).getByText(`${portOf(mapping)} is back`) },
    { end: 'not-done', sign: alert(page, /was not put back/) },
    { end: 'open', sign: alert(page, /It is not known whether/) },
  ]);
  if (isUndisturbed(disturbed)) expect(end).toBe('done');
  person.expects({ removed: [], added: [nameOf(mapping)] }, end);
}
