import { focusManager, type QueryClient } from '@tanstack/react-query';
import { getMe } from '../api/me.ts';
import { type Exchanged, onExchanged } from '../api/transport.ts';
import { currentConnection, currentSession, isCustomer } from '../session/session.ts';
import { meQuery } from './me.ts';
import { currentOutage, tellOutage } from './outage.ts';
import { readAndShow } from './read-and-show.ts';

/** So much must be lost in a row, without any answer between, before it is called an outage. */
const LOST_TO_TELL = 3;
/** And so much before that is looked at with a read of its own: a part of the API that fails is no outage. */
const LOST_TO_LOOK = 2;
/** What a request that ended without an answer counts as. Those that ran at once are lost to one cause, and count as one. */
const LOST_BY = { 'no-answer': 1, 'broken-off': 1, 'timed-out': 2, answered: 0 } as const;

const FIRST_TRY_AFTER_MS = 5_000;
const TRY_AT_LEAST_EVERY_MS = 60_000;

/** How long until the next look for the end of an outage, in ms: from 5 s to 60 s, by half of it random. */
export function pauseBeforeTry(tries: number): number {
  const longest = Math.min(TRY_AT_LEAST_EVERY_MS, FIRST_TRY_AFTER_MS * 2 ** tries);
  return longest * (0.5 + Math.random() / 2);
}

/**
 * Watches whether the API answers. In an outage the reads that refresh pages are paused, and one small read (`GET me`) looks
 * for its end: at growing intervals while the page is visible, and at once when the browser is online again, when the person
 * comes back to the page, or asks. The first answer to whatever request ends it, also while the browser believes that it has
 * no network: an API on this machine or on the local network answers all the same. Then the pages are read again.
 */
export function createOutageWatch(queryClient: QueryClient) {
  let lost = 0;
  let lastLossAt = Number.NEGATIVE_INFINITY;
  let firstLossAt = 0;
  let answersOffline = false;
  let tries = 0;
  let isTrying = false;
  let isToTryAgain = false;
  let isWatching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    clearTimeout(timer);
    // What runs may have been lost before that which asks for another look.
    isToTryAgain = isTrying;
    if (isTrying || !isWatching || currentSession().status !== 'signed-in') return;
    isTrying = true;
    // It is lost to no earlier cause.
    lastLossAt = Number.NEGATIVE_INFINITY;
    try {
      await readAndShow(queryClient, currentConnection(), meQuery().queryKey, getMe);
    } catch {
      // Whether it was answered is told below, as of every request.
    }
    isTrying = false;
    if (!isWatching || !tell()) return;
    if (isToTryAgain) return look();
    timer = setTimeout(() => document.hidden || look(), pauseBeforeTry(tries));
    tries += 1;
  }

  function end() {
    lost = 0;
    tries = 0;
    clearTimeout(timer);
    if (!currentOutage()) return;
    tellOutage(undefined);
    // Goes on with what was paused, and what is on the page is read again.
    focusManager.setFocused(undefined);
    if (isWatching) void queryClient.refetchQueries({ type: 'active' }, { cancelRefetch: false });
  }

  const isOffline = () => !navigator.onLine && !answersOffline;

  /** Tells of the outage, if there is one: any answer would have made `lost` nothing. */
  function tell(): boolean {
    if (lost < (isOffline() ? 1 : LOST_TO_TELL)) return false;
    // To the cache it is as if nobody looked: no page is refreshed, and repetitions wait.
    if (!currentOutage()) focusManager.setFocused(false);
    tellOutage({ kind: isOffline() ? 'offline' : 'no-answer', since: firstLossAt });
    return true;
  }

  function lose({ kind, began }: Exchanged) {
    if (lost > 0 && began <= lastLossAt) return;
    lastLossAt = performance.now();
    if (lost === 0) firstLossAt = Date.now();
    lost += LOST_BY[kind];
    if (!currentOutage() && !isTrying && lost >= (isOffline() ? 1 : LOST_TO_LOOK)) void look();
  }

  function hear(exchanged: Exchanged) {
    if (!isCustomer(exchanged.connection)) return;
    if (exchanged.kind !== 'answered') return lose(exchanged);
    answersOffline = !navigator.onLine;
    end();
  }

  const lookIfLost = () => {
    if (currentOutage() && !document.hidden) void look();
  };
  function goOffline() {
    answersOffline = false;
    // What the browser believes is tried before it is told.
    void look();
  }

  return {
    /** Looks for the end of the outage now; resolves when that is answered or lost. */
    tryAgain: () => {
      tries = 0;
      return look();
    },
    /** Watches until the returned function is called. */
    start: () => {
      isWatching = true;
      onExchanged(hear);
      const stop = new AbortController();
      const { signal } = stop;
      addEventListener('online', lookIfLost, { signal });
      addEventListener('focus', lookIfLost, { signal });
      document.addEventListener('visibilitychange', lookIfLost, { signal });
      addEventListener('offline', goOffline, { signal });
      if (!navigator.onLine) goOffline();
      return () => {
        isWatching = false;
        stop.abort();
        onExchanged(() => {});
        end();
      };
    },
  };
}
