// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { testPage } from '../../ui/testing.tsx';
import { CapacityForm, type CapacityFormProps } from './capacity-form.tsx';

const page = testPage();

async function show(sources: CapacityFormProps['sources']) {
  const form = <CapacityForm address="1.2.3.4" sources={sources} containers={[]} />;
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  await page.show(
    <RouterContextProvider router={router as never}>
      <QueryClientProvider client={new QueryClient()}>{form}</QueryClientProvider>
    </RouterContextProvider>,
  );
}

function field(label: string): HTMLInputElement {
  const found = [...page.element.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = found && document.getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`No field ${label}.`);
  return input;
}

const button = (name: string) =>
  [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === name);

test("the supplier's totals win and cannot be changed", async () => {
  await show({
    supplier: { memory: 64_000, storage: 2_000_000 },
    customer: { memory: 1000, declaredAt: '2026-11-12T12:00:00' },
  });
  expect(field('Total memory').value).toBe('64 GB');
  expect(field('Total memory').readOnly).toBe(true);
  expect(field('Total storage').readOnly).toBe(true);
  expect(page.element.textContent).toContain('It cannot be changed here.');
  expect(button('Save capacity')?.getAttribute('aria-disabled')).toBe('true');
  expect(button('Forget capacity')?.getAttribute('aria-disabled')).toBeNull();
});

test('what the supplier left open can still be declared', async () => {
  await show({ supplier: { memory: 64_000 } });
  expect(field('Total memory').readOnly).toBe(true);
  expect(field('Total storage').readOnly).toBe(false);
  expect(button('Save capacity')?.getAttribute('aria-disabled')).toBeNull();
});
