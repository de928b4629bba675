// @vitest-environment happy-dom
import { act, useMemo } from 'react';
import { expect, test } from 'vitest';
import { indexContainers } from '../../rules/container-index.ts';
import type { Container } from '../../rules/containers.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { testPage } from '../../ui/testing.tsx';
import { groupRows } from './containers-table-groups.tsx';
import { selectableContainers, selectColumn } from './containers-table-selection.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SelectionScope } from './table-selection.tsx';
import { useSelection } from './use-selection.ts';

const page = testPage();

const containers: Container[] = ['hydra', 'medusa'].map((name, at) => ({
  uid: 30001 + at,
  name,
  hostname: name,
  ip: '10.0.0.3',
  memory: 1000,
  storage: 1000,
  uuid: 'uuid',
  distro: null,
  distro_name: null,
  server: '',
  server_address: '1.2.3.4',
  tags: [],
}));

const uidOf = ({ uid }: Container) => uid;
const byName = { column: 'name', direction: 'ascending' } as const;
const columns = [selectColumn];
const Actions = () => <button type="button">Reboot</button>;

function List({ listed = containers }: { listed?: Container[] }) {
  const selection = useSelection(containers, uidOf);
  const shown = useMemo(() => groupRows(indexContainers(listed, undefined).rows, 'none', byName), [listed]);
  return (
    <main>
      <SelectionScope of={selectableContainers} selection={selection} shown={shown}>
        <DataTable
          label="Containers"
          columns={columns}
          rows={shown}
          rowKey={({ container }) => container.uid}
          rowSelected={({ container }) => selection.has(container.uid)}
        />
        <SelectionBar selection={selection}>{Actions}</SelectionBar>
      </SelectionScope>
    </main>
  );
}

function button(name: string): HTMLButtonElement {
  const found = [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  if (!found) throw new Error(`No button "${name}" on the page`);
  return found;
}

const press = (element: HTMLElement) =>
  act(async () => {
    element.focus();
    element.click();
  });

const checkbox = (name: string) => page.find<HTMLInputElement>(`[aria-label="Select ${name}"]`);

test('a selected row leads to the bar, and the bar back to the row', async () => {
  await page.show(<List />);
  expect(page.element.textContent).not.toContain('Go to actions');
  await press(checkbox('medusa (30002)'));
  await press(button('Go to actions'));
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Selection');
  await press(button('Back to the list'));
  expect(document.activeElement).toBe(checkbox('medusa (30002)'));
});

test('Select all says that it does nothing while no row is shown', async () => {
  const selectAll = () => page.find<HTMLInputElement>('th input');
  await page.show(<List listed={[]} />);
  expect(selectAll().getAttribute('aria-disabled')).toBe('true');
  await page.show(<List />);
  expect(selectAll().getAttribute('aria-disabled')).toBe('false');
  await press(selectAll());
  expect(selectAll().checked).toBe(true);
});

test('clearing the selection leaves the focus in the table: in the row it came from, else on Select all', async () => {
  await page.show(<List />);
  await press(checkbox('medusa (30002)'));
  await press(button('Go to actions'));
  await press(button('Clear selection'));
  expect(document.activeElement).toBe(checkbox('medusa (30002)'));
  expect(checkbox('medusa (30002)').checked).toBe(false);

  await act(async () => checkbox('hydra (30001)').click());
  await act(async () => (document.activeElement as HTMLElement).blur());
  await press(button('Clear selection'));
  expect(document.activeElement?.parentElement?.textContent).toBe('Select all');
});
