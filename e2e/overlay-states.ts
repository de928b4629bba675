/** The dialogs of the panel, and what stands over or beside a page for a while. */
import { expect, type Page } from '@playwright/test';
import { box, button, changeElsewhere } from './container-edit-page.ts';
import type { State } from './page-states.ts';
import { RUNS } from './run-states.ts';

const MAPPINGS = 'servers/1.2.3.4/port-mappings';
const mappingsStand = (page: Page) => button(page, 'Delete udp 5353');
const containerStands = (page: Page) => button(page, 'Save details');

async function pressAndMeet(page: Page, opener: string, dialog: string | RegExp) {
  await button(page, opener).first().click();
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
}

async function typeNote(page: Page) {
  await box(page, 'Note').fill('nine heads');
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();
}

async function askForRoom(page: Page) {
  await page.getByLabel('Total memory', { exact: true }).fill('16000');
  await page.getByLabel('Total storage', { exact: true }).fill('500000');
  await button(page, 'Save capacity').click();
  await expect(page.getByText(/declared in this browser on/).first()).toBeVisible();
  await page.goto('./servers/5.6.7.8/containers/new');
  await box(page, 'Name').fill('lerna');
  await box(page, 'Memory').fill('15 GB');
  await box(page, 'Storage').fill('1 GB');
  await pressAndMeet(page, 'Take it from…', 'Take memory from another container');
}

/** What opens over a page, each reached from it. */
export const OVERLAYS: readonly State[] = [
  {
    name: 'edit of a mapping',
    path: MAPPINGS,
    shows: mappingsStand,
    reach: (page) => pressAndMeet(page, 'Edit udp 5353', 'Edit udp 5353'),
  },
  {
    name: 'recent changes',
    path: MAPPINGS,
    shows: mappingsStand,
    reach: (page) => pressAndMeet(page, 'Recent changes', 'Recent changes'),
  },
  {
    name: 'a selection and the plan of its deletion',
    path: MAPPINGS,
    shows: mappingsStand,
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await pressAndMeet(page, 'Delete selected', /^Delete 3/);
    },
  },
  {
    name: 'a deletion that can be undone',
    path: MAPPINGS,
    shows: mappingsStand,
    reach: async (page) => {
      await button(page, 'Delete udp 5353').click();
      await expect(button(page, 'Undo')).toBeVisible();
    },
  },
  {
    name: 'port map with a conflict and its ranges',
    path: `${MAPPINGS}/map`,
    shows: (page) => page.getByRole('grid', { name: 'Ports of the block' }),
    reach: async (page) => {
      await button(page, 'Show all ports as ranges').click();
      await expect(page.getByRole('table', { name: 'Ranges of public ports' })).toBeVisible();
    },
  },
  {
    name: 'all ports',
    path: 'port-mappings',
    shows: (page) => page.getByRole('link', { name: 'tcp 9000 on 1.2.3.4' }).first(),
  },
  { name: 'tags', path: 'tags', shows: (page) => button(page, 'Edit prod') },
  {
    name: 'edit of a tag',
    path: 'tags',
    shows: (page) => button(page, 'Edit prod'),
    reach: (page) => pressAndMeet(page, 'Edit prod', 'Edit prod'),
  },
  {
    name: 'deletion of a tag',
    path: 'tags',
    shows: (page) => button(page, 'Delete prod'),
    reach: (page) => pressAndMeet(page, 'Delete prod', 'Delete prod?'),
  },
  {
    name: 'selected containers',
    path: 'containers',
    shows: (page) => page.getByRole('link', { name: 'sharedbox' }),
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible();
    },
  },
  {
    name: 'change of many containers',
    path: 'containers',
    shows: (page) => page.getByRole('link', { name: 'sharedbox' }),
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await pressAndMeet(page, 'Change tags', 'Change the tags of 5 containers');
    },
  },
  {
    name: 'reboot',
    path: 'containers/30001',
    shows: containerStands,
    reach: (page) => pressAndMeet(page, 'Reboot', 'Reboot hydra?'),
  },
  {
    name: 'unlink',
    path: 'containers/30001',
    shows: containerStands,
    reach: async (page) => {
      await page.getByRole('combobox', { name: 'Link to' }).fill('medusa');
      await button(page, 'Link').click();
      await pressAndMeet(page, 'Unlink medusa', 'Unlink medusa?');
    },
  },
  {
    name: 'conflict of an edit',
    path: 'containers/30002',
    shows: containerStands,
    reach: async (page, { url }) => {
      await box(page, 'Name').fill('mine');
      await typeNote(page);
      await changeElsewhere(url, 30_002, { name: 'theirs', note: 'theirs' });
      await pressAndMeet(page, 'Save details', 'theirs was changed meanwhile');
      await page.getByRole('radio', { name: 'Mine: mine' }).check();
    },
  },
  {
    name: 'leaving with something unsaved',
    path: 'containers/30001',
    shows: containerStands,
    reach: async (page) => {
      await typeNote(page);
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
      await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
    },
  },
  {
    name: 'sign-out with something unsaved',
    path: 'containers/30001',
    shows: containerStands,
    reach: async (page) => {
      await typeNote(page);
      if (!(await button(page, 'Sign out').isVisible())) await button(page, 'Menu').click();
      await pressAndMeet(page, 'Sign out', 'Sign out without saving?');
    },
  },
  {
    name: 'room taken from another container',
    path: 'servers/5.6.7.8/capacity',
    shows: (page) => button(page, 'Save capacity'),
    reach: askForRoom,
  },
  {
    name: 'conflict, resolved for good',
    path: `${MAPPINGS}/map`,
    shows: (page) => page.getByRole('grid', { name: 'Ports of the block' }),
    reach: async (page, { api }) => {
      const { uid } = api.addForeignContainer({ server: '1.2.3.4', memory: 100, storage: 100 });
      const port = { server: '1.2.3.4', proto: 'tcp', public_port: 7000, private_port: 7000 } as const;
      for (const container of [30_001, uid]) api.addPortMapping({ ...port, container });
      await page.reload();
      await pressAndMeet(page, 'Keep hydra on tcp 7000', 'Keep hydra on tcp 7000?');
    },
  },
  ...RUNS,
];
