/** Sizes, keys and refusals: what is said at which field, and that nothing is sent. */
import { expect, test } from './fixtures.ts';
import { createButton, declareTotals, field, fillArgus, KEY, meter, openForm, posts } from './new-container-form.ts';

test.beforeEach(({ panel }) => panel.holdSession());

test('the gauges follow each key, and overselling is refused before anything is sent', async ({ page, mockApi }) => {
  await declareTotals(page);
  await openForm(page);
  await expect(page.getByText(/Totals declared by you on \d+ \w+ \d{4}/)).toBeVisible();
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '12000');
  await field(page, 'Memory').pressSequentially('1000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuenow', '13000');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuemax', '64000');
  await expect(meter(page, 'Memory')).toHaveAttribute(
    'aria-valuetext',
    '13,000 of 64,000 MB allocated after this, 51,000 MB left',
  );
  await field(page, 'Memory').pressSequentially('00');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /48,000 MB over/);
  await expect(field(page, 'Memory')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/48,000 MB over/), 'said once, by the meter').toHaveCount(1);
  await expect(field(page, 'Memory')).toHaveAccessibleDescription(/Only 52,000 MB of memory is free on this server/);
  await field(page, 'Name').fill('argus');
  await field(page, 'Storage').fill('3 TB');
  await createButton(page).click();
  await expect(field(page, 'Storage')).toHaveAccessibleDescription(/Only 1,700,000 MB of storage is free/);
  await expect(field(page, 'Memory')).toBeFocused();
  expect(posts(mockApi.api.log)).toEqual([]);

  await page.getByRole('group', { name: 'Suggestions for memory' }).getByRole('button', { name: /^All/ }).click();
  await expect(field(page, 'Memory')).toHaveValue('52 GB');
  await expect(field(page, 'Memory')).not.toHaveAttribute('aria-invalid');
  await expect(meter(page, 'Memory')).toHaveAttribute('aria-valuetext', /0 MB left$/);
});

test('sizes are read as people write them', async ({ page }) => {
  await openForm(page);
  for (const [typed, read] of [
    ['1000', '1,000 MB'],
    ['1000 MB', '1,000 MB'],
    [' 1 GB ', '1,000 MB'],
    ['1.5g', '1,500 MB'],
    ['2 TB', '2,000,000 MB'],
    ['12,000', '12,000 MB'],
  ] as const) {
    await field(page, 'Memory').fill(typed);
    await expect(field(page, 'Memory')).toHaveAccessibleDescription(read);
  }
});

test('every kind of impossible size has its own message, and nothing is sent', async ({ page, mockApi }) => {
  await openForm(page);
  await field(page, 'Name').fill('argus');
  await field(page, 'Storage').fill('1 GB');
  const messages = new Set<string>();
  for (const typed of ['', '0', '-5', '0.5', '1e9', 'plenty']) {
    await field(page, 'Memory').fill(typed);
    await createButton(page).click();
    await expect(field(page, 'Memory')).toHaveAttribute('aria-invalid', 'true');
    const message = await field(page, 'Memory').evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .find((text) => /^(Enter|Write) /.test(text)),
    );
    messages.add(message ?? 'none');
  }
  expect(messages.size).toBe(6);
  expect(posts(mockApi.api.log)).toEqual([]);
});

test('keys are checked line by line, and a private key is refused at once', async ({ page, mockApi }) => {
  await openForm(page);
  await fillArgus(page);
  await field(page, 'SSH keys').fill(`${KEY}\nnonsense`);
  await createButton(page).click();
  await expect(field(page, 'SSH keys')).toHaveAccessibleDescription(/Line 2: Start the line with the type/);
  await field(page, 'SSH keys').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn');
  await expect(field(page, 'SSH keys')).toHaveAccessibleDescription(/Line 1: This is a private key/);
  expect(posts(mockApi.api.log)).toEqual([]);
});

for (const resource of ['Memory', 'Storage'] as const) {
  test(`a refusal for ${resource.toLowerCase()} is shown at its field, creates nothing, and is remembered`, async ({
    page,
    mockApi,
  }) => {
    mockApi.api.addForeignContainer({ server: '1.2.3.4', memory: 50_000, storage: 1_650_000 });
    await openForm(page);
    await field(page, 'Name').fill('argus');
    await field(page, 'Memory').fill(resource === 'Memory' ? '8 GB' : '1 GB');
    await field(page, 'Storage').fill('100 GB');
    await createButton(page).click();
    const refused = field(page, resource);
    await expect(refused).toHaveAccessibleDescription(/The API refused .* Nothing was created\. Ask for less\.$/);
    await expect(refused).toBeFocused();
    await expect(page.getByText('It may refuse this too.'), 'the same is not said twice').toHaveCount(0);
    await refused.press('Space');
    await expect(refused).toHaveAccessibleDescription(/The API refused .* here on .* It may refuse this too\./);
    const offered = page.getByRole('group', { name: `Suggestions for ${resource.toLowerCase()}` }).getByRole('button');
    for (const label of await offered.allInnerTexts()) expect(label).not.toMatch(/left|8 GB|100 GB/);
    expect(mockApi.api.containers().filter((container) => container.name === 'argus')).toEqual([]);

    await openForm(page);
    await expect(page.getByText(/the API refused .* more than/)).toBeVisible();
  });
}

test('a server that is refused has the focus and the sentence', async ({ page, mockApi }) => {
  mockApi.api.addFault({ kind: 'refuse', method: 'POST', path: 'containers' });
  await openForm(page);
  await fillArgus(page);
  await createButton(page).click();
  const server = page.getByRole('combobox', { name: 'Server' });
  await expect(server).toBeFocused();
  await expect(server).toHaveAccessibleDescription(/Nothing was created\. Choose another server\./);
  await expect(page.getByRole('alert'), 'said once').toHaveCount(0);
});
