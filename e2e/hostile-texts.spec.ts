/** Names that hide, turn around or push away what stands beside them: drawn as data, on every page that names containers. */
import { expect, expectRowVisible, test } from './fixtures.ts';

const REVERSED = '\u202egnp.exe prod';
const PAGES = [
  './servers',
  './servers/1.2.3.4',
  './servers/1.2.3.4/port-mappings',
  './servers/1.2.3.4/containers/new',
  './containers',
  './containers?group=server',
  './containers/30005',
  './containers/30006',
  './tags',
];

for (const width of [1280, 390]) {
  test(`at ${width} px no name turns anything around, and none widens a page`, async ({ page, panel, mockApi }) => {
    for (const name of [REVERSED, 'x'.repeat(255), 'a\u0000b', 'שלום']) {
      mockApi.api.addContainer({ server: '1.2.3.4', name, memory: 10, storage: 10 });
    }
    await page.setViewportSize({ width, height: 800 });
    await panel.holdSession();
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const drawn = await page.evaluate(() => ({
        text: document.body.textContent + document.title,
        names: [...document.querySelectorAll('[aria-label]')]
          .map((element) => element.getAttribute('aria-label'))
          .join(),
        tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(drawn.text + drawn.names, path).not.toContain('\u202e');
      expect(drawn.text + drawn.names, path).not.toContain('\u0000');
      expect(drawn.tooWide, path).toBe(0);
    }
  });
}

test('what cannot be seen is shown by its code, and the address beside it keeps its order', async ({
  page,
  panel,
  mockApi,
}) => {
  mockApi.api.addContainer({ server: '1.2.3.4', name: REVERSED, memory: 10, storage: 10 });
  await panel.holdSession();
  await page.goto('./containers');
  const table = page.getByRole('table', { name: 'Containers' });
  await expectRowVisible(table, { Name: '[U+202E]gnp.exe prod', 'Private IP': '10.0.0.7' });
  await page.getByRole('link', { name: '[U+202E]gnp.exe prod' }).click();
  await expect(page).toHaveTitle('[U+202E]gnp.exe prod · uwsgi.it panel');
  await page.getByRole('button', { name: 'Reboot' }).click();
  await expect(page.getByRole('dialog', { name: 'Reboot [U+202E]gnp.exe prod?' })).toBeVisible();
});
