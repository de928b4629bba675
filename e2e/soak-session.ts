/** Sign-out and in, reloads, and a second tab. */
import { adds } from './soak-mappings.ts';
import { follows, goesTo, loads } from './soak-navigation.ts';
import type { End, SoakPerson } from './soak-person.ts';

/** What nobody remembers after a sign-out is the person's own choice (README, "What is kept where"). */
function leavesAll(person: SoakPerson): void {
  for (const creation of person.creations.values()) creation.isLeft = true;
}

const signsOutAndIn =
  (apiUrl: string) =>
  async (person: SoakPerson): Promise<End> => {
    const { page } = person;
    await goesTo(person, 'Servers');
    const button = page.getByRole('button', { name: 'Sign out', exact: true });
    if (!(await button.isVisible())) await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await button.click();
    const question = page.getByRole('dialog').getByRole('button', { name: /^Sign out/ });
    const form = page.getByRole('heading', { level: 1, name: 'Sign in' });
    await question.or(form).first().waitFor();
    if (await question.isVisible()) await question.click();
    await form.waitFor();
    leavesAll(person);
    await person.signsIn(apiUrl);
    await loads(person);
    return 'done';
  };

/** A second tab of the same customer, in which a mapping is added, and which is reloaded before it is closed. */
const usesASecondTab =
  (panelUrl: string, apiUrl: string) =>
  async (person: SoakPerson): Promise<End> => {
    const first = person.page;
    const second = await first.context().newPage();
    second.setDefaultTimeout(10_000);
    second.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    person.page = second;
    try {
      await second.goto(`${panelUrl}sign-in`);
      await person.signsIn(apiUrl);
      const end = await adds(person);
      await second.reload();
      await loads(person);
      await follows(second, 'Containers');
      await loads(person);
      await second.reload();
      await loads(person);
      return end;
    } finally {
      person.page = first;
      await second.close();
    }
  };

/** Loads the page anew: its memory is gone, the storage of the tab stays. */
export async function reloads(person: SoakPerson): Promise<End> {
  await person.page.reload();
  await loads(person);
  return 'done';
}

/** What is about the session, by what it is called in the figures. */
export const sessionActions = (panelUrl: string, apiUrl: string) => ({
  'sign out and in': signsOutAndIn(apiUrl),
  'second tab': usesASecondTab(panelUrl, apiUrl),
});
