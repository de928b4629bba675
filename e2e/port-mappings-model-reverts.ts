/** What a person does in the list of recent changes. */
import { expect } from './fixtures.ts';
import type { Disturbance } from './port-mappings-model-actions.ts';
import type { Change, Person } from './port-mappings-model-person.ts';
import { endOf, judges, runSigns, runs } from './port-mappings-model-runs.ts';

const NAMES = '((?:tcp|udp) \\d+ → \\w+:\\d+(?:, )?)+';

/** What a change of the list is said to have done. */
function changeIn(text: string): Change {
  const listed = (verb: string) => new RegExp(`${verb} (${NAMES})`).exec(text)?.[1]?.split(', ').filter(Boolean) ?? [];
  return { removed: listed('Added'), added: listed('Deleted') };
}

/** Reverts one of the recent changes, after a look at the plan where the page wants that. */
export async function reverts(person: Person, place: number, disturbed: Disturbance) {
  const { page } = person;
  await page.getByRole('button', { name: 'Recent changes' }).click();
  const list = page.getByRole('dialog', { name: 'Recent changes' });
  await expect(list).toBeVisible();
  const changes = list.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Revert: / }) });
  const count = await changes.count();
  const close = () => list.getByRole('button', { name: 'Close' }).first().click();
  if (count === 0) return close();
  const chosen = changes.nth(place % count);
  const change = changeIn((await chosen.textContent()) ?? '');
  const asked = page.getByRole('dialog', { name: /^Revert: / });
  const press = () => chosen.getByRole('button', { name: /^Revert: / }).click();
  const told = await person.does<'told' | 'shown' | 'not-done' | 'asked'>(disturbed, press, [
    ...runSigns(person),
    { end: 'not-done', sign: list.getByRole('alert') },
    { end: 'asked', sign: asked },
  ]);
  person.story.push(`  of ${change.removed} and ${change.added}`);
  if (told === 'not-done') return close();
  if (told === 'told') await close();
  if (told !== 'asked') return judges(person, change, await endOf(person, told));
  const rest = asked.getByRole('button', { name: /^Revert/ });
  if ((await rest.getAttribute('aria-disabled')) === 'true')
    return asked.getByRole('button', { name: 'Cancel' }).click();
  const isWhole = (await rest.textContent()) === 'Revert';
  await runs(person, change, disturbed, () => rest.click());
  // What something stands in the way of is left as it is.
  if (isWhole) return;
  person.expects(change, 'open');
  if (person.openRun) person.openRun = { change, isFresh: false };
}
