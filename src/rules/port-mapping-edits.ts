import type { NewPortMapping, PortMapping } from '../api/schemas.ts';

/** An edit under way: the row as it was, and as it shall be. The API has no change, so an edit is two writes (api.md §4). */
export interface MappingEdit {
  old: PortMapping;
  wanted: NewPortMapping;
}

/** Whether two mappings are the same but for their id. */
export function isSameMapping(one: NewPortMapping, other: NewPortMapping): boolean {
  return (
    one.proto === other.proto &&
    one.public_port === other.public_port &&
    one.container === other.container &&
    one.private_port === other.private_port
  );
}

/** Equal for mappings that differ at most in their id: to look up one among as many as a server can have (129,016). */
export function mappingKey({ proto, public_port, container, private_port }: NewPortMapping): string {
  return `${proto}:${public_port}:${container}:${private_port}`;
}

/**
 * Which of the two writes of an edit goes first. Creating first leaves no moment without a mapping; it is impossible
 * when the API would refuse the new row because of the old one, and wrong when both would hold the public port at once
 * (api.md §4).
 */
export function orderOfEdit({ old, wanted }: MappingEdit): 'create-first' | 'delete-first' {
  const sameProtocol = old.proto === wanted.proto;
  const samePublicPort = sameProtocol && old.public_port === wanted.public_port;
  const samePrivatePort =
    sameProtocol && old.private_port === wanted.private_port && old.container === wanted.container;
  return samePublicPort || samePrivatePort ? 'delete-first' : 'create-first';
}

/** What a fresh table shows of an edit, whatever the answers were (api.md §1). */
export type EditState =
  /** Only the new row stands. */
  | 'done'
  /** Only the old row stands, or it stands again. */
  | 'not-done'
  /** Both rows stand: the old one is still to be deleted. */
  | 'both'
  /** Neither stands: the port is closed. */
  | 'neither';

/** The old row of an edit in a table: by its id or, once it was put back, by its values. */
export function oldRowOf({ old }: MappingEdit, table: readonly PortMapping[]): PortMapping | undefined {
  return table.find(({ id }) => id === old.id) ?? table.find((mapping) => isSameMapping(mapping, old));
}

/** The new row of an edit in a table. */
export function newRowOf({ old, wanted }: MappingEdit, table: readonly PortMapping[]): PortMapping | undefined {
  return table.find((mapping) => mapping.id !== old.id && isSameMapping(mapping, wanted));
}

/** Compares an edit with a fresh table. */
export function stateOfEdit(edit: MappingEdit, table: readonly PortMapping[]): EditState {
  const hasOld = oldRowOf(edit, table) !== undefined;
  if (newRowOf(edit, table)) return hasOld ? 'both' : 'done';
  return hasOld ? 'not-done' : 'neither';
}

/** Where an interrupted edit can still go: the new row alone, or the old row alone. */
export type ResumeGoal = 'finish' | 'put-back';

/** The body that creates a mapping like this one again. */
export function bodyOf({ container, proto, public_port, private_port }: NewPortMapping): NewPortMapping {
  return { container, proto, public_port, private_port };
}
