// @vitest-environment happy-dom
import { act } from 'react';
import { expect, test, vi } from 'vitest';
import type { Container } from '../../rules/containers.ts';
import { testPage } from '../../ui/testing.tsx';
import { BulkPlanDialog } from './bulk-plan-dialog.tsx';

const page = testPage();

const containers = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      ({
        uid: 30_001 + index,
        name: `c${index}`,
        tags: [],
        server_address: `1.2.3.${index % 2}`,
      }) as unknown as Container,
  );

async function show(count: number) {
  const onStart = vi.fn();
  await page.show(<BulkPlanDialog kind="reboot" containers={containers(count)} onClose={() => {}} onStart={onStart} />);
  const start = [...page.element.querySelectorAll('button')].find(({ textContent }) =>
    textContent?.startsWith('Reboot'),
  );
  return { onStart, press: () => act(() => start?.click()) };
}

function type(text: string) {
  const field = page.find<HTMLInputElement>('input');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('20 containers reboot with one press', async () => {
  const { onStart, press } = await show(20);
  expect(page.element.querySelector('input')).toBeNull();
  press();
  expect(onStart).toHaveBeenCalledOnce();
});

test('more than 20 reboot only once their number is typed, and the servers are counted', async () => {
  const { onStart, press } = await show(1021);
  expect(page.element.textContent).toContain('1,021 containers on 2 servers reboot. You can stop it at any time');
  press();
  type('102');
  press();
  expect(onStart).not.toHaveBeenCalled();
  type('1,021');
  press();
  expect(onStart).toHaveBeenCalledOnce();
});
