import type { Container, PortMapping } from '../api/schemas.ts';
import { indexText, matchesIndex, wordsOf } from './filter.ts';
import { describeHolder, describeMapping, privateAddress } from './port-mappings.ts';
import { filterOfQuestion } from './port-questions.ts';
import {
  bestMappings,
  type FoundMapping,
  holdersOf,
  portsByContainer,
  type SearchedMappings,
} from './search-mappings.ts';
import { bestOf, NO_MATCH, RELATED, rankInText } from './search-ranks.ts';
import type { Server } from './servers.ts';
import { shownText } from './shown-text.ts';

/** Something to do that is no page. */
export type SearchCommand = 'sign-out' | 'theme-light' | 'theme-dark' | 'theme-system';

/** Where a result leads. */
export type SearchTarget =
  | { kind: 'servers' }
  | { kind: 'containers' }
  | { kind: 'tags' }
  | { kind: 'all-port-mappings'; filter?: string }
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
  /** Of a container. */
  uid?: number;
  result: () => SearchResult;
}

interface Names {
  own: string[];
  related: string[];
}

function itemOf(kind: Item['kind'], { own, related }: Names, result: () => Omit<SearchResult, 'kind'>): Item {
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

type Ports = ReturnType<typeof portsByContainer>;

function listensOn(ports: ReturnType<Ports['get']>): string {
  if (!ports) return '';
  const more = ports.count - ports.first.length;
  return `, listens on ${ports.first.map(describeMapping).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function containerItem(container: Container, portsOf: () => Ports): Item {
  const { uid, name, ip, hostname, server, server_address, tags } = container;
  const own = [name, String(uid), ip, hostname];
  const item = itemOf('container', { own, related: [...tags, server_address, server] }, () => ({
    label: shownText(name) || `Container ${uid}`,
    detail: `${uid}, ${ip} on ${server_address}${listensOn(portsOf().get(uid))}`,
    to: { kind: 'container', uid },
  }));
  return { ...item, uid };
}

function resultOfMapping({ address, mapping }: FoundMapping, names: SearchedMappings['names']): SearchResult {
  return {
    kind: 'port-mapping',
    label: describeMapping(mapping),
    detail: `to ${describeHolder(mapping.container, names)}, ${privateAddress(mapping)} on ${address}`,
    to: { kind: 'port-mappings', address, filter: describeMapping(mapping) },
  };
}

function actionItem({ label, detail = '', to }: SearchAction): Item {
  return itemOf('action', { own: [label], related: [detail] }, () => ({ label, detail, to }));
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

interface Ranked {
  kind: SearchResult['kind'];
  rank: number;
  result: () => SearchResult;
}

function groupByKind(results: readonly Ranked[]): SearchResult[] {
  const kinds = new Set(results.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => results.filter((result) => result.kind === kind).map(({ result }) => result()));
}

/** Runs at the first use only. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Builds the index of servers, containers and actions once and gives the search over it and over the mappings: worth
 * keeping while a person types. A search finds the best `limit` results that hold every word of the query: exact before
 * prefix, word and substring, and the thing itself before what belongs to it. Rows of a kind stand together, the kind with
 * the best row first. A port finds its mapping and the holder, a container's name, uid or IP the container and where it
 * listens; "who holds 9000" and "hydra ports" find the same. An empty query lists the actions, then the servers.
 */
export function prepareSearch(sources: SearchSources): (query: string, limit: number) => SearchResult[] {
  const { servers, sharedContainers = [], mappingsByServer, actions } = sources;
  const containers = [...servers.flatMap((server) => server.containers), ...sharedContainers];
  const names = new Map(containers.map(({ uid, name }) => [uid, name]));
  const portsOf = once(() => portsByContainer(mappingsByServer, PORTS_IN_DETAIL));
  const items = [
    ...servers.map(serverItem),
    ...containers.map((container) => containerItem(container, portsOf)),
    ...actions.map(actionItem),
  ];
  const atFirst = [...items.filter(({ kind }) => kind === 'action'), ...items.filter(({ kind }) => kind === 'server')];

  function find(words: readonly string[], limit: number): SearchResult[] {
    const mappings = bestMappings(words, { mappingsByServer, names }, limit);
    const holders = holdersOf(mappings);
    const rankOfItem = (item: Item) => {
      const held = item.uid === undefined ? undefined : holders.get(item.uid);
      return Math.min(rankOf(item, words), held === undefined ? NO_MATCH : Math.min(held + RELATED, NO_MATCH - 1));
    };
    const found: Ranked[] = [
      ...mappings.map((one) => ({
        kind: 'port-mapping' as const,
        rank: one.rank,
        result: () => resultOfMapping(one, names),
      })),
      ...bestOf(items, rankOfItem, limit).map(({ item, rank }) => ({ ...item, rank })),
    ];
    return groupByKind(found.sort((one, other) => one.rank - other.rank).slice(0, limit));
  }

  return (query, limit) => {
    const words = wordsOf(query);
    if (words.length === 0) return atFirst.slice(0, limit).map((item) => item.result());
    const found = find(words, limit);
    const asked = filterOfQuestion(query);
    return found.length > 0 || asked === query ? found : find(wordsOf(asked), limit);
  };
}
