/** Where a person goes in the panel, and what they do that sends nothing. */
import type { Page } from '@playwright/test';
import type { End, SoakPerson } from './soak-person.ts';

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Follows a link of the main navigation, which is a menu on a phone. */
export async function follows(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
  if (!(await link.isVisible())) await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await link.click();
  const leave = page.getByRole('button', { name: 'Discard and leave' });
  const there = page.getByRole('heading', { level: 1, name, exact: true });
  // A page that could not be loaded has another heading.
  await there
    .or(leave)
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
  if (await leave.isVisible()) await leave.click();
}

/** Presses a link to a page wherever it stands. */
const presses = (page: Page, path: string) => page.locator(`a[href="${path}"]:visible`).first().click();

/** Tries again what could not be loaded, until it is. */
export async function loads(person: SoakPerson): Promise<void> {
  const { page } = person;
  const main = page.locator('main');
  const again = main.getByRole('button', { name: 'Try again' });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await person.entersPassword();
    const isLoaded = (await main.getAttribute('aria-busy')) === 'false' && !(await again.first().isVisible());
    if (isLoaded && !(await person.passwordDialog.isVisible())) return;
    if (await again.first().isVisible()) {
      await again
        .first()
        .click({ timeout: 2_000 })
        .catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Goes to a list by the navigation. */
export async function goesTo(person: SoakPerson, name: 'Servers' | 'Containers' | 'Tags'): Promise<void> {
  await person.tidies();
  await follows(person.page, name);
  await loads(person);
}

/** Goes to the page of a container by the list. */
export async function goesToContainer(person: SoakPerson, uid: number): Promise<void> {
  await goesTo(person, 'Containers');
  await presses(person.page, `/containers/${uid}`);
  await loads(person);
}

/** Goes to a page of a server by the list. */
export async function goesToServer(
  person: SoakPerson,
  { address, link }: { address: string; link: 'Containers' | 'Port mappings' | 'Capacity' | 'New container' },
): Promise<void> {
  await goesTo(person, 'Servers');
  await presses(person.page, `/servers/${address}`);
  await loads(person);
  const { page } = person;
  const place = link === 'New container' ? page.locator('main') : page.getByRole('navigation', { name: 'Server' });
  await place.getByRole('link', { name: link, exact: true }).first().click();
  await loads(person);
}

async function filters(person: SoakPerson): Promise<End> {
  await goesTo(person, person.random.pick(['Servers', 'Containers', 'Tags'] as const));
  const field = person.page.getByRole('searchbox').first();
  await field.fill(person.random.pick(['hydra', '1.2', 'prod', 'nothing at all', 'c1']));
  await field.fill('');
  return 'done';
}

async function sorts(person: SoakPerson): Promise<End> {
  await goesTo(person, person.random.pick(['Servers', 'Containers'] as const));
  const headers = person.page.getByRole('columnheader').getByRole('button');
  const count = await headers.count();
  if (count === 0) return 'not-possible';
  await headers.nth(person.random.below(count)).click();
  return 'done';
}

async function searches(person: SoakPerson): Promise<End> {
  const { page, random } = person;
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search servers, containers, ports and actions' });
  await box.fill(random.pick(['hydra', '9000', 'medusa', 'new', 'port']));
  await page.keyboard.press(random.pick(['Enter', 'Escape']));
  if (await box.isVisible()) await page.keyboard.press('Escape');
  await loads(person);
  return 'done';
}

async function changesTheme(person: SoakPerson): Promise<End> {
  const { page, random } = person;
  const choice = page
    .getByRole('radiogroup', { name: 'Theme' })
    .getByRole('radio', { name: random.pick(['System', 'Light', 'Dark']) });
  if (!(await choice.isVisible())) await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await choice.check({ force: true });
  return 'done';
}

async function goesBackAndForward(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesTo(person, 'Containers');
  await goesTo(person, 'Servers');
  await page.goBack();
  await loads(person);
  await page.goForward();
  await loads(person);
  return 'done';
}

async function turnsThePhone(person: SoakPerson): Promise<End> {
  const { page } = person;
  const isWide = (page.viewportSize()?.width ?? 0) > PHONE.width;
  await page.setViewportSize(isWide ? PHONE : WIDE);
  await loads(person);
  return 'done';
}

async function looksAtThePorts(person: SoakPerson): Promise<End> {
  const { page } = person;
  await goesToServer(person, { address: '1.2.3.4', link: 'Port mappings' });
  const map = page.getByRole('link', { name: 'Port map', exact: true });
  if (!(await map.isVisible())) return 'not-possible';
  await map.click();
  await loads(person);
  return 'done';
}

/** What sends nothing, by what it is called in the figures. */
export const LOOKS: Record<string, (person: SoakPerson) => Promise<End>> = {
  filter: filters,
  sort: sorts,
  search: searches,
  theme: changesTheme,
  'back and forward': goesBackAndForward,
  'turn the phone': turnsThePhone,
  'look at the port map': looksAtThePorts,
};
