import type { QueryClient } from '@tanstack/react-query';
import { ApiError, type WriteAnswer } from '../api/errors.ts';
import { createPortMapping, deletePortMapping, listPortMappings } from '../api/port-mappings.ts';
import type { NewPortMapping, PortMapping } from '../api/schemas.ts';
import type { Connection, Listing } from '../api/transport.ts';
import { bodyOf } from '../rules/port-mapping-edits.ts';
import {
  checkNewMapping,
  checkPrivatePort,
  checkPublicPort,
  judgeMappingCreation,
  judgeMappingDeletion,
  type MappingCheck,
  type MappingField,
} from '../rules/port-mappings.ts';
import { assertSignedInAs } from '../session/session.ts';
import { containersQuery } from './containers.ts';
import { currentOutage } from './outage.ts';
import { recordMappingChange } from './port-mapping-history.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { readAndShow } from './read-and-show.ts';
import { settle } from './settle.ts';

/** Where the mappings of one server are read and written, with the cache that shows them. */
export interface MappingTable {
  queryClient: QueryClient;
  connection: Connection;
  address: string;
}

/** Reads the table past any read under way, which may be older than the last write, and shows it. @throws ApiError */
export async function readTable({ queryClient, connection, address }: MappingTable): Promise<Listing<PortMapping>> {
  const { queryKey } = portMappingsQuery(address);
  const read = () => listPortMappings(connection, address, { previous: queryClient.getQueryData(queryKey) });
  return readAndShow(queryClient, connection, queryKey, read);
}

export type KnownContainers = Pick<MappingCheck, 'containersOnServer' | 'names'>;

/** The customer's containers as last read; nothing when they have not been. */
export function knownContainers({ queryClient, address }: MappingTable): KnownContainers {
  const items = queryClient.getQueryData(containersQuery().queryKey)?.items;
  if (!items) return {};
  return {
    containersOnServer: items.filter((container) => container.server_address === address),
    names: new Map(items.map(({ uid, name }) => [uid, name])),
  };
}

/** A refusal may come from a container that was moved away since the list was read, so the list is read again. */
export async function freshContainers(table: MappingTable): Promise<KnownContainers> {
  try {
    await table.queryClient.fetchQuery({ ...containersQuery(), staleTime: 0, retry: false });
  } catch {
    // What was known before still explains most refusals.
  }
  return knownContainers(table);
}

type Objection = { field: MappingField; message: string };

/** The first thing that speaks against a mapping; undefined when nothing does. `ignoreId` is the mapping under edit. */
export function firstObjection(
  table: MappingTable,
  mappings: readonly PortMapping[],
  wanted: NewPortMapping,
  ignoreId?: number,
): Objection | undefined {
  const check: MappingCheck = { mappings, wanted, ...knownContainers(table) };
  if (ignoreId !== undefined) check.ignoreId = ignoreId;
  const messages = checkNewMapping(check);
  for (const field of ['public_port', 'private_port', 'container'] as const) {
    const message = messages[field];
    if (message !== undefined) return { field, message };
  }
  return undefined;
}

/**
 * What stands in the way of a mapping that stood there before. Only other mappings count: the API takes some ports that
 * the panel does not ask for, such as 1024 (api.md §4), and what the person had must not be lost to that.
 */
export function objectionToRestoring(
  table: MappingTable,
  mappings: readonly PortMapping[],
  wanted: NewPortMapping,
): Objection | undefined {
  const { names } = knownContainers(table);
  const publicPort = checkPublicPort(mappings, wanted, undefined, names);
  if (publicPort) return { field: 'public_port', message: publicPort.message };
  const privatePort = checkPrivatePort(mappings, wanted, undefined, names);
  return privatePort && { field: 'private_port', message: privatePort.message };
}

/**
 * Creates one mapping, once. No answer proves anything: see {@link judgeCreation}.
 * @throws SessionEndedError when the person signed out since the table was given: nothing was sent then.
 */
export async function sendCreation(table: MappingTable, wanted: NewPortMapping): Promise<WriteAnswer> {
  assertSignedInAs(table.connection);
  return createPortMapping(table.connection, table.address, wanted);
}

/** Lets reads decide what a creation did. `before` is the table as it stood just before; `after` is the last one that was read. */
export async function judgeCreation(
  table: MappingTable,
  { wanted, before, answer }: { wanted: NewPortMapping; before: readonly PortMapping[]; answer: WriteAnswer },
  onLookAgain?: () => void,
) {
  const containers = answer.outcome === 'refused' ? await freshContainers(table) : knownContainers(table);
  return settle({
    read: () => readTable(table),
    judge: ({ items, unreadable }) => ({
      ...judgeMappingCreation({ before, wanted, answer, after: items, unreadable: unreadable.length, ...containers }),
      after: items,
    }),
    ...(onLookAgain ? { onLookAgain } : {}),
  });
}

/** Deletes one mapping, once; as {@link sendCreation}. */
export async function sendDeletion(table: MappingTable, { id }: PortMapping): Promise<WriteAnswer> {
  assertSignedInAs(table.connection);
  return deletePortMapping(table.connection, table.address, id);
}

/** Lets reads decide what a deletion did. */
export async function judgeDeletion(table: MappingTable, mapping: PortMapping, answer: WriteAnswer) {
  return settle({
    read: () => readTable(table),
    judge: ({ items, unreadable }) =>
      judgeMappingDeletion({ mapping, answer, after: items, unreadable: unreadable.length }),
  });
}

/** Creates one mapping that is wanted by itself, and records it when a read has shown it. */
async function create(
  table: MappingTable,
  { wanted, before, kind }: { wanted: NewPortMapping; before: readonly PortMapping[]; kind: 'add' | 'revert' },
  onLookAgain?: () => void,
) {
  const answer = await sendCreation(table, wanted);
  const { after: _, ...verdict } = {
    after: undefined,
    ...(await judgeCreation(table, { wanted, before, answer }, onLookAgain)),
  };
  if (verdict.verdict === 'done') recordMappingChange(table, { kind, removed: [], added: [bodyOf(wanted)] });
  return verdict;
}

/**
 * Deletes one mapping, once, lets a read decide what happened, and records it when it did.
 * @throws SessionEndedError as {@link sendCreation}, ApiError when the browser has no network: nothing was sent then either.
 */
export async function deleteAndJudge(table: MappingTable, mapping: PortMapping) {
  // It reads nothing first, and without a network would be looked for in vain.
  if (currentOutage()?.kind === 'offline') throw new ApiError('DELETE portmappings', { kind: 'no-answer' });
  const verdict = await judgeDeletion(table, mapping, await sendDeletion(table, mapping));
  if (verdict.verdict === 'done') recordMappingChange(table, { kind: 'delete', removed: [mapping], added: [] });
  return verdict;
}

/**
 * Adds a mapping: the table is read again just before, so that a port taken meanwhile is found and nothing is sent
 * (`not-done`). @throws ApiError when that read fails, SessionEndedError when the person signed out meanwhile: nothing was
 * sent then either.
 */
export async function addMapping(table: MappingTable, wanted: NewPortMapping, onLookAgain?: () => void) {
  const { items: before } = await readTable(table);
  const objection = firstObjection(table, before, wanted);
  if (objection) return { verdict: 'not-done' as const, ...objection };
  return create(table, { wanted, before, kind: 'add' }, onLookAgain);
}

/** Creates a mapping again that was just deleted; see {@link addMapping} for what is promised. */
export async function restoreMapping(table: MappingTable, wanted: NewPortMapping) {
  const { items: before } = await readTable(table);
  const objection = objectionToRestoring(table, before, wanted);
  if (objection) return { verdict: 'not-done' as const, ...objection };
  return create(table, { wanted, before, kind: 'revert' });
}
