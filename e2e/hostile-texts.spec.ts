/** Names that hide, turn around or push away what stands beside them: drawn as data, on every page that names containers. */
import type { Page } from '@playwright/test';
import { expect, expectRowVisible, test } from './fixtures.ts';
import { HOSTILE_TEXTS, makeHostile, uidOf } from './hostile-texts.ts';

const REVERSED = '\u202egnp.exe prod';

/** What a page must not show wherever a text of the API stands: what hides, turns around or is obeyed. */
const UNSEEN = /(?![\n\t\r\u2068\u2069]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Waits until the page has its data, then holds what it shows against the above. */
async function expectInert(page: Page, what: string) {
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const drawn = await page.evaluate(() => {
    const elements = [...document.querySelectorAll('*')];
    const attributes = elements.flatMap((element) =>
      [...element.attributes]
        // What a person edits is what the API has, in a field of its own direction; what a form sends is no text.
        .filter(({ name }) => !['value', 'href', 'id', 'for'].includes(name) && !name.startsWith('data-'))
        .map(({ name, value }) => `${name}=${value}`),
    );
    const fields = new Set(['SCRIPT', 'STYLE', 'TEXTAREA']);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const shown: string[] = [document.title];
    while (texts.nextNode())
      if (!fields.has(texts.currentNode.parentElement?.tagName ?? '')) shown.push(texts.currentNode.nodeValue ?? '');
    return {
      texts: [...shown, ...attributes],
      ran: 'ranText' in window,
      made: document.querySelectorAll('[data-from-text], img, iframe, object, embed, base').length,
      handlers: elements.filter((element) => element.getAttributeNames().some((name) => name.startsWith('on'))).length,
      links: [...document.links].map(({ href }) => href).filter((href) => !href.startsWith(location.origin)),
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  const { texts, links, ...figures } = drawn;
  expect
    .soft(
      texts.filter((text) => UNSEEN.test(text)).map((text) => JSON.stringify(text.slice(0, 200))),
      what,
    )
    .toEqual([]);
  expect.soft(links, what).toEqual([]);
  expect.soft(figures, what).toEqual({ ran: false, made: 0, handlers: 0, tooWide: 0 });
}

const PAGES = [
  'servers',
  'servers/1.2.3.4',
  'servers/1.2.3.4/capacity',
  'servers/1.2.3.4/port-mappings',
  'servers/1.2.3.4/port-mappings/import',
  'servers/1.2.3.4/port-mappings/import?from=copy',
  'servers/1.2.3.4/port-mappings/map',
  'servers/1.2.3.4/containers/new',
  'containers',
  'containers?group=server',
  'containers?group=tag',
  'port-mappings',
  'tags',
  'no/such/page',
];

for (const width of [1280, 390]) {
  test(`at ${width} px no text of the API does anything on any page`, async ({ page, panel, mockApi }) => {
    test.setTimeout(120_000);
    makeHostile(mockApi.api);
    await page.setViewportSize({ width, height: 800 });
    await panel.holdSession();
    for (const path of PAGES) {
      await page.goto(`./${path}`);
      await expectInert(page, path);
    }
    for (const [place, [what]] of HOSTILE_TEXTS.entries()) {
      await page.goto(`./containers/${uidOf(place)}`);
      await expect(page.getByRole('button', { name: 'Save details' })).toBeVisible();
      await expectInert(page, `the container that is ${what}`);
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
