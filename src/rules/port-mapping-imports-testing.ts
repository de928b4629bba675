/** For tests only. */
import type { Container } from './containers.ts';
import { type ImportContext, type ImportedLine, readImport } from './port-mapping-imports.ts';

/** A container of the server 1.2.3.4, or of another one. */
export function containerNamed(uid: number, name: string, server_address = '1.2.3.4'): Container {
  return {
    uid,
    name,
    hostname: name.replaceAll(/[^A-Za-z0-9-]/g, '-'),
    ip: `10.0.0.${uid % 1000}`,
    memory: 1000,
    storage: 1000,
    uuid: '',
    distro: null,
    distro_name: null,
    server: 'olympus',
    server_address,
    tags: [],
  };
}

/** A server with containers, two of which are called the same. */
export const context: ImportContext = {
  address: '1.2.3.4',
  containers: [
    containerNamed(30_001, 'hydra'),
    containerNamed(30_002, 'medusa'),
    containerNamed(30_003, 'twin'),
    containerNamed(30_004, 'Twin'),
    containerNamed(30_005, 'my web'),
    containerNamed(30_006, 'Città'),
    containerNamed(30_009, 'far', '5.6.7.8'),
  ],
  defaultContainer: 30_002,
  answers: new Map(),
};

/** What a line came to, in one line. */
export function outcomeOf({ rows, error, question, about }: ImportedLine): string {
  if (error !== undefined) return `error: ${error}`;
  if (question) return `question: ${question.name} ${question.candidates.join(' ')}`;
  if (about !== undefined) return `about: ${about}`;
  const all = rows.map(({ proto, public_port, container, private_port, label, note }) =>
    [`${proto} ${public_port}>${container}:${private_port}`, label, note].filter(Boolean).join(' | '),
  );
  return all.length > 4 ? `${all.slice(0, 1)} … ${all.at(-1)}` : all.join(', ');
}

/** Reads a text for that server. */
export const read = (text: string, changes: Partial<ImportContext> = {}) =>
  readImport(text, { ...context, ...changes });

/** What each line came to, as `line outcome` or `first-last outcome`. */
export const outcomesOf = (text: string, changes?: Partial<ImportContext>) =>
  read(text, changes).lines.map(
    (one) => `${one.line}${one.lastLine > one.line ? `-${one.lastLine}` : ''} ${outcomeOf(one)}`,
  );

/** What a text of one line, or of lines that belong together, came to. */
export function outcomeOfOne(text: string, changes?: Partial<ImportContext>) {
  return outcomesOf(text, changes)
    .join('; ')
    .replace(/^1(?:-\d+)? /, '');
}
