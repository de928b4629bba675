/** What the tests of tags do again and again on their page. */
import { expect, type Page } from '@playwright/test';
import type { Panel } from './fixtures.ts';

/** The table of tags. */
export const tableIn = (page: Page) => page.getByRole('table', { name: 'Tags' });
/** The form of a new tag, and its fields. */
export const formIn = (page: Page) => page.getByRole('form', { name: 'New tag' });
export const nameField = (page: Page) => formIn(page).getByRole('textbox', { name: 'Name' });
export const noteField = (page: Page) => formIn(page).getByRole('textbox', { name: 'Note' });
/** The dialogs of the tag prod, whose id is 1. */
export const editProd = (page: Page) => page.getByRole('dialog', { name: 'Edit prod' });
export const deleteProd = (page: Page) => page.getByRole('dialog', { name: 'Delete prod?' });
/** The question when somebody else changed the same of it. */
export const prodConflict = (page: Page) => page.getByRole('dialog', { name: 'prod was changed meanwhile' });
/** How the API refuses a name that is taken. */
export const CONFLICT = { status: 409, json: { error: 'Conflict' } };

/** Somebody else calls the API with the customer's credentials. */
export async function meanwhile(apiUrl: string, method: string, path: string, body?: object) {
  const response = await fetch(`${apiUrl}/${path}`, {
    method,
    headers: { Authorization: `Basic ${btoa('kratos:deimos')}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
}

/** Goes to the page, signed in, and waits until the table stands. */
export async function openTags(page: Page, panel: Panel) {
  await panel.holdSession();
  await page.goto('./tags');
  await expect(page.getByRole('button', { name: 'Edit prod' })).toBeVisible();
}

/** Opens the dialog "Edit prod" and waits until it shows the tag. */
export async function openEdit(page: Page) {
  await page.getByRole('button', { name: 'Edit prod' }).click();
  await expect(editProd(page).getByRole('textbox', { name: 'Name' })).not.toHaveValue('');
}

/** Presses "Save tag" in it. */
export const save = (page: Page) => editProd(page).getByRole('button', { name: 'Save tag' }).click();

/** Both change the note of prod: here to `mine`, elsewhere to `theirs`; the save meets it. */
export async function meetConflict(page: Page, apiUrl: string) {
  await openEdit(page);
  await meanwhile(apiUrl, 'POST', 'tags/1', { note: 'theirs' });
  await editProd(page).getByRole('textbox', { name: 'Note' }).fill('mine');
  await save(page);
  await expect(prodConflict(page)).toContainText('Somebody else changed the same as you. Nothing was saved.');
}

/** Creates a tag by the form. */
export async function create(page: Page, name: string, note = '') {
  await nameField(page).fill(name);
  await noteField(page).fill(note);
  await page.getByRole('button', { name: 'Create tag' }).click();
}
