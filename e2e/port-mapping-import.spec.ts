/** Importing port mappings as text: every form, what becomes of each line, files, long texts. */
import { expect, expectRowVisible, rowsOf, test } from './fixtures.ts';
import {
  apply,
  applyAs,
  expectApplied,
  HYDRA,
  mappings,
  openImport,
  plan,
  SEED,
  stored,
} from './port-mapping-import-page.ts';
import { ADDRESS } from './port-mappings-page.ts';

test.beforeEach(({ panel }) => panel.holdSession());

const FORMS = [
  { form: 'words', text: 'tcp 8080 -> medusa:8000' },
  { form: 'docker run', text: `docker run -p 8080:8000 image`, container: 'medusa (30002)' },
  { form: 'a compose list', text: 'ports:\n  - "8080:8000"', container: 'medusa (30002)' },
  { form: 'bare ports', text: '8080:8000', container: 'medusa (30002)' },
  { form: 'CSV', text: 'protocol,public port,container,private port\ntcp,8080,30002,8000' },
  { form: 'JSON', text: '[{"proto":"tcp","public_port":8080,"container":30002,"private_port":8000}]' },
  {
    form: 'curl',
    text: `curl -X POST -d '{"container":30002,"proto":"tcp","public_port":8080,"private_port":8000}' https://host/api/portmappings/${ADDRESS}`,
  },
];

for (const { form, text, container } of FORMS) {
  test(`${form} is read, planned and applied`, async ({ page, mockApi }) => {
    await openImport(page);
    if (container) {
      await page.getByRole('combobox', { name: 'Container for lines that name none' }).selectOption(container);
    }
    await mappings(page).fill(text);
    await expectRowVisible(plan(page), {
      'Public port': 'tcp 8080',
      Container: 'medusa 30002',
      'Private address': '10.0.0.4:8000',
      'What happens': 'Opens',
    });
    await expect(apply(page)).toHaveAccessibleName('Apply 1 change');
    await apply(page).click();
    await expectApplied(page);
    await expect.poll(() => stored(mockApi)).toEqual([...SEED, 'tcp 8080 → 30002:8000']);
  });
}

test('every line ends as a row of the plan or as an error that leads to it', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill(
    ['tcp 8080 -> medusa:8000', 'nothing of the kind', 'udp 5353 -> hydra:5353', 'tcp 9000 -> medusa:8001'].join('\n'),
  );
  await expect(page.getByText('4 lines: 1 to add, 1 unchanged, 1 in conflict, 1 error').first()).toBeVisible();
  const conflict = plan(page).getByRole('row').filter({ hasText: 'tcp 9000 is taken by hydra (30001).' });
  await expect(conflict.getByRole('link', { name: 'Open hydra' })).toHaveAttribute('href', /\/containers\/30001$/);
  await page.getByRole('button', { name: 'Line 2' }).press('Enter');
  await expect(mappings(page)).toBeFocused();
  const selected = await mappings(page).evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  );
  expect(selected).toBe('nothing of the kind');
});

test('a name that several containers have is asked about once for all lines', async ({ page, mockApi }) => {
  mockApi.api.addContainer({ server: ADDRESS, name: 'hydra', memory: 1, storage: 1 });
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> hydra:8080\ntcp 8081 -> hydra:8081');
  await expect(page.getByText('2 lines: 2 questions').first()).toBeVisible();
  await expect(applyAs(page, 'Make the server exactly this')).toBeDisabled();
  await page.getByRole('combobox', { name: 'Which hydra?' }).selectOption(String(HYDRA));
  await expect(page.getByText('2 lines: 2 to add').first()).toBeVisible();
  expect((await rowsOf(plan(page))).filter((row) => row.Container === 'hydra 30001')).toHaveLength(2);
});

test('a file is read, and can be taken back', async ({ page }) => {
  await openImport(page);
  await mappings(page).fill('tcp 8080 -> medusa:8000');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  const chooser = await choosing;
  await chooser.setFiles({ name: 'ports.txt', mimeType: 'text/plain', buffer: Buffer.from('udp 7000 -> hydra:7000') });
  await expect(mappings(page)).toHaveValue('udp 7000 -> hydra:7000');
  await expectRowVisible(plan(page), { 'Public port': 'udp 7000' });
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(mappings(page)).toHaveValue('tcp 8080 -> medusa:8000');
});

test('what is no text is refused, and nothing changes', async ({ page }) => {
  await openImport(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  const chooser = await choosing;
  const buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  await chooser.setFiles({ name: 'ports.png', mimeType: 'image/png', buffer });
  await expect(page.getByRole('alert')).toContainText('ports.png was not read: it is not a text.');
  await expect(mappings(page)).toHaveValue('');
});

test('a long file is read without being shown', async ({ page }) => {
  await openImport(page);
  const lines = Array.from({ length: 20_000 }, (_, index) => `tcp ${10_000 + index} -> hydra:${10_000 + index}`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  await (await choosing).setFiles({ name: 'all.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) });
  await expect(page.getByText('20,000 lines: 20,000 to add').first()).toBeVisible();
  await expect(apply(page)).toHaveAccessibleName('Apply 20,000 changes');
  await expect(plan(page)).toHaveAttribute('aria-rowcount', '20001');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(mappings(page)).toHaveValue('');
  await expect(apply(page)).toHaveAccessibleDescription('Nothing to apply yet');
});

test('2,000 lines are pasted at once, and one more is typed after them', async ({ page }) => {
  await openImport(page);
  const lines = Array.from({ length: 2000 }, (_, index) => `tcp ${10_000 + index} -> hydra:${10_000 + index}`);
  await mappings(page).fill(lines.join('\n'));
  await expect(page.getByText('2,000 lines: 2,000 to add').first()).toBeVisible();
  await mappings(page).press('End');
  await page.keyboard.type('\nudp 10000 -> hydra:10000');
  await expect(page.getByText('2,001 lines: 2,001 to add').first()).toBeVisible();
  await expect(mappings(page)).toHaveValue(`${lines.join('\n')}\nudp 10000 -> hydra:10000`);
});
