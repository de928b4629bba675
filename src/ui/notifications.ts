export type NotificationTone = 'neutral' | 'success' | 'danger';

export interface NotificationRequest {
  title: string;
  detail?: string;
  tone?: NotificationTone;
  /** One thing that the person can still do about it, such as Undo. The notification goes when it is done. */
  action?: { label: string; onAction: () => void };
  /** How long it stays, in milliseconds, not counting the time in which a person is at it. */
  timeoutMs?: number;
}

export interface Notification extends NotificationRequest {
  id: number;
  tone: NotificationTone;
  timeoutMs: number;
}

let lastId = 0;
let notifications: readonly Notification[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly Notification[]): void {
  notifications = next;
  for (const listener of listeners) listener();
}

/**
 * Tells the person something that needs no answer; it waits here until the region that shows it has loaded.
 * Stays 8 s, or 20 s with an action: time enough to read, decide and reach it (WCAG 2.2 2.2.1).
 */
export function notify(request: NotificationRequest): number {
  lastId += 1;
  const timeoutMs = request.timeoutMs ?? (request.action ? 20_000 : 8_000);
  replace([...notifications, { ...request, id: lastId, tone: request.tone ?? 'neutral', timeoutMs }]);
  return lastId;
}

/** Takes a notification away; one that is gone already is no error. */
export function dismiss(id: number): void {
  if (notifications.some((notification) => notification.id === id)) {
    replace(notifications.filter((notification) => notification.id !== id));
  }
}

/** Takes all notifications away: what they offer belongs to whoever saw them. */
export function dismissAll(): void {
  if (notifications.length > 0) replace([]);
}

/** What waits to be seen or is shown now, oldest first; the same array until something changes. */
export function currentNotifications(): readonly Notification[] {
  return notifications;
}

/** Calls back after each change; returns the way to stop that. */
export function subscribeToNotifications(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
