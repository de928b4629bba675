// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { endSession, startSession } from '../../session/session.ts';
import { testPage } from '../../ui/testing.tsx';
import { LeaveGuard, type LeaveGuardProps } from './leave-guard.tsx';

const page = testPage();
let guards: LeaveGuardProps[];
let router: ReturnType<typeof routerOf>;

function routerOf() {
  const root = createRootRoute({ component: Outlet });
  const form = createRoute({
    getParentRoute: () => root,
    path: '/form/$address',
    component: () => guards.map((guard) => <LeaveGuard key={guard.what} {...guard} />),
  });
  const elsewhere = createRoute({ getParentRoute: () => root, path: '/elsewhere', component: () => 'Elsewhere' });
  return createRouter({
    routeTree: root.addChildren([form, elsewhere]),
    history: createMemoryHistory({ initialEntries: ['/form/1.2.3.4'] }),
  });
}

/** Opens the page of the form, with these guards on it. */
async function open(...shown: LeaveGuardProps[]) {
  guards = shown;
  router = routerOf();
  // The panel's own routes are another tree, with the same provider.
  await page.show(<RouterProvider router={router as never} />);
}

async function go(href: string, options: { ignoreBlocker?: boolean } = {}) {
  await act(async () => {
    void router.navigate({ href, ...options });
    await new Promise((resolve) => setTimeout(resolve));
  });
}

async function press(name: string) {
  const button = [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  await act(async () => {
    button?.click();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

const asks = () => page.element.querySelector('dialog') !== null;
const path = () => router.state.location.pathname;
const details = { when: true, what: 'the details of hydra' };

beforeEach(() => {
  startSession({ apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'deimos' });
});

test('leaving with something unsaved asks; Stay stays', async () => {
  await open(details);
  await go('/elsewhere');
  expect(page.find('dialog').textContent).toContain('Leave without saving?');
  expect(page.find('dialog').textContent).toContain('You have not saved the details of hydra.');
  await press('Stay');
  expect(asks()).toBe(false);
  expect(path()).toBe('/form/1.2.3.4');
});

test('Discard and leave forgets the draft first, and then goes where the person was going', async () => {
  const onDiscard = vi.fn(() => expect(path()).toBe('/form/1.2.3.4'));
  await open({ ...details, onDiscard });
  await go('/elsewhere');
  expect(onDiscard).not.toHaveBeenCalled();
  await press('Discard and leave');
  expect(onDiscard).toHaveBeenCalledOnce();
  expect(path()).toBe('/elsewhere');
  expect(asks()).toBe(false);
});

test.each([
  ['nothing is unsaved', { ...details, when: false }, '/elsewhere'],
  ['only the query changes', details, '/form/1.2.3.4?filter=db'],
  ['only the hash changes', details, '/form/1.2.3.4#content'],
  ['the form goes along', { ...details, safeOn: ['/form/$address'] }, '/form/5.6.7.8'],
])('does not ask when %s', async (_, guard, href) => {
  await open(guard);
  await go(href);
  expect(asks()).toBe(false);
  expect(router.state.location.href).toBe(href);
});

test('asks on the way to the same page of something else', async () => {
  await open(details);
  await go('/form/5.6.7.8');
  expect(asks()).toBe(true);
});

test('the move of a save that succeeded asks nothing', async () => {
  await open(details);
  await go('/elsewhere', { ignoreBlocker: true });
  expect(path()).toBe('/elsewhere');
});

test('whoever signs out is asked nothing', async () => {
  await open(details);
  await act(async () => endSession());
  await go('/elsewhere');
  expect(path()).toBe('/elsewhere');
});

test('several guards ask once, for what is unsaved of them', async () => {
  const discarded: string[] = [];
  const guard = (what: string, when = true) => ({ what, when, onDiscard: () => discarded.push(what) });
  await open(
    guard('the details of hydra'),
    guard('its alarm channels', false),
    guard('its resources'),
    guard('its keys'),
  );
  await go('/elsewhere');
  expect(page.element.querySelectorAll('dialog')).toHaveLength(1);
  expect(page.find('dialog').textContent).toContain(
    'You have not saved the details of hydra, its resources and its keys.',
  );
  await press('Discard and leave');
  expect(path()).toBe('/elsewhere');
  expect(discarded).toEqual(['the details of hydra', 'its resources', 'its keys']);
});
