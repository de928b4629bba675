/** Runs of many changes, under way and ended: of port mappings and of containers. */
import { expect, type Page } from '@playwright/test';
import { button } from './container-edit-page.ts';
import type { State } from './page-states.ts';
import { runIn, startRange } from './port-mapping-runs-page.ts';

const MAPPINGS = 'servers/1.2.3.4/port-mappings';
const formStands = (page: Page) => page.getByRole('form', { name: 'New port mapping' });

/** What is held goes on once the faults are cleared. */
export const RUNS: readonly State[] = [
  {
    name: 'a run that has ended',
    path: MAPPINGS,
    shows: formStands,
    reach: async (page) => {
      await startRange(page, '20000-20011');
      const run = runIn(page, 'Added 11 port mappings');
      await expect(run).toContainText('11 of 11 done');
      await run.getByText('Results').click();
      await expect(run.getByRole('table', { name: 'Results' })).toBeVisible();
    },
  },
  {
    name: 'a run that is to be reverted',
    path: MAPPINGS,
    shows: formStands,
    reach: async (page) => {
      await startRange(page, '21000-21011', '8100');
      const run = runIn(page, 'Added 12 port mappings');
      await expect(run).toContainText('12 of 12 done');
      await run.getByRole('button', { name: 'Revert' }).click();
      await expect(page.getByRole('dialog', { name: 'Revert: Added 12 port mappings' })).toBeVisible();
    },
  },
  {
    name: 'a run that is under way',
    path: MAPPINGS,
    shows: formStands,
    reach: async (page, { api }) => {
      api.addFault({ kind: 'hold', method: 'POST', path: 'portmappings/*', times: 12 });
      await startRange(page, '22000-22011', '8200');
      await expect(page.getByRole('progressbar', { name: 'Adding 12 port mappings' })).toBeVisible();
    },
  },
  {
    name: 'a change of many containers that is under way, and one of them failed',
    path: 'containers',
    shows: (page) => page.getByRole('link', { name: 'sharedbox' }),
    reach: async (page, { api }) => {
      api.addFault({ kind: 'refuse', method: 'POST', path: 'containers/30001' });
      api.addFault({ kind: 'hold', method: 'POST', path: 'containers/30002' });
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await button(page, 'Reboot').click();
      await button(page, 'Reboot 5 containers').click();
      const run = page.getByRole('region', { name: 'Rebooting 5 containers' });
      await expect(run.getByRole('progressbar')).toBeVisible();
      await expect(run).toContainText('The API refused the change');
    },
  },
];
