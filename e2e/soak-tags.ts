/** What a person does with tags. */
import { goesTo } from './soak-navigation.ts';
import type { End, SoakPerson } from './soak-person.ts';

const alert = ({ page }: SoakPerson, words: RegExp) => page.getByRole('alert').filter({ hasText: words });
const told = ({ page }: SoakPerson, words: string) =>
  page.getByRole('region', { name: 'Notifications' }).getByText(words);

const NAMES = ['eu', 'us', 'asia', 'old', 'new'];

async function creates(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesTo(person, 'Tags');
  const name = person.random.pick(NAMES);
  const form = page.getByRole('form', { name: 'New tag' });
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  const ends = person.asksFor(new Map([[`tag ${name}`, 'there']]));
  const end = await person.sees(
    () => page.getByRole('button', { name: 'Create tag' }).click(),
    [
      { end: 'done', sign: form.getByText(`Created ${name}.`) },
      { end: 'unknown', sign: alert(person, /not known/) },
      { end: 'not-done', sign: form.getByText(/was not created|exists already/) },
    ],
  );
  ends(end === 'not-done' ? 'unknown' : end);
  return end;
}

/** One of those that the soak has made: the others are on containers. */
async function anyTag(person: SoakPerson, verb: string): Promise<string | undefined> {
  const names = person.api.tags().flatMap(({ name }) => (NAMES.includes(name) ? [name] : []));
  if (names.length === 0) return undefined;
  const name = person.random.pick(names);
  const button = person.page.getByRole('button', { name: `${verb} ${name}`, exact: true });
  return (await button.count()) === 1 ? name : undefined;
}

async function renames(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesTo(person, 'Tags');
  const name = await anyTag(person, 'Edit');
  const wanted = person.random.pick(NAMES);
  if (name === undefined || wanted === name) return 'not-possible';
  await page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Edit ${name}` });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(wanted);
  const ends = person.asksFor(
    new Map([
      [`tag ${name}`, undefined],
      [`tag ${wanted}`, 'there'],
    ]),
  );
  const end = await person.sees(
    () => dialog.getByRole('button', { name: 'Save tag' }).click(),
    [
      { end: 'done', sign: told(person, `Renamed ${name} to ${wanted}`) },
      { end: 'unknown', sign: dialog.getByRole('alert').filter({ hasText: 'not known' }) },
      { end: 'not-done', sign: dialog.getByRole('alert') },
      { end: 'not-done', sign: dialog.getByText(/exists already/) },
    ],
  );
  ends(end === 'not-done' ? 'unknown' : end);
  await page.keyboard.press('Escape');
  const discard = page.getByRole('dialog').getByRole('button', { name: /^Discard/ });
  if (await discard.isVisible()) await discard.click();
  return end;
}

async function deletes(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesTo(person, 'Tags');
  const name = await anyTag(person, 'Delete');
  if (name === undefined) return 'not-possible';
  await page.getByRole('button', { name: `Delete ${name}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${name}?` });
  const ends = person.asksFor(new Map([[`tag ${name}`, undefined]]));
  const end = await person.sees(
    () => dialog.getByRole('button', { name: /^Delete/ }).click(),
    [
      { end: 'done', sign: told(person, `Deleted ${name}`) },
      { end: 'unknown', sign: alert(person, /not known/) },
      { end: 'not-done', sign: alert(person, /was not deleted/) },
    ],
  );
  ends(end === 'not-done' ? 'unknown' : end);
  return end;
}

/** What is done to tags, by what it is called in the figures. */
export const TAG_ACTIONS: Record<string, (person: SoakPerson) => Promise<End>> = {
  'create a tag': creates,
  'rename a tag': renames,
  'delete a tag': deletes,
};
