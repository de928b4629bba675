/** How each read of the fault matrix is met on a page, what is read there when it fails, and how it is tried again. */
import { expect, type Locator, type Page } from '@playwright/test';
import { button, region } from '../container-edit-page.ts';
import { declareTotals, field, openForm } from '../new-container-form.ts';
import { passwordDialog } from './cells-in-browser.ts';
import type { ReadName } from './endpoints.ts';

export interface ReadOnPage {
  /** What is there before anything is read. */
  prepare?: (page: Page) => Promise<void>;
  /** Reads what the row is about. */
  open: (page: Page) => Promise<void>;
  /** Where it is said that it could not be read; an alert when left out. */
  told?: (page: Page) => Locator;
  /** What is there only when it was read. */
  shown: (page: Page) => Locator;
  /** How the person tries again; by the button "Try again" when left out. */
  tryAgain?: (page: Page) => Promise<unknown>;
}

const reload = (page: Page) => page.reload();
const tagDialog = (page: Page) => page.getByRole('dialog', { name: 'Edit prod' });
const takeDialog = (page: Page) => page.getByRole('dialog', { name: 'Take memory from another container' });

const goTo = (path: string) => async (page: Page) => {
  await page.goto(path);
};

/** Needs more than what the totals leave, so that hydra can be asked for it. */
async function askForTooMuch(page: Page) {
  await openForm(page);
  await field(page, 'Name').fill('argus');
  await field(page, 'Memory').fill('53 GB');
  await field(page, 'Storage').fill('1 GB');
  await button(page, 'Take it from…').click();
  await takeDialog(page).getByRole('radio', { name: 'hydra 30001' }).check();
}

export const READ_PAGES: Record<ReadName, ReadOnPage> = {
  'GET me, to sign in': {
    prepare: async (page) => {
      await page.goto('./servers');
      const apiUrl = await page.evaluate(() => String(JSON.parse(sessionStorage.getItem('session') ?? '').apiUrl));
      await button(page, 'Sign out').click();
      await page.getByRole('textbox', { name: 'API URL' }).fill(apiUrl);
    },
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
      await page.getByLabel('Password', { exact: true }).fill('deimos');
      await button(page, 'Sign in').click();
    },
    shown: (page) => page.getByRole('link', { name: '1.2.3.4' }).first(),
    tryAgain: (page) => button(page, 'Sign in').click(),
  },
  'GET me': { open: goTo('./servers'), shown: (page) => page.getByRole('link', { name: '1.2.3.4' }).first() },
  'GET containers': { open: goTo('./containers'), shown: (page) => page.getByRole('link', { name: 'hydra' }) },
  'GET containers/UID': {
    open: goTo('./containers/30001'),
    told: (page) => page.getByRole('alert').or(page.getByRole('heading', { level: 1 })),
    shown: (page) => button(page, 'Save details'),
    tryAgain: reload,
  },
  'GET distros': {
    open: goTo('./containers/30001'),
    told: (page) => region(page, 'Start'),
    shown: (page) => page.getByRole('combobox', { name: 'Distro' }).filter({ hasText: 'Alpine64' }),
    tryAgain: reload,
  },
  'GET tags': { open: goTo('./tags'), shown: (page) => button(page, 'Edit prod') },
  'GET tags/ID': {
    open: async (page) => {
      await page.goto('./tags');
      // The page reads its tags by itself, and may ask for the password before one can be opened.
      const edit = button(page, 'Edit prod').click({ timeout: 5_000 });
      await edit.catch(() => expect(passwordDialog(page)).toBeVisible());
    },
    told: (page) => tagDialog(page).getByRole('alert'),
    shown: (page) => tagDialog(page).getByRole('textbox', { name: 'Note' }),
    tryAgain: async (page) => {
      // The dialog is away where the password was asked for before it was opened.
      const isOpen = await tagDialog(page).isVisible();
      await (isOpen ? tagDialog(page).getByRole('button', { name: 'Try again' }) : button(page, 'Edit prod')).click();
    },
  },
  'GET portmappings/IP': {
    open: goTo('./servers/1.2.3.4/port-mappings'),
    shown: (page) => button(page, 'Delete tcp 9000'),
  },
  'GET metrics/container.NAME/UID': {
    prepare: (page) => declareTotals(page),
    open: askForTooMuch,
    told: takeDialog,
    shown: (page) =>
      takeDialog(page)
        .getByText(/uses [\d,]+ MB of its/)
        .first(),
    tryAgain: async (page) => {
      await page.reload();
      await expect(button(page, 'Take it from…')).toBeVisible();
      await button(page, 'Take it from…').click();
      await takeDialog(page).getByRole('radio', { name: 'hydra 30001' }).check();
    },
  },
};
