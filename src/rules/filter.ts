import type { Container, PortMapping } from '../api/schemas.ts';
import { privateAddress } from './port-mappings.ts';
import type { Server } from './servers.ts';

const decompose = (text: string) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');

/** Folds case, accents and compatibility forms (full-width digits), so that `citta` finds `Città`. */
export function foldText(text: string): string {
  // Most texts are ASCII: normalising 129,016 rows of them would take longer than all the rest.
  if (/^[\t-\r\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  // Twice, because lower-casing can bring forth an accent of its own.
  return decompose(decompose(text).toLowerCase());
}

/** The words of a query, folded: what {@link matchesIndex} looks for. None for an empty query. */
export function wordsOf(query: string): string[] {
  return foldText(query).split(/\s+/).filter(Boolean);
}

/** One folded text to search in, to be built once a row. No word of a query can span two parts. */
export function indexText(parts: readonly string[]): string {
  return foldText(parts.join('\n'));
}

/** Whether a text of {@link indexText} holds all words of {@link wordsOf}, anywhere and in any order. */
export function matchesIndex(index: string, words: readonly string[]): boolean {
  return words.every((word) => index.includes(word));
}

/** What "Filter servers" looks at: address, name, and the names and uids of the containers on it. */
export function indexServer({ address, name, containers }: Server): string {
  return indexText([
    address,
    name ?? '',
    ...containers.flatMap((container) => [container.name, String(container.uid)]),
  ]);
}

/** What "Filter containers" looks at: name, uid, private IP, hostname, distro, tags, server. */
export function indexContainer(container: Container): string {
  const { name, uid, ip, hostname, distro_name, custom_distro_name, tags, server, server_address } = container;
  const distros = [distro_name ?? '', custom_distro_name ?? ''];
  return indexText([name, String(uid), ip, hostname, ...distros, ...tags, server, server_address]);
}

/** What "Filter port mappings" looks at: the mapping's name, which stands first; container name and uid; private address; `more`. */
export function indexMapping(mapping: PortMapping, containerName = '', ...more: readonly string[]): string {
  const { proto, public_port, container } = mapping;
  return indexText([`${proto} ${public_port}`, containerName, String(container), privateAddress(mapping), ...more]);
}
