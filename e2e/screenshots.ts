/**
 * `npm run screenshots`: the pictures of the README, into e2e/screenshots/.
 * `npm run screenshots -- --all FOLDER`: every page, light and dark, wide and narrow, into FOLDER.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startPanelOnMock } from './panel-on-mock.ts';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

interface Picture {
  name: string;
  path: string;
  /** Brings the page to the state that the picture shows, and waits until it stands. */
  prepare(page: Page): Promise<void>;
}

const tableStands = (name: string) => (page: Page) =>
  page.getByRole('table', { name }).getByRole('link').first().waitFor();

async function fillNewContainer(page: Page) {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('argus');
  await page.getByRole('combobox', { name: 'Distro' }).selectOption({ index: 1 });
  await page.getByLabel('Tags').fill('prod');
  await page.keyboard.press('Enter');
  await page
    .getByRole('textbox', { name: 'SSH keys' })
    .fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus');
  await page.getByRole('textbox', { name: 'Storage' }).fill('200 GB');
  await page.getByRole('textbox', { name: 'Memory' }).fill('8 GB');
}

async function fillPortMapping(page: Page) {
  await tableStands('Port mappings')(page);
  await page.getByRole('textbox', { name: 'Public port' }).fill('8080');
  await page.getByRole('combobox', { name: 'Container' }).selectOption('30002');
  await page.getByRole('textbox', { name: 'Private port' }).fill('8080');
}

async function editContainer(page: Page) {
  await page.getByRole('textbox', { name: 'Memory' }).fill('10 GB');
  await page.getByRole('textbox', { name: 'Note' }).fill('Nine heads, one of them immortal');
  await page.getByRole('button', { name: 'Save all' }).waitFor();
  await page.getByRole('combobox', { name: 'Tags' }).waitFor();
  await page.getByRole('textbox', { name: 'Memory' }).focus();
}

async function pasteMappings(page: Page) {
  const lines = [
    'tcp,udp 8000-8004 -> hydra:9000',
    '-p 8443:8443',
    'tcp 9000 -> medusa:8000',
    'tcp 7000 -> argus:7000',
  ];
  await page.getByRole('textbox', { name: 'Mappings' }).fill(lines.join('\n'));
  await page.getByRole('button', { name: 'Apply 10 changes' }).waitFor();
}

const README_PICTURES: Picture[] = [
  { name: 'servers', path: 'servers', prepare: tableStands('Servers') },
  { name: 'new-container', path: 'servers/1.2.3.4/containers/new', prepare: fillNewContainer },
  { name: 'container', path: 'containers/30001', prepare: editContainer },
  { name: 'port-mappings', path: 'servers/1.2.3.4/port-mappings', prepare: fillPortMapping },
  { name: 'import', path: 'servers/1.2.3.4/port-mappings/import', prepare: pasteMappings },
  {
    name: 'port-map',
    path: 'servers/1.2.3.4/port-mappings/map',
    prepare: (page) => page.getByRole('grid', { name: 'Ports of the block' }).waitFor(),
  },
];

const OTHER_PICTURES: Picture[] = [
  { name: 'server', path: 'servers/1.2.3.4', prepare: tableStands('Containers') },
  {
    name: 'server-total-unknown',
    path: 'servers/5.6.7.8/containers/new',
    prepare: (page) => page.getByRole('textbox', { name: 'Memory' }).fill('1 GB'),
  },
  {
    name: 'new-container-over',
    path: 'servers/1.2.3.4/containers/new',
    prepare: (page) => page.getByRole('textbox', { name: 'Memory' }).fill('60 GB'),
  },
  {
    name: 'capacity',
    path: 'servers/1.2.3.4/capacity',
    prepare: (page) => page.getByRole('button', { name: 'Save capacity' }).waitFor(),
  },
  { name: 'containers', path: 'containers', prepare: tableStands('Containers') },
  {
    name: 'container-shared',
    path: 'containers/30004',
    prepare: (page) => page.getByRole('heading', { level: 1, name: 'sharedbox' }).waitFor(),
  },
  { name: 'containers-by-server', path: 'containers?group=server', prepare: tableStands('Containers') },
  { name: 'ports', path: 'port-mappings', prepare: tableStands('Ports') },
  { name: 'tags', path: 'tags', prepare: tableStands('Tags') },
  {
    name: 'not-your-server',
    path: 'servers/8.8.4.4',
    prepare: (page) => page.getByRole('heading', { name: 'Not your server' }).waitFor(),
  },
];

const SIGN_IN: Picture = {
  name: 'sign-in',
  path: 'sign-in',
  prepare: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor(),
};

const [option, folder] = process.argv.slice(2);
const all = option === '--all';
if (option && !(all && folder)) {
  console.error('No picture was made. Use "npm run screenshots" or "npm run screenshots -- --all FOLDER".');
  process.exit(1);
}
const target = resolve(all && folder ? folder : 'e2e/screenshots');
const signedIn = all ? [...README_PICTURES, ...OTHER_PICTURES] : README_PICTURES;
const sizes = all ? { wide: WIDE, narrow: NARROW } : { wide: WIDE };

mkdirSync(target, { recursive: true });
const panel = await startPanelOnMock();
await panel.callApi('POST', 'containers/30001', {
  distro: 1,
  ssh_keys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus'],
  link: 30002,
});
await panel.callApi('POST', 'containers/30002', { distro: 2, link: 30001 });
// Two mappings beside the seed's, and one that clashes, which the API accepts (api.md §4).
for (const [container, public_port, private_port] of [
  [30002, 8443, 8443],
  [30002, 9000, 8001],
  [30001, 9100, 9100],
]) {
  await panel.callApi('POST', 'portmappings/1.2.3.4', { container, proto: 'tcp', public_port, private_port });
}

for (const [sizeName, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const open = async (pictures: Picture[], hasSession: boolean) => {
      const context = await panel.browser.newContext({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        deviceScaleFactor: all ? 1 : 2,
        locale: 'en-GB',
      });
      context.setDefaultTimeout(10_000);
      if (hasSession) await panel.holdSession(context);
      for (const { name, path, prepare } of pictures) {
        const page = await context.newPage();
        await page.goto(`${panel.url}${path}`);
        const file = join(target, `${[name, colorScheme, ...(all ? [sizeName] : [])].join('-')}.png`);
        try {
          await prepare(page);
          console.log(file);
        } catch (error) {
          process.exitCode = 1;
          console.error(`${file} does not show what it should: ${String(error).split('\n')[0]}`);
        }
        await page.screenshot({ path: file, fullPage: sizeName === 'narrow' });
        await page.close();
      }
      await context.close();
    };
    await open(signedIn, true);
    if (all) await open([SIGN_IN], false);
  }
}
await panel.close();
