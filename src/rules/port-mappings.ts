import type { WriteAnswer } from '../api/errors.ts';
import type { Container, NewPortMapping, PortMapping } from '../api/schemas.ts';
import { nameAndUid } from './containers.ts';
import { isSameMapping } from './port-mapping-edits.ts';
import { checkPort } from './ports.ts';
import { afterRefusal, type Refusal, reasonOf } from './refusals.ts';

export type { NewPortMapping, PortMapping, Protocol } from '../api/schemas.ts';

/** Container names by uid, to speak of a container as people know it. */
export type ContainerNames = ReadonlyMap<number, string>;

/** A field of the form "New port mapping". */
export type MappingField = 'public_port' | 'private_port' | 'container';

/** `tcp 9000`: how a mapping is called everywhere (screens.md). */
export function describeMapping({ proto, public_port }: Pick<PortMapping, 'proto' | 'public_port'>): string {
  return `${proto} ${public_port}`;
}

/** `10.0.0.3:8000`: where the process inside the container must listen, never on 127.0.0.1 (api.md §4). */
export function privateAddress({ container_ip, private_port }: PortMapping): string {
  return `${container_ip}:${private_port}`;
}

/** A container of a mapping, for messages, as `nameAndUid` calls it: its name may be unknown, when it is another customer's. */
export function describeHolder(uid: number, names?: ContainerNames): string {
  return nameAndUid({ uid, name: names?.get(uid) ?? '' });
}

function isSamePublic(one: Pick<PortMapping, 'proto' | 'public_port'>, other: typeof one): boolean {
  return one.public_port === other.public_port && one.proto === other.proto;
}

/**
 * Who holds this public port with this protocol, be it any container of the server: the API itself would let two
 * containers take it (api.md §4). Undefined when it is free. `ignoreId` is the mapping under edit.
 */
export function checkPublicPort(
  mappings: readonly PortMapping[],
  wanted: Pick<NewPortMapping, 'proto' | 'public_port'>,
  ignoreId?: number,
  names?: ContainerNames,
): { message: string; holder: PortMapping } | undefined {
  const holder = mappings.find((mapping) => isSamePublic(mapping, wanted) && mapping.id !== ignoreId);
  if (!holder) return undefined;
  return { message: `${describeMapping(wanted)} is taken by ${describeHolder(holder.container, names)}.`, holder };
}

/**
 * Which mapping already leads to this private port of this container with this protocol: the API refuses a second
 * one (api.md §4). Undefined when there is none. `ignoreId` is the mapping under edit.
 */
export function checkPrivatePort(
  mappings: readonly PortMapping[],
  wanted: Pick<NewPortMapping, 'proto' | 'private_port' | 'container'>,
  ignoreId?: number,
  names?: ContainerNames,
): { message: string; holder: PortMapping } | undefined {
  const { proto, private_port, container } = wanted;
  const holder = mappings.find(
    (mapping) =>
      mapping.private_port === private_port &&
      mapping.container === container &&
      mapping.proto === proto &&
      mapping.id !== ignoreId,
  );
  if (!holder) return undefined;
  const owner = describeHolder(container, names);
  return {
    message: `${proto} ${private_port} of ${owner} is already mapped, from ${describeMapping(holder)}.`,
    holder,
  };
}

/** What a new mapping is checked against. Leave `containersOnServer` out when it is not known: it is not checked then. */
export interface MappingCheck {
  mappings: readonly PortMapping[];
  wanted: NewPortMapping;
  containersOnServer?: readonly Pick<Container, 'uid'>[];
  names?: ContainerNames;
  /** The mapping under edit, which does not stand in its own way. */
  ignoreId?: number;
}

function checkContainer({ wanted, containersOnServer }: MappingCheck): string | undefined {
  if (!containersOnServer || containersOnServer.some(({ uid }) => uid === wanted.container)) return undefined;
  return `Choose a container of this server: ${wanted.container} is not one of yours on it.`;
}

/**
 * Everything that speaks against a mapping, a sentence a field; an empty object when it may be created. The rules of
 * the API, and that one public port leads to one container only (api.md §4).
 */
export function checkNewMapping(check: MappingCheck): { [Field in MappingField]?: string } {
  const { mappings, wanted, ignoreId, names } = check;
  const messages = {
    public_port: checkPort(wanted.public_port, 'public') ?? checkPublicPort(mappings, wanted, ignoreId, names)?.message,
    private_port:
      checkPort(wanted.private_port, 'private') ?? checkPrivatePort(mappings, wanted, ignoreId, names)?.message,
    container: checkContainer(check),
  };
  return Object.fromEntries(Object.entries(messages).filter(([, message]) => message !== undefined));
}

/**
 * Why the API refused a mapping, which it mostly does with 403 and without a reason (api.md §4): the first rule that fails
 * against a fresh table. Without one, what it said, or what usually causes it.
 */
export function explainRefusedMapping(check: MappingCheck, answer: Refusal): { field?: MappingField; message: string } {
  const messages = checkNewMapping(check);
  // A public port held by another container comes last: the API as we know it does not refuse that.
  for (const field of ['container', 'private_port', 'public_port'] as const) {
    const message = messages[field];
    if (message !== undefined) return { field, message };
  }
  if (answer.status !== 403) {
    return { message: `The API refused (${reasonOf(answer)}), and nothing was added. ${afterRefusal(answer)}` };
  }
  return {
    message:
      'The API refused without a reason, and nothing was added. Usual causes: the container was moved to another server, ' +
      'the server is no longer yours, or the supplier reserves this port. Load the page again and compare.',
  };
}

const SIGNED_OUT = 'The API no longer takes your sign-in. Sign in again, then repeat it.';

/** Rows that could not be read may hold what is looked for; undefined when all were read. */
export function warnOfUnreadable(unreadable: number): string | undefined {
  if (unreadable === 0) return undefined;
  return unreadable === 1
    ? '1 row of this table could not be read and may hold it.'
    : `${unreadable} rows of this table could not be read and may hold it.`;
}

/** What came of a creation. `field` is where the message belongs. */
export type MappingCreation =
  | { verdict: 'done'; mapping: PortMapping }
  | { verdict: 'not-done'; field?: MappingField; message: string }
  | { verdict: 'cannot-tell' };

/**
 * Decides by a read what a creation did (design.md §1.3). A row with the wanted values that was not there before is done,
 * whatever the answer: the browser's own repetition is answered 403 (api.md §1). A row missing after an acceptance or
 * an unknown outcome cannot be told: another read may still show it. Nor can one be missed in a table of which some rows
 * are `unreadable`. `before` is the table as it stood just before the POST.
 */
export function judgeMappingCreation(facts: {
  before: readonly PortMapping[];
  wanted: NewPortMapping;
  answer: WriteAnswer;
  after: readonly PortMapping[];
  /** How many rows of `after` could not be read. */
  unreadable?: number;
  containersOnServer?: readonly Pick<Container, 'uid'>[];
  names?: ContainerNames;
}): MappingCreation {
  const { before, wanted, answer, after, unreadable = 0, containersOnServer, names } = facts;
  const idsBefore = new Set(before.map(({ id }) => id));
  const rows = after.filter((mapping) => isSameMapping(mapping, wanted));
  const added = rows.find(({ id }) => !idsBefore.has(id));
  if (added) return { verdict: 'done', mapping: added };
  if (answer.outcome === 'not-signed-in') {
    return { verdict: 'not-done', message: `${describeMapping(wanted)} was not added. ${SIGNED_OUT}` };
  }
  if (rows.length > 0) {
    const message = `This mapping is there already: ${checkPublicPort(rows, wanted, undefined, names)?.message} Nothing to add.`;
    return { verdict: 'not-done', field: 'public_port', message };
  }
  if (answer.outcome !== 'refused' || unreadable > 0) return { verdict: 'cannot-tell' };
  const check: MappingCheck = { mappings: after, wanted };
  if (containersOnServer) check.containersOnServer = containersOnServer;
  if (names) check.names = names;
  return { verdict: 'not-done', ...explainRefusedMapping(check, answer) };
}

/** What came of a deletion. */
export type MappingDeletion =
  | { verdict: 'done' }
  | { verdict: 'not-done'; message: string }
  | { verdict: 'cannot-tell' };

/**
 * Decides by a read what a deletion did: the id is gone, done, whatever the answer (api.md §1). A row that still stands
 * after an acceptance or an unknown outcome cannot be told: another read may show it gone. Nor is an id gone from a table
 * of which some rows are `unreadable`.
 */
export function judgeMappingDeletion(facts: {
  mapping: PortMapping;
  answer: WriteAnswer;
  after: readonly PortMapping[];
  /** How many rows of `after` could not be read. */
  unreadable?: number;
}): MappingDeletion {
  const { mapping, answer, after, unreadable = 0 } = facts;
  const stands = after.some(({ id }) => id === mapping.id);
  if (!stands) return { verdict: unreadable > 0 ? 'cannot-tell' : 'done' };
  const what = `${describeMapping(mapping)} was not deleted.`;
  if (answer.outcome === 'not-signed-in') return { verdict: 'not-done', message: `${what} ${SIGNED_OUT}` };
  if (answer.outcome !== 'refused') return { verdict: 'cannot-tell' };
  const why = answer.status === 403 ? 'without a reason' : `(${reasonOf(answer)})`;
  return {
    verdict: 'not-done',
    message: `${what} The API refused ${why}, and the mapping still stands. Try again, or ask your supplier.`,
  };
}
