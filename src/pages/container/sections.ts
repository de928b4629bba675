/** The parts of a container's page that are saved, and the words about a save. */
import {
  type ChangeKey,
  FIELD_WORDS,
  fieldsInWords,
  keysOfChange,
  whatReboots,
} from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { listInWords } from '../../rules/words.ts';
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
  return `the ${names.length === 1 ? 'tag' : 'tags'} ${listInWords(names)}`;
}

/** `Removes Slack webhook.`, `Saves name. Removes note.`: an emptied text is a removal, not a value. */
function writesInWords(keys: readonly FormKey[], change: ContainerChange): string {
  const removed = keys.filter((key) => change[key] === '');
  const saved = keys.filter((key) => change[key] !== '');
  const words = [
    saved.length > 0 && `Saves ${fieldsInWords(saved)}.`,
    removed.length > 0 && `Removes ${fieldsInWords(removed)}.`,
  ];
  return words.filter(Boolean).join(' ');
}

/** `saved name and tags`, `removed Slack webhook`: the same, of what was sent. */
export function writtenInWords(sent: ContainerChange): string {
  const keys = keysOfChange(sent);
  const removed = keys.filter((key) => sent[key] === '');
  const saved = keys.filter((key) => sent[key] !== '');
  const words = [
    saved.length > 0 && `saved ${fieldsInWords(saved)}`,
    removed.length > 0 && `removed ${fieldsInWords(removed)}`,
  ];
  return words.filter(Boolean).join(', ');
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

/**
 * What a save sends and what it reboots, to be read beside the button of a section before it is pressed (api.md §3). Which
 * fields, when they are all of this section; the bar lists those of several.
 */
export function saveInWords(save: PlannedSave, section: SectionName): string {
  const { change, keys, newTags, wrong } = save;
  const own: readonly string[] = SECTIONS[section];
  if (wrong.length > 0) return rebootInWords(save);
  const created = newTags.length > 0 ? `Creates ${tagsInWords(newTags)}. ` : '';
  const writes = keys.every((key) => own.includes(key))
    ? writesInWords(keys, change)
    : 'Saves all changes of this page.';
  return `${created}${writes} ${rebootInWords(save)}`;
}

/** Whether a save reboots, in a sentence, or what is in its way. */
export function rebootInWords({ change, wrong, container }: PlannedSave): string {
  if (wrong.length > 0) return `Nothing can be saved yet: check ${fieldsInWords(wrong)}.`;
  return whatReboots(change, container).length > 0 ? `Reboots ${nameOfContainer(container)} once.` : 'Does not reboot.';
}
