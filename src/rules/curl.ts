import type { ContainerChange, NewContainer, TagChange } from '../api/schemas.ts';
import { fieldsInWords, keysOfChange, SECRET_KEYS } from './container-changes.ts';
import { bodyOf, type MappingEdit, newRowOf, oldRowOf, orderOfEdit, type ResumeGoal } from './port-mapping-edits.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';
import type { QuotaMove, Resized } from './quota-moves.ts';

/** Writes as the curl commands they stand for (design.md §1.5). */

/** One word of a POSIX shell, whatever the text holds, line breaks too. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * JSON without what cannot be seen: pasted into a terminal or written in a comment, such a character could be obeyed, end
 * the line, or turn its direction.
 */
export function visibleJson(body: unknown): string {
  return JSON.stringify(body).replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function hexOfUtf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The curl command of a write, without the password: the shell takes it from `$UWSGI_IT_PASSWORD` when it runs.
 * Credentials go as hex headers, because HTTP Basic breaks on a colon in the password, and there is no Content-Type, as
 * in the panel's own request (api.md §1). `od` is POSIX: a small machine has no xxd.
 */
export function curlOf(request: {
  apiUrl: string;
  username: string;
  method: 'GET' | 'POST' | 'DELETE';
  /** Without a leading slash, as in `containers/30001`. */
  path: string;
  body?: unknown;
}): string {
  const { apiUrl, username, method, path, body } = request;
  return [
    `curl -X ${method} ${quoteForShell(`${apiUrl}/${encodeURI(path)}`)}`,
    `-H "X-uwsgi-it-username: ${hexOfUtf8(username)}"`,
    `-H "X-uwsgi-it-password: $(printf %s "$UWSGI_IT_PASSWORD" | od -An -v -tx1 | tr -d ' \\n')"`,
    // An empty value keeps curl from adding a Content-Type of its own.
    ...(body === undefined ? [] : ["-H 'Content-Type:'", `--data-raw ${quoteForShell(visibleJson(body))}`]),
  ].join(' \\\n  ');
}

/** As whom, and to which API. */
export interface CurlConnection {
  apiUrl: string;
  username: string;
}

function post({ apiUrl, username }: CurlConnection, path: string, body: unknown): string {
  return curlOf({ apiUrl, username, method: 'POST', path, body });
}

const asComment = (text: string) => text.replaceAll(/^/gm, '# ');

/**
 * The edit of a container: new tags first, because the API drops unknown ones; secrets left out, and said to be, because a
 * copied command is pasted into histories and chats.
 */
export function curlOfEdit(
  connection: CurlConnection,
  uid: number,
  { change, newTags }: { change: ContainerChange; newTags: readonly string[] },
): string {
  const keys = keysOfChange(change);
  const secret = keys.filter((key) => SECRET_KEYS.has(key));
  const open = Object.fromEntries(keys.filter((key) => !SECRET_KEYS.has(key)).map((key) => [key, change[key]]));
  return [
    ...(secret.length > 0 ? [asComment(`Left out, because it is secret: ${fieldsInWords(secret)}.`)] : []),
    ...newTags.map((name) => post(connection, 'tags', { name })),
    ...(Object.keys(open).length > 0 ? [curlOfChange(connection, uid, open)] : []),
  ].join('\n');
}

/** The change of a container. */
export function curlOfChange(connection: CurlConnection, uid: number, change: ContainerChange): string {
  return post(connection, `containers/${uid}`, change);
}

/**
 * A creation and, when there is anything to set, the change of the new container, whose uid the API's answer does not
 * tell. A tag must exist, or the API drops it without a word (api.md §3): how to create one stands in a comment.
 */
export function curlOfCreation(
  connection: CurlConnection,
  { wanted, start }: { wanted: NewContainer; start: ContainerChange },
): string {
  const creation = post(connection, 'containers', wanted);
  if (Object.keys(start).length === 0) return creation;
  const tags = (start.tags ?? []).map((name) => asComment(post(connection, 'tags', { name })));
  return [
    creation,
    ...(tags.length > 0
      ? [`# A tag that does not exist is dropped without a word. To create it first:\n${tags.join('\n')}`]
      : []),
    `# Then, with the uid that the list of containers shows for it:\n${post(connection, 'containers/UID', start)}`,
  ].join('\n\n');
}

/** A new mapping of the server at `address`. */
export function curlOfNewMapping(connection: CurlConnection, address: string, wanted: NewPortMapping): string {
  return post(connection, `portmappings/${address}`, bodyOf(wanted));
}

/** The deletion of a mapping of the server at `address`. */
export function curlOfMappingDeletion(
  { apiUrl, username }: CurlConnection,
  address: string,
  { id }: PortMapping,
): string {
  return curlOf({ apiUrl, username, method: 'DELETE', path: `portmappings/${address}`, body: { id } });
}

/** The two commands of an edit, in the order in which the panel sends them. */
export function curlOfMappingEdit(connection: CurlConnection, address: string, edit: MappingEdit): string {
  const commands = [
    curlOfMappingDeletion(connection, address, edit.old),
    curlOfNewMapping(connection, address, edit.wanted),
  ];
  return (orderOfEdit(edit) === 'delete-first' ? commands : commands.reverse()).join('\n');
}

/** What is left of an interrupted edit, by what the table shows of it; empty when nothing is. */
export function curlOfMappingResume(
  connection: CurlConnection,
  address: string,
  { edit, goal, table }: { edit: MappingEdit; goal: ResumeGoal; table: readonly PortMapping[] },
): string {
  const [old, added] = [oldRowOf(edit, table), newRowOf(edit, table)];
  const [goes, stays, wanted] = goal === 'finish' ? [old, added, edit.wanted] : [added, old, edit.old];
  if (goes && !stays) return curlOfMappingEdit(connection, address, { old: goes, wanted });
  if (goes) return curlOfMappingDeletion(connection, address, goes);
  return stays ? '' : curlOfNewMapping(connection, address, wanted);
}

/** A new tag; an empty note is left out. */
export function curlOfTagCreation(connection: CurlConnection, { name, note }: { name: string; note: string }): string {
  return post(connection, 'tags', note === '' ? { name } : { name, note });
}

/** The change of a tag. */
export function curlOfTagChange(connection: CurlConnection, id: number, change: TagChange): string {
  return post(connection, `tags/${id}`, change);
}

/** The deletion of a tag: also from whatever carries it. */
export function curlOfTagDeletion({ apiUrl, username }: CurlConnection, id: number): string {
  return curlOf({ apiUrl, username, method: 'DELETE', path: `tags/${id}` });
}

/** All commands of a move of quota, in the order of its steps. `start`: what a new container starts with. */
export function curlOfQuotaMove(
  connection: CurlConnection,
  { address, donors, target }: QuotaMove,
  start: ContainerChange = {},
): string {
  const last =
    target.kind === 'create'
      ? curlOfCreation(connection, { wanted: { server: address, name: target.name, ...target.to }, start })
      : curlOfChange(connection, target.uid, target.to);
  return [...donors.map(({ uid, to }) => curlOfChange(connection, uid, to)), last].join('\n\n');
}

/** The way back for these donors of a move. */
export function curlOfGivingBack(connection: CurlConnection, donors: readonly Resized[]): string {
  return donors.map(({ uid, from }) => curlOfChange(connection, uid, from)).join('\n\n');
}
