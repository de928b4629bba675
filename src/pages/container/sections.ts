/** The parts of a container's page that are saved, and the words about a save. */
import { type ChangeKey, FIELD_WORDS, fieldsInWords, whatReboots } from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { PlainKey, SecretKey } from './container-form-values.ts';

export type FormKey = PlainKey | SecretKey;

/** Which fields stand in which section. */
export const SECTIONS = {
  resources: ['memory', 'storage'],
  start: ['distro', 'ssh_keys'],
  details: ['name', 'note', 'tags'],
  alarms: [
    'jid',
    'jid_secret',
    'jid_destinations',
    'pushover_user',
    'pushover_token',
    'pushover_sound',
    'pushbullet_token',
    'slack_webhook',
    'alarm_freq',
    'quota_threshold',
    'nofollow',
  ],
} as const satisfies Record<string, readonly FormKey[]>;

export type SectionName = keyof typeof SECTIONS;

/** Where a save was asked for, and where its failure is said. */
export type SavePlace = SectionName | 'bar';

/** `memory, storage`. */
export function listed(keys: readonly ChangeKey[]): string {
  return keys.map((key) => FIELD_WORDS[key]).join(', ');
}

/** `the tag db`, `the tags db and hot`. */
export function tagsInWords(tags: readonly string[]): string {
  const names = tags.map(shownText);
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `the ${names.length === 1 ? 'tag' : 'tags'} ${list}`;
}

interface PlannedSave {
  change: ContainerChange;
  /** Changed, valid or not. */
  keys: readonly FormKey[];
  /** Not valid: nothing is sent before they are mended. */
  wrong: readonly FormKey[];
  newTags: readonly string[];
  container: ContainerDetail;
}

/** What a save sends and what it reboots, to be read before it is pressed (api.md §3). */
export function saveInWords(save: PlannedSave): string {
  const { keys, newTags, wrong } = save;
  if (wrong.length > 0) return rebootInWords(save);
  const created = newTags.length > 0 ? `Creates ${tagsInWords(newTags)}. ` : '';
  return `${created}Saves ${fieldsInWords(keys)}. ${rebootInWords(save)}`;
}

/** Whether a save reboots, in a sentence, or what is in its way. */
export function rebootInWords({ change, wrong, container }: PlannedSave): string {
  if (wrong.length > 0) return `Nothing can be saved yet: check ${fieldsInWords(wrong)}.`;
  return whatReboots(change, container).length > 0 ? `Reboots ${nameOfContainer(container)} once.` : 'Does not reboot.';
}
