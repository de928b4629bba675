/** The policy of design.md §8: who sends it, what the README says of it, and that no test misses a violation of it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIResponse } from '@playwright/test';
import { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './content-security-policy.ts';
import { expect, test } from './fixtures.ts';

const lowerCase = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const expectHeaders = (response: APIResponse) =>
  expect(response.headers(), response.url()).toMatchObject(lowerCase(SECURITY_HEADERS));

test('the preview server sends the headers with every page and file', async ({ request }) => {
  const index = await (await request.get('./')).text();
  const script = /src="\/(assets\/[^"]+\.js)"/.exec(index)?.[1] ?? '';
  expect(script).not.toBe('');
  for (const path of [
    '',
    'servers/1.2.3.4',
    'sign-in?returnTo=/x',
    'no/such/page',
    script,
    'favicon.svg',
    'config.json',
  ])
    expectHeaders(await request.get(`./${path}`));
});

test('the policy allows no code and no style but the files of the panel', () => {
  const policy = SECURITY_HEADERS['Content-Security-Policy'];
  expect(policy).not.toMatch(/unsafe|nonce|\*|strict-dynamic/);
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "frame-ancestors 'none'",
  ])
    expect(policy?.split('; ')).toContain(directive);
});

test('the nginx snippet of the README holds exactly these headers', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const snippets = [...readme.matchAll(/```nginx\n([\s\S]*?)```/g)].map(([, text]) => text).join('\n');
  const found = [...snippets.matchAll(/add_header\s+([\w-]+)\s+(?:"([^"]*)"|([^\s;]+))\s+always;/g)];
  expect(Object.fromEntries(found.map(([, name, quoted, plain]) => [name, quoted ?? plain]))).toEqual(SECURITY_HEADERS);
});

test('a violation of the policy, by the header or by the page, is reported, and so would fail any test', async ({
  page,
  browserFaults,
}) => {
  // The browser prints a line of its own for each policy, and the event of each comes later.
  const eventsOf = () => browserFaults.filter((fault) => fault.includes('style-src-attr forbids inline'));
  const reportsOf = async (provoke: () => void, policies: number) => {
    await page.evaluate(provoke);
    await expect.poll(() => eventsOf().length).toBe(policies);
    return browserFaults.splice(0).join('\n');
  };
  const setStyle = () => document.documentElement.setAttribute('style', 'color: red');
  const setMarkup = () => {
    document.documentElement.innerHTML = '<img src=x onerror=alert(1)>';
  };
  await page.goto('./sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const byBoth = await reportsOf(setStyle, 2);
  expect(byBoth).toContain(`(${CONTENT_SECURITY_POLICY})`);
  expect(byBoth).toContain(`(${SECURITY_HEADERS['Content-Security-Policy']})`);

  // A document without the element `meta`: the header alone.
  await page.goto('./favicon.svg');
  expect(await reportsOf(setStyle, 1)).toContain(`(${SECURITY_HEADERS['Content-Security-Policy']})`);
  await page.goto('./sign-in');
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'https://tracker.invalid/pixel.png';
  });
  await expect.poll(() => browserFaults.splice(0).join('\n')).toContain('img-src forbids https://tracker.invalid/');
  const refused = page.evaluate(setMarkup).catch((error: Error) => error.message);
  expect(await refused).toContain('TrustedHTML');
  await expect.poll(() => browserFaults.splice(0).join('\n')).toContain('require-trusted-types-for forbids');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('no other page can frame the panel', async ({ page, baseURL, browserFaults }) => {
  const other = createServer((_, response) => {
    response
      .setHeader('Content-Type', 'text/html')
      .end(`<h1>Win a prize</h1><iframe src="${baseURL}sign-in"></iframe>`);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
  await expect.poll(() => browserFaults.splice(0).join('\n')).toContain("frame-ancestors 'none'");
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Sign in' })).toHaveCount(0);
  await new Promise((resolve) => other.close(resolve));
});
