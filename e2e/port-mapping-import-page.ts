/** What the tests of the import do again and again on its page. */
import { expect, type Page } from '@playwright/test';
import type { startMockApi } from '../src/mock-api/server.ts';
import { ADDRESS } from './port-mappings-page.ts';

type MockApi = Awaited<ReturnType<typeof startMockApi>>;

/** The field that mappings are pasted into. */
export const mappings = (page: Page) => page.getByRole('textbox', { name: 'Mappings', exact: true });
/** The table of what would happen. */
export const plan = (page: Page) => page.getByRole('table', { name: 'Plan' });
/** The button that applies the plan; its name counts the changes. */
export const apply = (page: Page) => page.getByRole('button', { name: /^Apply (?:[\d,]+ )?changes?$/ });
/** A choice of "Apply as". */
export const applyAs = (page: Page, name: string | RegExp) =>
  page.getByRole('radiogroup', { name: 'Apply as' }).getByRole('radio', { name });
/** A choice of "Source". */
export const source = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'Source' }).getByRole('radio', { name });

/** Goes to the page and waits until it can be used. */
export async function openImport(page: Page, from?: 'range' | 'copy') {
  await page.goto(`./servers/${ADDRESS}/port-mappings/import${from ? `?from=${from}` : ''}`);
  await expect(applyAs(page, 'Only add')).toBeVisible();
}

/** Waits until the run has begun and its page stands. */
export async function expectApplied(page: Page) {
  await expect(page).toHaveURL(/\/port-mappings$/);
}

export const HYDRA = 30_001;
export const MEDUSA = 30_002;
/** What the seed world has on the server. */
export const SEED = ['tcp 9000 → 30001:8000', 'udp 5353 → 30001:5353'];

/** The mappings of the server in the API, in words, in the order in which they were made. */
export function stored({ api }: MockApi, address = ADDRESS): string[] {
  return api
    .portMappings(address)
    .map(({ proto, public_port, container, private_port }) => `${proto} ${public_port} → ${container}:${private_port}`);
}
