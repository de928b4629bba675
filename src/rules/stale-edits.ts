/**
 * Edits of a container that somebody else may have changed meanwhile: the API has no ETag, and replaces tags and SSH keys
 * as a whole (api.md §3), so an edit is carried over to what a read just before the write shows.
 */
import type { ContainerChange, ContainerDetail } from '../api/schemas.ts';
import { type ChangeKey, keysOfChange, missingOf } from './container-changes.ts';
import { keyIdentity } from './ssh-keys.ts';

/** What a form started from, of the keys that it changes; null: there was none. Keys that no read gives are absent. */
export type EditBase = { [Key in ChangeKey]?: ContainerChange[Key] | null };

/** A value that was changed here and elsewhere, differently; the person decides. Never tags or SSH keys, which merge. */
export interface EditConflict {
  key: ChangeKey;
  mine: EditBase[ChangeKey];
  theirs: EditBase[ChangeKey];
}

/** A container's values in the spelling of a change: what a form starts from. Missing texts are empty. */
export function baseOf(container: ContainerDetail) {
  return {
    name: container.name,
    note: container.note ?? '',
    memory: container.memory,
    storage: container.storage,
    distro: container.distro,
    ssh_keys: container.ssh_keys,
    tags: container.tags,
    jid: container.jid ?? '',
    jid_destinations: container.jid_destinations ?? '',
    pushover_user: container.pushover_user ?? '',
    pushover_token: container.pushover_token ?? '',
    pushover_sound: container.pushover_sound ?? '',
    pushbullet_token: container.pushbullet_token ?? '',
    slack_webhook: container.slack_webhook ?? '',
    alarm_freq: container.alarm_freq ?? null,
    quota_threshold: container.quota_threshold ?? null,
    nofollow: container.nofollow ?? false,
  } satisfies EditBase;
}

/** Theirs, without what was taken away here, and with what was added here. Equality is that of `identity`. */
export function mergeSets(
  sets: { base: readonly string[]; mine: readonly string[]; theirs: readonly string[] },
  identity: (item: string) => string = (item) => item,
): string[] {
  const [base, mine, theirs] = [sets.base, sets.mine, sets.theirs].map((items) => new Set(items.map(identity)));
  const isRemoved = (item: string) => base?.has(identity(item)) && !mine?.has(identity(item));
  const isAdded = (item: string) => !base?.has(identity(item)) && !theirs?.has(identity(item));
  return [...sets.theirs.filter((item) => !isRemoved(item)), ...sets.mine.filter(isAdded)];
}

/** Nobody chose to take anything away: tags and SSH keys are added to those that are there. */
export const NOTHING_TAKEN_AWAY = { tags: [], ssh_keys: [] } satisfies EditBase;

/** What a container lacks of a change that was meant for an untouched one. */
export function stillToSet(change: ContainerChange, current: ContainerDetail): ContainerChange {
  return carryOver({ base: NOTHING_TAKEN_AWAY, change, current }).change;
}

/**
 * Carries an edit over to what the container is now. Somebody else's change of another key stays by not being sent; tags
 * and SSH keys are merged, so that nothing added meanwhile is lost; of any other key that both changed, `conflicts` holds
 * both values, and nothing is to be sent. `change` holds only what the container does not show already.
 */
export function carryOver(edit: { base: EditBase; change: ContainerChange; current: ContainerDetail }): {
  change: ContainerChange;
  conflicts: EditConflict[];
} {
  const { base, current } = edit;
  const merged: ContainerChange = { ...edit.change };
  if (merged.tags) {
    merged.tags = mergeSets({ base: base.tags ?? [], mine: merged.tags, theirs: current.tags });
  }
  if (merged.ssh_keys) {
    const sets = { base: base.ssh_keys ?? [], mine: merged.ssh_keys, theirs: current.ssh_keys };
    merged.ssh_keys = mergeSets(sets, keyIdentity);
  }
  const wanted = missingOf(merged, current);
  const change: ContainerChange = Object.fromEntries(wanted.map((key) => [key, merged[key]]));
  const now: EditBase = baseOf(current);
  const isContested = (key: ChangeKey) => key !== 'tags' && key !== 'ssh_keys' && key in base && base[key] !== now[key];
  const conflicts = keysOfChange(change)
    .filter(isContested)
    .map((key) => ({ key, mine: change[key], theirs: now[key] }));
  return { change, conflicts };
}
