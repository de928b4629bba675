import { Check, CircleAlert, Info, X } from 'lucide-react';
import { type FocusEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { classNames } from './class-names.ts';
import { leaveRoomFor } from './foot.ts';
import { currentNotifications, dismiss, type Notification, subscribeToNotifications } from './notifications.ts';

const TICK_MS = 250;
/** A live region speaks only of what is added after assistive technology has met it. */
const BEFORE_FIRST_MESSAGE_MS = 100;
const NONE: readonly Notification[] = [];

const tones = {
  neutral: { Icon: Info, color: 'text-muted' },
  success: { Icon: Check, color: 'text-accent' },
  danger: { Icon: CircleAlert, color: 'text-danger' },
} as const;

/**
 * Shows what `notify` was given, in the region "Notifications" (screens.md "Frame"). Mount it once, after `main`; F8 leads to it.
 */
export function ToastRegion() {
  const region = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const ready = useReady();
  const queued = useSyncExternalStore(subscribeToNotifications, currentNotifications);
  const shown = ready ? queued : NONE;
  useTimeOuts(shown, region);
  useShortcut(shown.length > 0, region);
  useEffect(() => (region.current ? leaveRoomFor(region.current, '--foot-toasts') : undefined), []);

  function rememberWhereFromFocusCame(event: FocusEvent) {
    const before = event.relatedTarget;
    if (before && !region.current?.contains(before)) cameFrom.current = before;
  }
  // The button pressed is about to vanish, and with it the place of a keyboard user.
  function close(id: number) {
    if (region.current?.contains(document.activeElement) && cameFrom.current instanceof HTMLElement) {
      cameFrom.current.focus();
    }
    dismiss(id);
  }

  return (
    <section
      ref={region}
      aria-label="Notifications"
      aria-keyshortcuts="F8"
      onFocus={rememberWhereFromFocusCame}
      className={classNames(
        'pointer-events-none fixed right-0 bottom-[calc(var(--foot-bar)+var(--foot-outage))] z-50 w-full sm:w-104 low:static low:ml-auto',
        shown.length > 0 && 'p-4',
      )}
    >
      {/* Not atomic: a second toast must not make the first one be read again. */}
      <div role="status" aria-label="Notifications" aria-atomic="false" className="flex flex-col gap-2">
        {shown.map((notification) => (
          <Toast
            key={notification.id}
            notification={notification}
            newest={notification === shown.at(-1)}
            close={close}
          />
        ))}
      </div>
    </section>
  );
}

interface ToastProps {
  notification: Notification;
  /** F8 leads to its first button. */
  newest: boolean;
  close: (id: number) => void;
}

function Toast({ notification, newest, close }: ToastProps) {
  const titleId = useId();
  const { id, title, detail, tone, action } = notification;
  const { Icon, color } = tones[tone];
  return (
    <div className="pointer-events-auto flex items-start gap-3 rounded-lg border border-line-strong bg-surface py-2 pr-2 pl-4 text-sm text-text shadow-lg transition-[opacity,translate] duration-150 motion-reduce:transition-none starting:translate-y-2 starting:opacity-0">
      <Icon size={16} className={`mt-2.5 shrink-0 ${color}`} />
      <div className="min-w-0 flex-1 py-2 wrap-anywhere">
        <p id={titleId} className="font-medium">
          {title}
        </p>
        {detail && <p className="mt-0.5 text-muted">{detail}</p>}
      </div>
      {action && newest && (
        <span
          aria-hidden="true"
          className="mt-2 hidden shrink-0 rounded border border-line px-1.5 font-mono text-xs text-muted lg:block"
        >
          F8
        </span>
      )}
      {action && (
        <button
          type="button"
          aria-describedby={titleId}
          onClick={() => {
            close(id);
            action.onAction();
          }}
          className="flex h-9 shrink-0 items-center rounded-lg px-2 font-medium text-accent hover:bg-accent-ground"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        aria-describedby={titleId}
        onClick={() => close(id)}
        className="flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-text"
      >
        <X size={16} />
      </button>
    </div>
  );
}

function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), BEFORE_FIRST_MESSAGE_MS);
    return () => clearTimeout(timer);
  }, []);
  return ready;
}

/** Time runs only while nobody is at the toasts and they can be seen and reached: a modal dialog makes them inert. */
function useTimeOuts(shown: readonly Notification[], region: { readonly current: HTMLElement | null }) {
  const left = useRef(new Map<number, number>());
  const any = shown.length > 0;
  useEffect(() => {
    if (!any) return;
    const timer = setInterval(() => {
      const held =
        document.hidden ||
        region.current?.matches(':hover') ||
        region.current?.contains(document.activeElement) ||
        document.querySelector('dialog[open]') !== null;
      if (held) return;
      for (const { id, timeoutMs } of currentNotifications()) {
        const remaining = (left.current.get(id) ?? timeoutMs) - TICK_MS;
        if (remaining > 0) left.current.set(id, remaining);
        else {
          left.current.delete(id);
          dismiss(id);
        }
      }
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [any, region]);
}

/** In a long page the region is many Tabs away, and an Undo that cannot be reached in time is none. */
function useShortcut(enabled: boolean, region: { readonly current: HTMLElement | null }) {
  useEffect(() => {
    if (!enabled) return;
    function focusNewest(event: KeyboardEvent) {
      if (event.key !== 'F8') return;
      event.preventDefault();
      region.current?.querySelector<HTMLElement>('[role=status] > :last-child button')?.focus();
    }
    addEventListener('keydown', focusNewest);
    return () => removeEventListener('keydown', focusNewest);
  }, [enabled, region]);
}
