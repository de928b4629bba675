import type { Container, PortMapping } from '../api/schemas.ts';
import { indexText, matchesIndex, wordsOf } from './filter.ts';
import { describeHolder, describeMapping, privateAddress } from './port-mappings.ts';
import type { Server } from './servers.ts';
import { shownText } from './shown-text.ts';

/** Something to do that is no page. */
export type SearchCommand = 'sign-out' | 'theme-light' | 'theme-dark' | 'theme-system';

/** Where a result leads. */
export type SearchTarget =
  | { kind: 'servers' }
  | { kind: 'containers' }
  | { kind: 'tags' }
  | { kind: 'server'; address: string }
  | { kind: 'new-container'; address: string }
  | { kind: 'port-mappings'; address: string; filter?: string }
  | { kind: 'container'; uid: number }
  | { kind: 'command'; command: SearchCommand };

/** Something a person can do from the search. */
export interface SearchAction {
  label: string;
  detail?: string;
  to: SearchTarget;
}

/** A row of the dialog "Search". Rows of a kind stand together. */
export interface SearchResult {
  kind: 'server' | 'container' | 'port-mapping' | 'action';
  label: string;
  detail: string;
  to: SearchTarget;
}

/** All that is searched: what is loaded already, nothing is fetched for it. */
export interface SearchSources {
  servers: readonly Server[];
  /** Containers on servers that are shared with other customers. */
  sharedContainers?: readonly Container[];
  mappingsByServer: ReadonlyMap<string, readonly PortMapping[]>;
  actions: readonly SearchAction[];
}

interface Item {
  kind: SearchResult['kind'];
  /** Folded texts, one a line: those that name the item itself, then those of what belongs to it, which rank behind. */
  index: string;
  ownLines: number;
  result: () => SearchResult;
}

interface Names {
  own: string[];
  related: string[];
}

function itemOf(kind: Item['kind'], { own, related }: Names, result: () => Omit<SearchResult, 'kind'>): Item {
  // Kept as one text and cut only when it matches: that halves the time to prepare 129,016 mappings.
  const index = indexText([...own, ...related]);
  return { kind, index, ownLines: own.length, result: () => ({ kind, ...result() }) };
}

const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;

function serverItem({ address, name, containers }: Server): Item {
  return itemOf('server', { own: [address, name ?? ''], related: [] }, () => ({
    label: address,
    detail: [shownText(name ?? ''), count(containers.length, 'container')].filter(Boolean).join(', '),
    to: { kind: 'server', address },
  }));
}

/** More ports than a line can show. */
const PORTS_IN_DETAIL = 4;

function listensOn(mappings: readonly PortMapping[]): string {
  const shown = mappings.slice(0, PORTS_IN_DETAIL).map(describeMapping);
  const more = mappings.length - shown.length;
  return shown.length === 0 ? '' : `, listens on ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function containerItem(container: Container, mappings: readonly PortMapping[]): Item {
  const { uid, name, ip, hostname, server, server_address, tags } = container;
  const own = [name, String(uid), ip, hostname];
  const related = [...mappings.flatMap(portsOf), ...tags, server_address, server];
  return itemOf('container', { own, related }, () => ({
    label: shownText(name) || `Container ${uid}`,
    detail: `${uid}, ${ip} on ${server_address}${listensOn(mappings)}`,
    to: { kind: 'container', uid },
  }));
}

function portsOf(mapping: PortMapping): string[] {
  return [describeMapping(mapping), privateAddress(mapping)];
}

function mappingItem(address: string, mapping: PortMapping, names: ReadonlyMap<number, string>): Item {
  const { container } = mapping;
  const own = [describeMapping(mapping), String(mapping.public_port)];
  const related = [names.get(container) ?? '', String(container), privateAddress(mapping), address];
  return itemOf('port-mapping', { own, related }, () => ({
    label: describeMapping(mapping),
    detail: `to ${describeHolder(container, names)}, ${privateAddress(mapping)} on ${address}`,
    to: { kind: 'port-mappings', address, filter: describeMapping(mapping) },
  }));
}

function actionItem({ label, detail = '', to }: SearchAction): Item {
  return itemOf('action', { own: [label], related: [detail] }, () => ({ label, detail, to }));
}

function itemsOf({ servers, sharedContainers = [], mappingsByServer, actions }: SearchSources): Item[] {
  const containers = [...servers.flatMap((server) => server.containers), ...sharedContainers];
  const names = new Map(containers.map(({ uid, name }) => [uid, name]));
  const mappingsByContainer = new Map<number, PortMapping[]>();
  const mappingItems: Item[] = [];
  for (const [address, mappings] of mappingsByServer) {
    for (const mapping of mappings) {
      mappingItems.push(mappingItem(address, mapping, names));
      const held = mappingsByContainer.get(mapping.container);
      if (held) held.push(mapping);
      else mappingsByContainer.set(mapping.container, [mapping]);
    }
  }
  return [
    ...servers.map(serverItem),
    ...containers.map((container) => containerItem(container, mappingsByContainer.get(container.uid) ?? [])),
    ...mappingItems,
    ...actions.map(actionItem),
  ];
}

/** Lower is better: the whole text, its beginning, the beginning of a word in it, anywhere in it. */
const EXACT = 0;
const PREFIX = 1;
const WORD = 2;
const SUBSTRING = 3;
const RELATED = 4;
const NO_MATCH = 8;

function rankInText(text: string, needle: string): number {
  const at = text.indexOf(needle);
  if (at < 0) return NO_MATCH;
  if (at === 0) return text.length === needle.length ? EXACT : PREFIX;
  for (let next = at; next > 0; next = text.indexOf(needle, next + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[next - 1] ?? '')) return WORD;
  }
  return SUBSTRING;
}

function rankInTexts(texts: readonly string[], ownTexts: number, needle: string): number {
  let best = NO_MATCH;
  texts.forEach((text, position) => {
    best = Math.min(best, rankInText(text, needle) + (position < ownTexts ? 0 : RELATED));
  });
  return best;
}

/** The query as a whole, or else as its worst word. */
function rankOf({ index, ownLines }: Item, words: readonly string[]): number {
  if (!matchesIndex(index, words)) return NO_MATCH;
  const texts = index.split('\n');
  const asWords = Math.max(...words.map((word) => rankInTexts(texts, ownLines, word)));
  return words.length === 1 ? asWords : Math.min(asWords, rankInTexts(texts, ownLines, words.join(' ')));
}

/** The best items in order of rank; at most `limit`, which keeps the buckets small over long lists. */
function bestOf(items: readonly Item[], words: readonly string[], limit: number): Item[] {
  const buckets: Item[][] = Array.from({ length: NO_MATCH }, () => []);
  for (const item of items) {
    const bucket = buckets[rankOf(item, words)];
    if (bucket && bucket.length < limit) bucket.push(item);
  }
  return buckets.flat().slice(0, limit);
}

function groupByKind(items: readonly Item[]): Item[] {
  const kinds = new Set(items.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => items.filter((item) => item.kind === kind));
}

/**
 * Builds the index once and gives the search over it: worth keeping while a person types. A search finds
 * the best `limit` results that hold every word of the query: exact before prefix, word and substring, and the thing
 * itself before what belongs to it. Rows of a kind stand together, the kind with the best row first. A port finds its
 * mapping and the holder, a container's name, uid or IP the container and where it listens. An empty query lists
 * the actions, then the servers.
 */
export function prepareSearch(sources: SearchSources): (query: string, limit: number) => SearchResult[] {
  const items = itemsOf(sources);
  const atFirst = [...items.filter(({ kind }) => kind === 'action'), ...items.filter(({ kind }) => kind === 'server')];
  return (query, limit) => {
    const words = wordsOf(query);
    const found = words.length === 0 ? atFirst.slice(0, limit) : groupByKind(bestOf(items, words, limit));
    return found.map((item) => item.result());
  };
}
