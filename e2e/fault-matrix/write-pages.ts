/** How each write of the fault matrix is made on its page. */
import { expect, type Locator, type Page } from '@playwright/test';
import { addTag, box, button, KEY, openContainer, region } from '../container-edit-page.ts';
import { fillArgus, openForm } from '../new-container-form.ts';
import { add, fill, open as openMappings } from '../port-mappings-page.ts';
import { formIn, nameField, noteField } from '../tags-page.ts';
import type { WriteName } from './endpoints.ts';

/** `prepare` leaves the page so that `send` is one press; `told`: where it is read what was done, in a notification when left out. */
export interface WriteOnPage {
  prepare: (page: Page) => Promise<void>;
  send: (page: Page) => Promise<void>;
  told?: (page: Page) => Locator;
}

function saveOf(section: string, change: (page: Page) => Promise<unknown>): WriteOnPage {
  return {
    prepare: async (page) => {
      await openContainer(page);
      await change(page);
    },
    send: (page) => button(page, `Save ${section}`).click(),
  };
}

const create = (page: Page) => page.getByRole('button', { name: 'Create container' }).click();
const links = (page: Page) => region(page, 'Links');
const main = (page: Page) => page.getByRole('main');

async function openTags(page: Page) {
  await page.goto('./tags');
  await expect(button(page, 'Edit prod')).toBeVisible();
}

export const WRITE_PAGES: Record<WriteName, WriteOnPage> = {
  'POST containers': {
    prepare: async (page) => {
      await openForm(page);
      await fillArgus(page);
    },
    send: create,
  },
  'POST containers/UID, as the second step of a creation': {
    prepare: async (page) => {
      await openForm(page);
      await fillArgus(page);
      await page.getByRole('combobox', { name: 'Distro' }).selectOption('Jessie64');
      await box(page, 'SSH keys').fill(KEY);
      await box(page, 'Note').fill('hundred eyes');
    },
    send: create,
  },
  'POST containers/UID, sizes': saveOf('resources', (page) => box(page, 'Memory').fill('9000 MB')),
  'POST containers/UID, name and note': saveOf('details', async (page) => {
    await box(page, 'Name').fill('lerna');
    await box(page, 'Note').fill('nine heads');
  }),
  'POST containers/UID, tags': saveOf('details', (page) => addTag(page, 'db')),
  'POST containers/UID, SSH keys': saveOf('start', (page) => box(page, 'SSH keys').fill(KEY)),
  'POST containers/UID, distro': saveOf('start', (page) =>
    page.getByRole('combobox', { name: 'Distro' }).selectOption('Xenial64'),
  ),
  'POST containers/UID, link': {
    prepare: async (page) => {
      await openContainer(page);
      await links(page).getByRole('combobox', { name: 'Link to' }).fill('medusa 30002');
      await links(page).getByRole('checkbox', { name: 'Also link back' }).uncheck();
    },
    send: (page) => links(page).getByRole('button', { name: 'Link', exact: true }).click(),
  },
  'POST containers/UID, unlink': {
    prepare: async (page) => {
      await openContainer(page);
      await button(page, 'Unlink medusa').click();
    },
    send: (page) =>
      page.getByRole('dialog', { name: 'Unlink medusa?' }).getByRole('button', { name: 'Unlink', exact: true }).click(),
  },
  'POST containers/UID, reboot': {
    prepare: async (page) => {
      await openContainer(page);
      await main(page).getByRole('button', { name: 'Reboot', exact: true }).click();
    },
    send: (page) => button(page, 'Reboot hydra').click(),
  },
  'POST portmappings/IP': {
    prepare: async (page) => {
      await openMappings(page);
      await fill(page, { from: '9001', to: '8000' });
    },
    send: (page) => add(page).click(),
    told: (page) => page.getByRole('form', { name: 'New port mapping' }),
  },
  'DELETE portmappings/IP': {
    prepare: (page) => openMappings(page),
    send: (page) => button(page, 'Delete tcp 9000').click(),
  },
  'POST tags': {
    prepare: async (page) => {
      await openTags(page);
      await nameField(page).fill('eu');
      await noteField(page).fill('Frankfurt');
    },
    send: (page) => button(page, 'Create tag').click(),
    told: formIn,
  },
  'POST tags/ID': {
    prepare: async (page) => {
      await openTags(page);
      await button(page, 'Edit prod').click();
      await page.getByRole('dialog', { name: 'Edit prod' }).getByRole('textbox', { name: 'Name' }).fill('production');
    },
    send: (page) => button(page, 'Save tag').click(),
  },
  'DELETE tags/ID': {
    prepare: async (page) => {
      await openTags(page);
      await button(page, 'Delete prod').click();
    },
    send: (page) => button(page, 'Delete tag').click(),
  },
};
