/**
 * Which mappings a filter means, over all servers. Nothing is built for each mapping: a word is turned once into the ports,
 * the containers and the servers it names, and a row is only looked up in them.
 */
import { foldText } from './filter.ts';
import { type MappingTerm, mappingTermsOf } from './port-mapping-filter.ts';
import { labelKey, type MappingLabel } from './port-mapping-labels.ts';
import { type ContainerNames, type PortMapping, privateAddress } from './port-mappings.ts';
import { filterOfQuestion } from './port-questions.ts';

/** What the words of a filter may name beside ports. */
export interface MappingFacts {
  names: ContainerNames;
  /** The names of servers by address. */
  servers: ReadonlyMap<string, string | undefined>;
  /** By server address and {@link labelKey}. */
  labels: ReadonlyMap<string, ReadonlyMap<string, MappingLabel>>;
}

/** Whether a mapping of the server at that address is meant. */
export type MappingTest = (mapping: PortMapping, address: string) => boolean;

/** With fewer digits a port is still being typed. */
const DIGITS_OF_A_PORT = 4;

function keysWhere<Key, Value>(entries: ReadonlyMap<Key, Value>, isMeant: (key: Key, value: Value) => boolean) {
  return new Set([...entries].filter(([key, value]) => isMeant(key, value)).map(([key]) => key));
}

/** The keys of labels that hold the word, by address; nothing for servers without. */
function labelledWith(word: string, { labels }: MappingFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const holds = (_: string, { label, note }: MappingLabel) =>
    foldText(label).includes(word) || foldText(note).includes(word);
  return new Map([...labels].map(([address, ofServer]) => [address, keysWhere(ofServer, holds)]));
}

function testOfTexts(word: string, facts: MappingFacts): MappingTest {
  const servers = keysWhere(facts.servers, (address, name) => foldText(`${address}\n${name ?? ''}`).includes(word));
  const containers = keysWhere(facts.names, (_, name) => foldText(name).includes(word));
  const labelled = testOfLabels(word, facts);
  const isAddress = /[.:]/.test(word);
  return (mapping, address) =>
    servers.has(address) ||
    containers.has(mapping.container) ||
    labelled(mapping, address) ||
    (isAddress && privateAddress(mapping).includes(word));
}

function testOfLabels(word: string, facts: MappingFacts): MappingTest {
  const labelled = labelledWith(word, facts);
  return (mapping, address) => {
    const keys = labelled.get(address);
    return keys !== undefined && keys.size > 0 && keys.has(labelKey(mapping));
  };
}

/** The ports that begin with these digits; of four or more digits, that port alone. */
function portsOf(digits: string): (port: number) => boolean {
  const number = Number(digits);
  if (digits.length >= DIGITS_OF_A_PORT) return (port) => port === number;
  const begins = Uint8Array.from({ length: 65_536 }, (_, port) => (String(port).startsWith(digits) ? 1 : 0));
  return (port) => begins[port] === 1;
}

function testOfNumber(digits: string, facts: MappingFacts): MappingTest {
  const isMeant = portsOf(digits);
  const isWhole = digits.length >= DIGITS_OF_A_PORT;
  // A whole port is not looked for in the names of servers: node9000 does not hold it.
  const named = isWhole ? testOfLabels(digits, facts) : testOfTexts(digits, facts);
  const uid = isWhole ? Number(digits) : undefined;
  return (mapping, address) => isMeant(mapping.public_port) || mapping.container === uid || named(mapping, address);
}

function testOf(term: MappingTerm, facts: MappingFacts): MappingTest {
  switch (term.kind) {
    case 'number':
      return testOfNumber(term.text, facts);
    case 'port': {
      const isMeant = portsOf(term.text);
      return ({ proto, public_port }) => proto === term.proto && isMeant(public_port);
    }
    case 'range':
      return ({ public_port }) => public_port >= term.least && public_port <= term.most;
    case 'text': {
      const named = testOfTexts(term.text, facts);
      return (mapping, address) => mapping.proto === term.text || named(mapping, address);
    }
  }
}

/**
 * Reads a filter as that of one server's table does (`9000`, `tcp 9000`, `8000-8100`, `hydra`, `:8000`), and questions such
 * as "who holds port 9000?"; also the address or the name of a server. Every word must be meant by the mapping. A number is
 * a public port or a uid. Undefined for an empty filter.
 */
export function mappingTestOf(filter: string, facts: MappingFacts): MappingTest | undefined {
  const tests = mappingTermsOf(filterOfQuestion(filter)).map((term) => testOf(term, facts));
  const [only] = tests;
  if (tests.length < 2) return only;
  return (mapping, address) => tests.every((test) => test(mapping, address));
}
