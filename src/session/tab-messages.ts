/** What the tabs of one customer tell one another, through a channel that everything of this origin can listen to. */
import type { Owner } from './kept-entries.ts';

/**
 * `changed`: a write has ended that changes what these beginnings of query keys name. Nothing else is ever said: no
 * credential, no name, nothing of what was written.
 */
export type TabMessage = { kind: 'signed-out' } | { kind: 'changed'; keys: readonly (readonly (string | number)[])[] };

/** Enough for every write there is; who says more is not the panel. */
const MOST_KEYS = 10;

/**
 * Tells customers apart without naming them (FNV-1a, 32 bits): where the panel is not served by https, browsers offer no
 * cryptographic hash. It keeps nothing secret from scripts of this origin, which may read the remembered username anyway.
 */
export function tagOfOwner({ apiUrl, username }: Owner): number {
  let tag = 0x811c9dc5;
  for (const character of JSON.stringify([apiUrl, username])) {
    tag = Math.imul(tag ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return tag;
}

const isPart = (part: unknown) => typeof part === 'string' || typeof part === 'number';
const isKey = (key: unknown) => Array.isArray(key) && key.every(isPart);

/** The message in what was received; undefined when it is none of ours, or not for `owner`. */
export function readTabMessage(received: unknown, owner: Owner): TabMessage | undefined {
  if (typeof received !== 'object' || received === null) return undefined;
  const { owner: sentFor, kind, keys } = received as Record<string, unknown>;
  if (sentFor !== tagOfOwner(owner)) return undefined;
  if (kind === 'signed-out') return { kind };
  if (kind !== 'changed' || !Array.isArray(keys) || keys.length > MOST_KEYS || !keys.every(isKey)) return undefined;
  return { kind, keys };
}

/**
 * Opens the channel: `hear` is given whatever arrives from other tabs, never what this one says. Undefined where the browser
 * has no such channel: each tab then is for itself.
 */
export function openTabChannel(hear: (received: unknown) => void) {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel('tabs');
  channel.onmessage = ({ data }) => hear(data);
  return {
    say: (owner: Owner, message: TabMessage) => channel.postMessage({ owner: tagOfOwner(owner), ...message }),
    close: () => channel.close(),
  };
}
