import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SECURITY_HEADERS } from './content-security-policy.ts';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let server: ChildProcess;
let url = '';

/** `npm start` as a newcomer runs it, down to the URL that it prints. */
test.beforeAll(async () => {
  server = spawn('npm', ['start'], { cwd: root, detached: true, env: { ...process.env, FORCE_COLOR: '0' } });
  url = await new Promise((resolve, reject) => {
    let printed = '';
    server.stdout?.on('data', (chunk) => {
      printed += chunk;
      const found = /http:\/\/\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
    server.once('exit', () => reject(new Error(`npm start ended: ${printed}`)));
  });
});

test.afterAll(() => {
  if (server.pid) process.kill(-server.pid);
});

test('npm start presets its own API, declares one server and leaves the other unknown', async ({ page }) => {
  await page.goto(url);
  await expect(page.getByRole('textbox', { name: 'API URL' })).toHaveValue(new URL('/api', url).href);
  await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
  await page.getByLabel('Password', { exact: true }).fill('deimos');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const known = page.getByRole('meter', { name: 'Memory on 1.2.3.4' });
  await expect(known).toHaveAttribute('aria-valuemax', '64000');
  await expect(known).toHaveAttribute('aria-valuenow', '12000');
  await expect(page.getByRole('meter', { name: 'Memory on 5.6.7.8' })).toHaveAttribute(
    'aria-valuetext',
    /total unknown/,
  );
});

test('npm start sends the headers of the production build; only its own inline parts may run, by their nonce', async ({
  request,
}) => {
  const { 'Content-Security-Policy': built, ...others } = SECURITY_HEADERS;
  for (const path of ['', 'servers/1.2.3.4', 'src/main.tsx', 'favicon.svg']) {
    const response = await request.get(`${url}${path}`, { headers: { Accept: 'text/html' } });
    const headers = response.headers();
    for (const [name, value] of Object.entries(others)) expect(headers[name.toLowerCase()], path).toBe(value);
    const policy = headers['content-security-policy'];
    expect(policy?.replace(/ 'nonce-[^']{24}'/g, '')).toBe(built);
    expect(policy?.match(/'nonce-/g)).toHaveLength(2);
  }
});
