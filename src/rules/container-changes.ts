/** What a change of a container asks for, and what it reboots (api.md §3 "Change"). */
import type { ContainerChange, ContainerDetail } from '../api/schemas.ts';
import { listInWords } from './words.ts';

export type { ContainerChange } from '../api/schemas.ts';
export type ChangeKey = keyof ContainerChange;

/** What a key is called on the page, in the order in which the page shows them. */
export const FIELD_WORDS: Record<ChangeKey, string> = {
  name: 'name',
  note: 'note',
  memory: 'memory',
  storage: 'storage',
  distro: 'distro',
  ssh_keys: 'SSH keys',
  tags: 'tags',
  jid: 'XMPP account',
  jid_secret: 'XMPP password',
  jid_destinations: 'XMPP recipients',
  pushover_user: 'Pushover user',
  pushover_token: 'Pushover token',
  pushover_sound: 'Pushover sound',
  pushbullet_token: 'Pushbullet token',
  slack_webhook: 'Slack webhook',
  alarm_freq: 'alarm frequency',
  quota_threshold: 'quota threshold',
  nofollow: 'nofollow',
  link: 'link',
  unlink: 'unlink',
  reboot: 'reboot',
};

/** The keys of a change, in the order of {@link FIELD_WORDS}. */
export function keysOfChange(change: ContainerChange): ChangeKey[] {
  return (Object.keys(FIELD_WORDS) as ChangeKey[]).filter((key) => change[key] !== undefined);
}

/** `name, memory and tags`. */
export function fieldsInWords(keys: readonly ChangeKey[]): string {
  return listInWords(keys.map((key) => FIELD_WORDS[key]));
}

/** Values that are never shown, kept or compared in sight of a person (design.md §8). */
export const SECRET_KEYS: ReadonlySet<ChangeKey> = new Set([
  'jid_secret',
  'pushover_user',
  'pushover_token',
  'pushbullet_token',
  'slack_webhook',
]);

/** Seconds: the API raises anything less to this without a word (api.md §3). */
export const LEAST_ALARM_FREQUENCY = 60;

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  const [left, right] = [new Set(some), new Set(others)];
  return left.size === right.size && [...left].every((text) => right.has(text));
}

/** The API may give a key with the line break that it was stored with. */
const trimmed = (lines: readonly string[]) => lines.map((line) => line.trim());

type TextKey = Exclude<
  ChangeKey,
  | 'memory'
  | 'storage'
  | 'distro'
  | 'ssh_keys'
  | 'tags'
  | 'jid_secret'
  | 'alarm_freq'
  | 'quota_threshold'
  | 'nofollow'
  | 'link'
  | 'unlink'
  | 'reboot'
>;

/** The API gives null for what is empty. */
const isText = (key: TextKey) => (wanted: Required<ContainerChange>, after: ContainerDetail) =>
  wanted[key] === (after[key] ?? '');

const isSize = (key: 'memory' | 'storage') => (wanted: Required<ContainerChange>, after: ContainerDetail) =>
  Math.trunc(wanted[key]) === Math.trunc(after[key]);

/** A read tells nothing about these. */
const isNeverShown = () => false;

const IS_SHOWN: Record<ChangeKey, (wanted: Required<ContainerChange>, after: ContainerDetail) => boolean> = {
  name: isText('name'),
  note: isText('note'),
  memory: isSize('memory'),
  storage: isSize('storage'),
  distro: (wanted, after) => wanted.distro === after.distro,
  ssh_keys: (wanted, after) => sameSet(trimmed(wanted.ssh_keys), trimmed(after.ssh_keys)),
  tags: (wanted, after) => sameSet(wanted.tags, after.tags),
  jid: isText('jid'),
  jid_secret: isNeverShown,
  jid_destinations: isText('jid_destinations'),
  pushover_user: isText('pushover_user'),
  pushover_token: isText('pushover_token'),
  pushover_sound: isText('pushover_sound'),
  pushbullet_token: isText('pushbullet_token'),
  slack_webhook: isText('slack_webhook'),
  alarm_freq: (wanted, after) => Math.max(LEAST_ALARM_FREQUENCY, wanted.alarm_freq) === after.alarm_freq,
  quota_threshold: (wanted, after) => wanted.quota_threshold === after.quota_threshold,
  nofollow: (wanted, after) => wanted.nofollow === (after.nofollow ?? false),
  link: (wanted, after) => after.linked_to.includes(wanted.link),
  unlink: (wanted, after) => !after.linked_to.includes(wanted.unlink),
  reboot: isNeverShown,
};

/** Whether reads show a key; of the others only the answer tells. */
export const isVisible = (key: ChangeKey) => IS_SHOWN[key] !== isNeverShown;

/** Whether a read can tell what became of a change; of a reboot, and of a password that is write-only, none can. */
export function canBeSeen(change: ContainerChange): boolean {
  return keysOfChange(change).some(isVisible);
}

/** Whether the container shows the wanted value of a key; false for what no read shows. */
export function isShown(key: ChangeKey, change: ContainerChange, container: ContainerDetail): boolean {
  // Only the key that is there is looked at.
  return change[key] === undefined || IS_SHOWN[key](change as Required<ContainerChange>, container);
}

/** The keys of a change that the container does not show (yet). */
export function missingOf(change: ContainerChange, container: ContainerDetail): ChangeKey[] {
  return keysOfChange(change).filter((key) => !isShown(key, change, container));
}

/** Something to do rather than a value to set. */
export const ACTIONS: ReadonlySet<ChangeKey> = new Set(['link', 'unlink', 'reboot']);

const NEVER_REBOOTS: ReadonlySet<ChangeKey> = new Set(['note', 'tags', 'ssh_keys']);

/**
 * The keys of a change that reboot the container, once however many they are (api.md §3): every value but the note, the
 * tags and the SSH keys that differs from what it has, and link, unlink and reboot themselves.
 */
export function whatReboots(change: ContainerChange, container: ContainerDetail): ChangeKey[] {
  return missingOf(change, container).filter((key) => !NEVER_REBOOTS.has(key));
}
