/** What the API holds as plain facts, and what a write may have changed of them: for the model-based test of all writes. */

interface StoredContainer {
  uid: number;
  owner: string | null;
  server: string;
  name: string;
  memory: number;
  storage: number;
  distro: number | null;
  tags: number[];
  linkedTo: number[];
  sshKeys: string[];
  settings: { note: string; jid: string | null; nofollow: boolean; quota_threshold: number };
  reboots: number;
}

/** What the tests look at of the mock API. */
export interface StoredWorld {
  containers: () => readonly StoredContainer[];
  tags: () => readonly { id: number; name: string; note: string }[];
  portMappings: () => readonly unknown[];
}

/** Every fact by its name, such as `container 30001 memory`. */
export type Facts = ReadonlyMap<string, string>;

/** By the name of a fact the values that it may have now; undefined: it may be missing. All others are as before. */
export type Allowed = Map<string, readonly (string | undefined)[]>;

/** The name of a fact of a container. */
export const ofContainer = (uid: number, key: string) => `container ${uid} ${key}`;
/** The name of a fact of a tag. */
export const ofTag = (id: number, key: string) => `tag ${id} ${key}`;

/** A set as a fact: in any order. */
export const setFact = (items: readonly (string | number)[]) => JSON.stringify([...new Set(items.map(String))].sort());

function factsOfContainer(each: StoredContainer): [string, string][] {
  const { settings } = each;
  const values: Record<string, string | number | boolean> = {
    server: each.server,
    name: each.name,
    memory: each.memory,
    storage: each.storage,
    distro: each.distro ?? 'none',
    tags: setFact(each.tags),
    links: setFact(each.linkedTo),
    ssh_keys: setFact(each.sshKeys),
    note: settings.note,
    jid: settings.jid ?? '',
    nofollow: settings.nofollow,
    quota_threshold: settings.quota_threshold,
    reboots: each.reboots,
  };
  return Object.entries(values).map(([key, value]) => [ofContainer(each.uid, key), String(value)]);
}

/** All that the API holds of what the panel can write. */
export function factsOf(world: StoredWorld): Map<string, string> {
  return new Map([
    ...world.containers().flatMap(factsOfContainer),
    ...world.tags().flatMap(({ id, name, note }): [string, string][] => [
      [ofTag(id, 'name'), name],
      [ofTag(id, 'note'), note],
    ]),
    ...world.portMappings().map((row): [string, string] => [`mapping ${JSON.stringify(row)}`, 'there']),
  ]);
}

/** @throws Error that names the fact which is not one of what it may be. */
export function expectOnly(before: Facts, after: Facts, allowed: Allowed): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const now = after.get(key);
    const values = allowed.get(key);
    if (values ? values.includes(now) : now === before.get(key)) continue;
    const may = values ? `may be ${values.map(String).join(' or ')}` : 'was not to be changed';
    throw new Error(`${key} was ${before.get(key)}, is ${now}, and ${may}.`);
  }
}

/** What a fact may be after a write that wanted another value, by what the panel said of it. */
export function valuesAfter<Value>(verdict: string, old: Value, wanted: Value): Value[] {
  if (verdict === 'done') return [wanted];
  return verdict === 'cannot-tell' || verdict === 'reloaded' ? [old, wanted] : [old];
}
