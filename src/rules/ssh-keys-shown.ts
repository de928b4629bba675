/** The keys of a container as its form shows them: those installed, with what was added and taken away since. */
import { keyIdentity, keyOf, type PublicKey } from './ssh-keys.ts';

export interface ShownKey {
  /** By {@link keyIdentity}: unique among the keys shown. */
  identity: string;
  /** As installed, or as added. */
  line: string;
  /** Undefined: the line is no key that the panel can read. It stays as it is until a person removes it. */
  key: PublicKey | undefined;
  state: 'installed' | 'new' | 'removed';
  /** How many lines are this key: the API takes the same one twice. */
  times: number;
}

/** One entry a key: first what the form started from, in its order, also what is to be removed; then what was added. */
export function shownKeys(value: readonly string[], startedFrom: readonly string[]): ShownKey[] {
  const here = new Set(value.map(keyIdentity));
  const installed = new Set(startedFrom.map(keyIdentity));
  const shown = new Map<string, ShownKey>();
  const added = value.filter((line) => !installed.has(keyIdentity(line)));
  for (const line of [...startedFrom, ...added]) {
    const identity = keyIdentity(line);
    const known = shown.get(identity);
    if (known) {
      known.times += 1;
      continue;
    }
    const installedState = here.has(identity) ? 'installed' : 'removed';
    const state = installed.has(identity) ? installedState : 'new';
    shown.set(identity, { identity, line, key: keyOf(line), state, times: 1 });
  }
  return [...shown.values()];
}

/** The list without this key, however often it is there. */
export function withoutKey(value: readonly string[], identity: string): string[] {
  return value.filter((line) => keyIdentity(line) !== identity);
}

/** Nobody can log in to a container without a key, and it does not start (api.md §3). */
export function leavesNoKey(value: readonly string[]): boolean {
  return value.every((line) => line.trim() === '');
}
