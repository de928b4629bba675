/** The values of a container's form as typed, and what they ask of the API. */
import type { ChangeKey } from '../../rules/container-changes.ts';
import { FIELD_WORDS, SECRET_KEYS } from '../../rules/container-changes.ts';
import type { ContainerChange, ContainerDetail } from '../../rules/containers.ts';
import { takePending } from '../../rules/ssh-keys.ts';
import { baseOf, type EditBase } from '../../rules/stale-edits.ts';
import { formatSize, parseMegabytes } from '../../rules/units.ts';

export type SecretKey = 'jid_secret' | 'pushover_user' | 'pushover_token' | 'pushbullet_token' | 'slack_webhook';

/** Keys that the form shows as they are; a secret has no value to start from (design.md §8). */
export type PlainKey =
  | 'name'
  | 'note'
  | 'memory'
  | 'storage'
  | 'distro'
  | 'ssh_keys'
  | 'tags'
  | 'jid'
  | 'jid_destinations'
  | 'pushover_sound'
  | 'alarm_freq'
  | 'quota_threshold'
  | 'nofollow';

/** The form as typed. Numbers, sizes and the distro's id are text; empty: none. */
export interface ContainerValues extends Record<Exclude<PlainKey, 'ssh_keys' | 'tags' | 'nofollow'>, string> {
  ssh_keys: string[];
  /** Pasted keys that are not added yet: a save takes them. */
  pending_keys: string;
  tags: string[];
  nofollow: boolean;
  /** What is typed to replace a secret. */
  secrets: Record<SecretKey, string>;
  /** The secrets to remove. */
  removed: Record<SecretKey, boolean>;
}

const NO_SECRETS = { jid_secret: '', pushover_user: '', pushover_token: '', pushbullet_token: '', slack_webhook: '' };
const NONE_REMOVED = {
  jid_secret: false,
  pushover_user: false,
  pushover_token: false,
  pushbullet_token: false,
  slack_webhook: false,
};

export const isSecret = (key: ChangeKey): key is SecretKey => SECRET_KEYS.has(key);

/** A form knows one kind of line break only, so a note that came with another one is not changed by being shown. */
const withPlainBreaks = (text: string) => text.replaceAll(/\r\n?/g, '\n');

const numberAsText = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');

/** A container as its form shows it, with nothing typed. */
export function valuesOf(container: ContainerDetail): ContainerValues {
  const base = baseOf(container);
  return {
    name: base.name,
    note: withPlainBreaks(base.note),
    memory: formatSize(base.memory),
    storage: formatSize(base.storage),
    distro: numberAsText(base.distro),
    ssh_keys: base.ssh_keys,
    pending_keys: '',
    tags: base.tags,
    jid: base.jid,
    jid_destinations: base.jid_destinations,
    pushover_sound: base.pushover_sound,
    alarm_freq: numberAsText(base.alarm_freq),
    quota_threshold: numberAsText(base.quota_threshold),
    nofollow: base.nofollow,
    secrets: NO_SECRETS,
    removed: NONE_REMOVED,
  };
}

const sorted = (items: readonly string[]) => JSON.stringify(items.map((item) => item.trim()).sort());

/** What a text means, so that `8 GB` and `8000` are the same size. */
function meaningOf(key: PlainKey, value: ContainerValues[PlainKey]): string {
  if (Array.isArray(value)) return sorted(value);
  if (typeof value === 'boolean') return String(value);
  if (key === 'note') return value;
  if (key !== 'memory' && key !== 'storage') return value.trim();
  const parsed = parseMegabytes(value);
  return parsed.ok ? String(parsed.megabytes) : value.trim();
}

/** Whether two values of a field ask for the same. */
export function isSameValue(key: PlainKey, one: ContainerValues[PlainKey], other: ContainerValues[PlainKey]): boolean {
  return meaningOf(key, one) === meaningOf(key, other);
}

const KEYS = Object.keys(FIELD_WORDS) as ChangeKey[];
const ACTIONS: readonly ChangeKey[] = ['link', 'unlink', 'reboot'];

/** The keys of the form, in the order of the page. */
export const FORM_KEYS = KEYS.filter((key): key is PlainKey | SecretKey => !ACTIONS.includes(key));
export const PLAIN_KEYS = FORM_KEYS.filter((key): key is PlainKey => !isSecret(key));

/** Whether a field asks for something else than what the form started from. */
export function isChanged(key: PlainKey | SecretKey, values: ContainerValues, started: ContainerValues): boolean {
  if (isSecret(key)) return values.removed[key] || values.secrets[key].trim() !== '';
  if (key === 'ssh_keys' && values.pending_keys.trim() !== '') return true;
  return !isSameValue(key, values[key], started[key]);
}

/** Whether two forms hold something else in a field, as far as it means something else. */
export function isOther(key: PlainKey | SecretKey, one: ContainerValues, other: ContainerValues): boolean {
  if (isSecret(key)) return one.secrets[key] !== other.secrets[key] || one.removed[key] !== other.removed[key];
  if (key === 'ssh_keys' && one.pending_keys !== other.pending_keys) return true;
  return !isSameValue(key, one[key], other[key]);
}

/** The fields that ask for something else than what the form started from, valid or not. */
export function changedKeys(values: ContainerValues, started: ContainerValues): (PlainKey | SecretKey)[] {
  return FORM_KEYS.filter((key) => isChanged(key, values, started));
}

const WHOLE_NUMBER = /^\d{1,9}$/;

/** A field in the spelling of the API; undefined when it is no possible value. */
function asked(key: PlainKey | SecretKey, values: ContainerValues, started: ContainerValues) {
  if (isSecret(key)) return values.removed[key] ? '' : values.secrets[key].trim();
  switch (key) {
    case 'memory':
    case 'storage': {
      const parsed = parseMegabytes(values[key]);
      return parsed.ok ? parsed.megabytes : undefined;
    }
    case 'distro':
    case 'alarm_freq':
    case 'quota_threshold': {
      const text = values[key].trim();
      return WHOLE_NUMBER.test(text) ? Number(text) : undefined;
    }
    case 'ssh_keys': {
      const taken = takePending(values.ssh_keys, values.pending_keys, started.ssh_keys);
      return 'message' in taken ? undefined : taken.keys;
    }
    case 'name':
      return values.name.trim() || undefined;
    case 'note':
    case 'tags':
    case 'nofollow':
      return values[key];
    default:
      return values[key].trim();
  }
}

/** What a save would ask of the API: only what was changed, and can be read. */
export function changeOf(values: ContainerValues, started: ContainerValues): ContainerChange {
  const entries = changedKeys(values, started).map((key) => [key, asked(key, values, started)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The values of secrets when the form began to ask for others; never drawn, never kept. */
export type SecretBase = { [Key in Exclude<SecretKey, 'jid_secret'>]?: string };

/** The secrets that a read gives. */
export function secretBaseOf(container: ContainerDetail): SecretBase {
  const { pushover_user, pushover_token, pushbullet_token, slack_webhook } = baseOf(container);
  return { pushover_user, pushover_token, pushbullet_token, slack_webhook };
}

/**
 * What an edit started from, of the keys of its change, in the API's own spelling wherever the container still shows it:
 * the form's spelling of it may differ, in line breaks for one.
 */
export function editBaseOf(edit: {
  change: ContainerChange;
  started: ContainerValues;
  container: ContainerDetail;
  secrets: SecretBase;
}): EditBase {
  const { change, started, container, secrets } = edit;
  const [shown, now] = [valuesOf(container), baseOf(container)];
  const base: EditBase = {};
  const put = <Key extends ChangeKey>(key: Key, value: EditBase[Key]) => {
    base[key] = value;
  };
  for (const key of FORM_KEYS.filter((one) => change[one] !== undefined)) {
    if (isSecret(key)) {
      if (key !== 'jid_secret' && secrets[key] !== undefined) put(key, secrets[key]);
    } else if (isSameValue(key, shown[key], started[key])) put(key, now[key]);
    else {
      const untouched = { ...started, pending_keys: '' };
      const value = asked(key, untouched, untouched);
      // No number at all is null in the API's spelling; a text that means nothing is no base.
      if (value !== undefined) put(key, value as EditBase[typeof key]);
      else if (started[key] === '') put(key, null);
    }
  }
  return base;
}

/** What was added to a set by others: in `shown`, but not among what was asked for. */
export function addedByOthers(shown: readonly string[], asked: readonly string[]): string[] {
  const known = new Set(asked.map((item) => item.trim()));
  return shown.filter((item) => !known.has(item.trim()));
}
