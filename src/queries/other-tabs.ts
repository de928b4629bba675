import { focusManager, hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { currentSession, type Session, subscribeToSession } from '../session/session.ts';
import { openTabChannel, readTabMessage, type TabMessage } from '../session/tab-messages.ts';
import { showStoredTheme, THEME_KEY } from '../session/theme.ts';
import { CAPACITY_PREFIX, capacityRecordsQuery } from './capacity-records.ts';
import { isWriteTo } from './refreshed.ts';
import { signOut } from './session.ts';

/** What other tabs changed is read again at most so often, in ms: a run tells of its end, and many may end at once. */
const READ_EVERY_MS = 1_000;

/** What the API holds, by the first part of its key, and which reads in the background fill the same. */
const READ_FOR: Readonly<Record<string, string>> = {
  containers: 'read-container',
  'port-mappings': 'count-port-mappings',
  tags: 'read-tag',
};

/** Whoever is signed in, or locked out, in this tab. */
const ownerOf = (session: Session) => (session.status === 'signed-out' ? undefined : session.connection);

/**
 * Reads again what others changed. In a tab that nobody looks at it is marked as old, and read when somebody does; so is what
 * a write under way in this tab reads by itself.
 */
function readAgain(queryClient: QueryClient, key: QueryKey) {
  const [resource, ...rest] = key;
  const isOwnWrite = queryClient.isMutating({ predicate: (mutation) => isWriteTo(key, mutation) }) > 0;
  const isToRead = focusManager.isFocused() && currentSession().status === 'signed-in' && !isOwnWrite;
  const refetchType = isToRead ? 'active' : 'none';
  for (const queryKey of [key, [READ_FOR[String(resource)], ...rest]]) {
    void queryClient.invalidateQueries({ queryKey, refetchType });
  }
}

/**
 * Keeps the tabs of one customer at one API together, until the returned function is called: what is changed in one is read
 * again in the others, and the sign-out of one signs out all. Tabs of another customer, or at another API, are somebody
 * else's work and are left alone. What the browser keeps for all tabs (capacity, theme) is shown as it changes.
 */
export function followOtherTabs(queryClient: QueryClient): () => void {
  let before = ownerOf(currentSession());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Map<string, QueryKey>();

  function readWaiting() {
    timer = undefined;
    for (const key of waiting.values()) readAgain(queryClient, key);
    waiting.clear();
  }

  function hear(received: unknown) {
    const owner = ownerOf(currentSession());
    const message = owner && readTabMessage(received, owner);
    if (message?.kind === 'signed-out') signOut(queryClient, { elsewhere: true });
    for (const key of message?.kind === 'changed' ? message.keys : []) {
      if (!Object.hasOwn(READ_FOR, String(key[0]))) continue;
      waiting.set(hashKey(key), key);
      timer ??= setTimeout(readWaiting, READ_EVERY_MS);
    }
  }

  const channel = openTabChannel(hear);
  const say = (owner: typeof before, message: TabMessage) => owner && channel?.say(owner, message);

  const stopSession = subscribeToSession(() => {
    const session = currentSession();
    if (session.status === 'signed-out' && !session.elsewhere) say(before, { kind: 'signed-out' });
    before = ownerOf(session);
  });

  const stopWrites = queryClient.getMutationCache().subscribe(({ mutation, type }) => {
    if (type !== 'updated' || (mutation.state.status !== 'success' && mutation.state.status !== 'error')) return;
    const { changes, alsoChanges = [] } = mutation.options.meta ?? {};
    if (changes) say(before, { kind: 'changed', keys: [changes, ...alsoChanges] as readonly (readonly string[])[] });
  });

  function lookAtStorage({ key }: StorageEvent) {
    // A storage that was cleared names no key.
    if (key === null || key === THEME_KEY) showStoredTheme();
    if (key === null || key.startsWith(CAPACITY_PREFIX)) {
      void queryClient.invalidateQueries({ queryKey: capacityRecordsQuery().queryKey });
    }
  }
  addEventListener('storage', lookAtStorage);
  return () => {
    clearTimeout(timer);
    stopSession();
    stopWrites();
    removeEventListener('storage', lookAtStorage);
    channel?.close();
  };
}
