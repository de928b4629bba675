// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endSession, startSession } from '../../session/session.ts';
import { currentNotifications, dismissAll } from '../../ui/notifications.ts';
import { useOwnNotifications } from './own-notifications.ts';

const kratos = { apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'deimos' };

let root: Root;
let notifyOwn: ReturnType<typeof useOwnNotifications>;

function Page() {
  notifyOwn = useOwnNotifications();
  return null;
}

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  startSession(kratos);
  root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Page />));
});

afterEach(async () => {
  await act(async () => root.unmount());
  dismissAll();
  endSession();
  vi.unstubAllGlobals();
});

test('the end of a write is told to who asked for it, with a newer password too', () => {
  startSession({ ...kratos, password: 'ares' });
  notifyOwn({ title: 'Deleted tcp 9000' });
  expect(currentNotifications().map(({ title }) => title)).toEqual(['Deleted tcp 9000']);
});

test('and to nobody else', () => {
  endSession();
  notifyOwn({ title: 'Deleted tcp 9000' });
  startSession({ ...kratos, username: 'zeus' });
  notifyOwn({ title: 'Deleted udp 5353' });
  expect(currentNotifications()).toEqual([]);
});
