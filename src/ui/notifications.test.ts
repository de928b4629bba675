import { afterEach, expect, test, vi } from 'vitest';
import { currentNotifications, dismiss, notify, subscribeToNotifications } from './notifications.ts';

afterEach(() => {
  for (const { id } of currentNotifications()) dismiss(id);
});

test('notifications wait in order, and stay longer when there is something to do about them', () => {
  notify({ title: 'Saved' });
  notify({ title: 'Deleted tcp 9000', action: { label: 'Undo', onAction: () => {} } });
  notify({ title: 'Copied', tone: 'success', timeoutMs: 1_000 });
  expect(currentNotifications().map(({ title, tone, timeoutMs }) => [title, tone, timeoutMs])).toEqual([
    ['Saved', 'neutral', 8_000],
    ['Deleted tcp 9000', 'neutral', 20_000],
    ['Copied', 'success', 1_000],
  ]);
});

test('dismissing takes exactly that one, and what is gone changes nothing', () => {
  const first = notify({ title: 'First' });
  notify({ title: 'Second' });
  dismiss(first);
  expect(currentNotifications().map(({ title }) => title)).toEqual(['Second']);
  const before = currentNotifications();
  dismiss(first);
  expect(currentNotifications()).toBe(before);
});

test('a subscriber hears of every change until it stops listening', () => {
  const listener = vi.fn();
  const stop = subscribeToNotifications(listener);
  dismiss(notify({ title: 'Saved' }));
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  notify({ title: 'Saved again' });
  expect(listener).toHaveBeenCalledTimes(2);
});
