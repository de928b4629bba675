/**
 * Mappings in the search. There may be 129,016 of one server, so nothing is built for each: a word is turned once into the
 * ports, containers and servers that it names, and a mapping is only looked up in them.
 */
import type { PortMapping } from '../api/schemas.ts';
import { foldText } from './filter.ts';
import { privateAddress } from './port-mappings.ts';
import { EXACT, NO_MATCH, PREFIX, RELATED, rankInText, SUBSTRING } from './search-ranks.ts';

/** Where mappings are searched, and by what they are known. */
export interface SearchedMappings {
  mappingsByServer: ReadonlyMap<string, readonly PortMapping[]>;
  /** Container names by uid. */
  names: ReadonlyMap<number, string>;
}

export interface FoundMapping {
  address: string;
  mapping: PortMapping;
  rank: number;
  /** By its port, protocol or private end: then its holder is found as well. */
  isByPort: boolean;
}

/** A word, ready to be looked up: its rank in the port, the containers and the servers that hold it. */
interface Word {
  ports: Uint8Array | undefined;
  proto: string | undefined;
  containers: ReadonlyMap<number, number>;
  servers: ReadonlyMap<string, number>;
  /** To be looked for in private addresses. */
  address: string | undefined;
}

const PORTS = 65_536;

function ranksOf<Key>(keys: Iterable<readonly [Key, string]>, word: string): Map<Key, number> {
  const ranks = new Map<Key, number>();
  for (const [key, text] of keys) {
    const rank = rankInText(text, word);
    if (rank < NO_MATCH) ranks.set(key, rank + RELATED);
  }
  return ranks;
}

function wordOf(word: string, { mappingsByServer, names }: SearchedMappings): Word {
  const isNumber = /^\d+$/.test(word);
  const containers = ranksOf(
    [...names].map(([uid, name]) => [uid, foldText(`${name}\n${uid}`)] as const),
    word,
  );
  return {
    ports: isNumber ? Uint8Array.from({ length: PORTS }, (_, port) => rankInText(String(port), word)) : undefined,
    proto: ['tcp', 'udp'].find((proto) => proto.startsWith(word)),
    containers,
    servers: ranksOf(
      [...mappingsByServer.keys()].map((address) => [address, address] as const),
      word,
    ),
    address: /[.:]/.test(word) ? word : undefined,
  };
}

function rankOfPort({ ports, proto }: Word, mapping: PortMapping): number {
  if (ports) return ports[mapping.public_port] ?? NO_MATCH;
  return proto === mapping.proto ? PREFIX : NO_MATCH;
}

function isAt({ address }: Word, mapping: PortMapping): boolean {
  return address !== undefined && privateAddress(mapping).includes(address);
}

function rankOfWord(word: Word, mapping: PortMapping, address: string): number {
  const related = Math.min(
    word.containers.get(mapping.container) ?? NO_MATCH,
    word.servers.get(address) ?? NO_MATCH,
    isAt(word, mapping) ? SUBSTRING + RELATED : NO_MATCH,
  );
  return Math.min(rankOfPort(word, mapping), related);
}

/** That of the worst word. */
function rankOfWords(words: readonly Word[], mapping: PortMapping, address: string): number {
  let rank = 0;
  for (const word of words) {
    rank = Math.max(rank, rankOfWord(word, mapping, address));
    if (rank >= NO_MATCH) return NO_MATCH;
  }
  return rank;
}

/** `tcp 9000` as a whole is that mapping's own name. */
function isNamed(words: readonly string[], { proto, public_port }: PortMapping): boolean {
  return words.length === 2 && words[0] === proto && words[1] === String(public_port);
}

/** The best `limit` mappings that hold every word, in order of rank. */
export function bestMappings(words: readonly string[], searched: SearchedMappings, limit: number): FoundMapping[] {
  if (words.length === 0 || searched.mappingsByServer.size === 0) return [];
  const tests = words.map((word) => wordOf(word, searched));
  const buckets: FoundMapping[][] = Array.from({ length: NO_MATCH }, () => []);
  for (const [address, mappings] of searched.mappingsByServer) {
    for (const mapping of mappings) {
      const asWords = rankOfWords(tests, mapping, address);
      if (asWords >= NO_MATCH) continue;
      const rank = isNamed(words, mapping) ? EXACT : asWords;
      const bucket = buckets[rank];
      if (!bucket || bucket.length >= limit) continue;
      const isByPort = tests.some((test) => rankOfPort(test, mapping) < NO_MATCH || isAt(test, mapping));
      bucket.push({ address, mapping, rank, isByPort });
    }
  }
  return buckets.flat().slice(0, limit);
}

/** The containers of mappings that were found by their port, with the best rank of each. */
export function holdersOf(found: readonly FoundMapping[]): Map<number, number> {
  const ranks = new Map<number, number>();
  for (const { mapping, rank, isByPort } of found) {
    if (isByPort) ranks.set(mapping.container, Math.min(rank, ranks.get(mapping.container) ?? NO_MATCH));
  }
  return ranks;
}

/** Where each container listens: how many mappings it has, and the first few. */
export function portsByContainer(
  mappingsByServer: ReadonlyMap<string, readonly PortMapping[]>,
  most: number,
): Map<number, { count: number; first: PortMapping[] }> {
  const ports = new Map<number, { count: number; first: PortMapping[] }>();
  for (const mappings of mappingsByServer.values()) {
    for (const mapping of mappings) {
      const known = ports.get(mapping.container);
      if (!known) ports.set(mapping.container, { count: 1, first: [mapping] });
      else {
        known.count += 1;
        if (known.first.length < most) known.first.push(mapping);
      }
    }
  }
  return ports;
}
