/** The pages of the panel, in the states that a first look misses: for tests of what must hold for each. */
import type { Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import { changeElsewhere, KEY, OTHER_KEY } from './container-edit-page.ts';
import { expect } from './fixtures.ts';

/** The API that the pages show. */
interface Mock {
  api: MockApi;
  url: string;
}

/** A page in one of its states. */
export interface State {
  name: string;
  path: string;
  /** What shows that the page is complete. */
  shows: (page: Page) => ReturnType<Page['getByRole']>;
  reach?: (page: Page, mockApi: Mock) => Promise<void>;
}

/** What the states are about: a clash of port mappings, and keys of which one cannot be read. */
export async function prepareStates({ api, url }: Mock) {
  api.addPortMapping({ server: '1.2.3.4', container: 30002, proto: 'tcp', public_port: 9000, private_port: 8001 });
  await changeElsewhere(url, 30_002, { ssh_keys: [KEY, 'no-pty whatever'] });
}

/** The pages, each in what it can show. */
export const PAGES: readonly State[] = [
  { name: 'servers', path: 'servers', shows: (page) => page.getByRole('link', { name: '1.2.3.4' }).first() },
  {
    name: 'servers, nothing matches',
    path: 'servers?filter=nothing',
    shows: (page) => page.getByRole('heading', { name: 'No server matches' }),
  },
  {
    name: 'containers of a server',
    path: 'servers/1.2.3.4',
    shows: (page) => page.getByRole('link', { name: 'hydra' }).first(),
  },
  {
    name: 'capacity',
    path: 'servers/5.6.7.8/capacity',
    shows: (page) => page.getByRole('button', { name: 'Save capacity' }),
  },
  {
    name: 'new container',
    path: 'servers/1.2.3.4/containers/new',
    shows: (page) => page.getByRole('button', { name: 'Create container' }),
  },
  {
    name: 'new container with errors',
    path: 'servers/1.2.3.4/containers/new',
    shows: (page) => page.getByRole('button', { name: 'Create container' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Create container' }).click();
      await expect(page.getByRole('textbox', { name: 'Memory' })).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'port mappings with a clash',
    path: 'servers/1.2.3.4/port-mappings',
    shows: (page) => page.getByRole('button', { name: 'Delete udp 5353' }),
  },
  {
    name: 'import of port mappings',
    path: 'servers/1.2.3.4/port-mappings/import',
    shows: (page) => page.getByRole('textbox', { name: 'Mappings' }),
    reach: async (page) => {
      await page.getByText('What can be pasted').click();
      await page
        .getByRole('textbox', { name: 'Mappings' })
        .fill('tcp 9000 -> medusa:8000\ntcp 9001 -> medusa:8001\nno mapping\nudp 5353 -> hydra:5353');
      await expect(page.getByRole('button', { name: 'Line 3' })).toBeVisible();
      await expect(page.getByRole('row', { name: /tcp 9001/ })).toBeVisible();
    },
  },
  {
    name: 'import of a range',
    path: 'servers/1.2.3.4/port-mappings/import?from=range',
    shows: (page) => page.getByRole('textbox', { name: 'Public ports' }),
    reach: async (page) => {
      await page.getByRole('textbox', { name: 'Public ports' }).fill('80-90');
      await page.getByRole('textbox', { name: 'Private ports' }).focus();
      await expect(page.getByRole('textbox', { name: 'Public ports' })).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'copy of another container',
    path: 'servers/1.2.3.4/port-mappings/import?from=copy',
    shows: (page) => page.getByRole('combobox', { name: 'Copy from' }),
    reach: async (page) => {
      await page.getByRole('combobox', { name: 'Copy from' }).selectOption('1.2.3.4 (this server)');
      await page.getByRole('combobox', { name: 'Copy what' }).selectOption({ index: 1 });
      await expect(page.getByRole('combobox', { name: /becomes$/ })).toBeVisible();
    },
  },
  {
    name: 'export of port mappings',
    path: 'servers/1.2.3.4/port-mappings',
    shows: (page) => page.getByRole('button', { name: 'Export', exact: true }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'Export port mappings' })).toBeVisible();
    },
  },
  { name: 'containers', path: 'containers', shows: (page) => page.getByRole('link', { name: 'sharedbox' }) },
  {
    name: 'container',
    path: 'containers/30001',
    // The heading is there before: the list knows the name.
    shows: (page) => page.getByRole('button', { name: 'Save details' }),
    reach: (page) => expect(page.getByRole('table', { name: 'Port mappings' })).toBeVisible(),
  },
  {
    name: 'container with something unsaved',
    path: 'containers/30001',
    shows: (page) => page.getByRole('button', { name: 'Save details' }),
    reach: async (page) => {
      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('nine heads');
      await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();
    },
  },
  {
    name: 'container with a restored draft and open alarm channels',
    path: 'containers/30001',
    shows: (page) => page.getByText('Restored what you had typed.'),
    reach: async (page) => {
      await page.getByText('No channel is set').click();
      await expect(page.getByRole('button', { name: 'Save alarm channels' })).toBeVisible();
    },
  },
  {
    name: 'container with new, removed and unreadable keys',
    path: 'containers/30002',
    shows: (page) => page.getByRole('button', { name: 'Remove key zeus@olympus' }),
    reach: async (page) => {
      await page.getByRole('button', { name: 'Remove key zeus@olympus' }).click();
      await page.getByRole('textbox', { name: 'SSH keys' }).fill(OTHER_KEY);
      await page.getByRole('button', { name: 'Add keys' }).click();
      await expect(page.getByText('unreadable line')).toBeVisible();
      await expect(page.getByText('removed when you save', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'not your server',
    path: 'servers/8.8.4.4',
    shows: (page) => page.getByRole('heading', { name: 'Not your server' }),
  },
  {
    name: 'not your container',
    path: 'containers/99999',
    shows: (page) => page.getByRole('heading', { name: 'Not your container' }),
  },
  { name: 'page not found', path: 'nowhere', shows: (page) => page.getByRole('heading', { name: 'Page not found' }) },
  {
    name: 'search',
    path: 'servers',
    shows: (page) => page.getByRole('link', { name: '1.2.3.4' }).first(),
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
];
