/** What a person does in the dialog of a mapping, and about an edit that was interrupted. */
import { expect } from './fixtures.ts';
import { notifications } from './port-mapping-runs-page.ts';
import { type Disturbance, type Goal, type Mapping, nameOf, portOf } from './port-mappings-model-actions.ts';
import type { End, Person } from './port-mappings-model-person.ts';
import { alert, expectAsAllowed, isAllowed, refusalIn, types } from './port-mappings-model-rows.ts';
import { tableIn } from './port-mappings-page.ts';

const NOTHING_WRONG: Disturbance = { troubles: [] };

/** What the page shows of an edit whose end it has not seen. */
export const interruption = ({ page }: Person) =>
  page.getByRole('alert').filter({ hasText: /^The edit of .* was interrupted/ });

/** Edits in the dialog; `refused` also where the page takes no edit now, or nothing would change. */
export async function edits(person: Person, old: Mapping, wanted: Mapping, disturbed: Disturbance): Promise<End> {
  const { page } = person;
  const button = tableIn(page).getByRole('button', { name: `Edit ${portOf(old)}`, exact: true });
  if (person.openEdit) {
    await expect(interruption(person)).toBeVisible();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    return 'refused';
  }
  if (nameOf(old) === nameOf(wanted)) return 'refused';
  const others = person.rows().filter((row) => nameOf(row) !== nameOf(old));
  const may = isAllowed(others, wanted);
  await button.click();
  const dialog = page.getByRole('dialog', { name: `Edit ${portOf(old)}` });
  const form = dialog.getByRole('form');
  await types(form, wanted);
  const end = await person.does<End>(disturbed, () => dialog.getByRole('button', { name: 'Save mapping' }).click(), [
    { end: 'done', sign: notifications(page).getByText(/^Changed /) },
    { end: 'open', sign: interruption(person) },
    { end: 'not-done', sign: alert(dialog, /was not changed/) },
    refusalIn(form),
  ]);
  if (end === 'not-done' || end === 'refused') await dialog.getByRole('button', { name: 'Cancel' }).click();
  if (end !== 'reloaded') await expect(dialog).toBeHidden();
  expectAsAllowed(disturbed, may, end);
  if (end === 'open' || end === 'reloaded') person.openEdit = { old, wanted };
  person.expects({ removed: [nameOf(old)], added: [nameOf(wanted)] }, end);
  return end;
}

const LEAVE = /^(Hide|Leave it|Keep both)$/;

/** Ends an interrupted edit by one of the ways out that the page offers. */
export async function endsEdit(person: Person, goal: Goal): Promise<void> {
  const { page, openEdit } = person;
  const shown = interruption(person);
  if (!openEdit) return;
  await expect(shown).toBeVisible();
  const [old, wanted] = [nameOf(openEdit.old), nameOf(openEdit.wanted)];
  const others = person.rows().filter((row) => ![old, wanted].includes(nameOf(row)));
  const way = (name: string | RegExp) => shown.getByRole('button', { name });
  const ways = {
    finish: { button: way('Finish'), may: isAllowed(others, openEdit.wanted), gone: old, there: wanted },
    'put-back': { button: way(/^Put .* back$/), may: isAllowed(others, openEdit.old), gone: wanted, there: old },
  };
  const chosen = goal === 'leave' ? undefined : ways[goal];
  if (chosen?.may && (await chosen.button.isVisible())) {
    await person.does(NOTHING_WRONG, () => chosen.button.click(), [
      { end: 'done', sign: notifications(page).getByText(goal === 'finish' ? /^Changed / : /stands as before$/) },
    ]);
    person.expects({ removed: [chosen.gone], added: [chosen.there] }, 'done');
  } else {
    await shown.getByRole('button', { name: LEAVE }).click();
  }
  await expect(shown).toBeHidden();
  person.openEdit = undefined;
}
