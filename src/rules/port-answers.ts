/** The answers to "who holds port 9000?" and "where does hydra listen?", as far as the tables have been read. */
import type { Container, PortMapping, Protocol } from '../api/schemas.ts';
import { nameAndUid } from './containers.ts';
import { foldText } from './filter.ts';
import { type ContainerNames, describeHolder, describeMapping, privateAddress } from './port-mappings.ts';
import { type PortQuestion, readPortQuestion } from './port-questions.ts';
import { checkPort } from './ports.ts';
import { compareAddresses } from './servers.ts';
import { formatNumber } from './units.ts';
import { listInWords } from './words.ts';

/** What is known when somebody asks. */
export interface AnswerFacts {
  /** The tables that were read, by server address. */
  tables: ReadonlyMap<string, readonly PortMapping[]>;
  /** All owned servers. */
  servers: readonly string[];
  /** Servers of whose tables rows could not be read. */
  unreadable: ReadonlySet<string>;
  containers: readonly Container[];
  names: ContainerNames;
}

/** More than this nobody reads in a sentence. */
const MOST_NAMED = 3;

const serversInWords = (count: number) => `${formatNumber(count)} ${count === 1 ? 'server' : 'servers'}`;

/** `1.2.3.4`, `1.2.3.4 and 5.6.7.8`, `998 servers`. */
function namedOrCounted(addresses: readonly string[], other: string): string {
  if (addresses.length <= MOST_NAMED) return listInWords(addresses.toSorted(compareAddresses));
  return `${formatNumber(addresses.length)} ${other}servers`;
}

function holdersInWords(rows: readonly (readonly [string, PortMapping[]])[], names: ContainerNames): string {
  const named = rows.slice(0, MOST_NAMED).map(([address, held]) => {
    const holders = listInWords(held.map(({ container }) => describeHolder(container, names)));
    const clash = held.length > 1 ? ' (only one of them gets the traffic)' : '';
    return `${holders} on ${address}${clash}`;
  });
  const more = rows.length - named.length;
  return listInWords(more > 0 ? [...named, `containers on ${serversInWords(more)} more`] : named);
}

function whoHolds(proto: Protocol, port: number, facts: AnswerFacts): string {
  const { tables, unreadable, names } = facts;
  const held: [string, PortMapping[]][] = [];
  const free: string[] = [];
  const uncertain: string[] = [];
  for (const [address, table] of tables) {
    const rows = table.filter((row) => row.public_port === port && row.proto === proto);
    if (rows.length > 0) held.push([address, rows]);
    else if (unreadable.has(address)) uncertain.push(address);
    else free.push(address);
  }
  held.sort(([one], [other]) => compareAddresses(one, other));
  const never = checkPort(port, 'public');
  const parts = [
    held.length > 0 ? holdersInWords(held, names) : '',
    free.length > 0 && !never ? `free on ${namedOrCounted(free, held.length > 0 ? 'other ' : '')}` : '',
    uncertain.length > 0 && !never
      ? `perhaps free on ${namedOrCounted(uncertain, '')}, where rows could not be read`
      : '',
  ].filter(Boolean);
  const name = describeMapping({ proto, public_port: port });
  if (never) return `${name}: ${[...parts, 'not available'].join('; ')}. ${never}`;
  return parts.length === 0 ? '' : `${name}: ${parts.join('; ')}.`;
}

function whereListens(container: Container, { tables, servers, unreadable }: AnswerFacts): string {
  const { uid, server_address: address } = container;
  const name = nameAndUid(container);
  if (!servers.includes(address)) {
    return `${name} is on ${address}, which is not your own server: the API tells its mappings to its owner only.`;
  }
  const table = tables.get(address);
  if (!table) return `Where ${name} listens is not known: the mappings of ${address} have not been read.`;
  const rows = table.filter((row) => row.container === uid);
  const uncertain = unreadable.has(address) ? ' Rows of this server could not be read and may be its.' : '';
  if (rows.length === 0)
    return `${name} has no port mapping on ${address}: nothing reaches it from outside.${uncertain}`;
  const named = rows.slice(0, MOST_NAMED).map((row) => `${describeMapping(row)} (to ${privateAddress(row)})`);
  const more = rows.length - named.length;
  const ports = listInWords(more > 0 ? [...named, `${formatNumber(more)} more`] : named);
  return `${name} listens on ${ports} of ${address}.${uncertain}`;
}

/** The containers of exactly that name or uid. */
function containersCalled(name: string, containers: readonly Container[]): Container[] {
  const folded = foldText(name.trim());
  if (folded === '') return [];
  return containers.filter((container) => String(container.uid) === folded || foldText(container.name) === folded);
}

const portOf = (question: PortQuestion | undefined) => (question?.kind === 'port' ? question : undefined);

/** Whether the filter asks for a port, or names containers: the tables that are missing could change the answer. */
export function isPortOrContainer(filter: string, containers: readonly Container[]): boolean {
  const question = readPortQuestion(filter);
  if (portOf(question)) return true;
  return containersCalled(question?.kind === 'container' ? question.name : filter, containers).length > 0;
}

/** A sentence for each thing that the filter asks about; none for any other filter. */
export function answersTo(filter: string, facts: AnswerFacts): string[] {
  const question = readPortQuestion(filter);
  const port = portOf(question);
  const called = containersCalled(question?.kind === 'container' ? question.name : filter, facts.containers);
  const protocols: readonly Protocol[] = port?.proto ? [port.proto] : ['tcp', 'udp'];
  const more = called.length - MOST_NAMED;
  return [
    ...(port ? protocols.map((proto) => whoHolds(proto, port.port, facts)) : []),
    ...called.slice(0, MOST_NAMED).map((container) => whereListens(container, facts)),
    more > 0 ? `${formatNumber(more)} more containers are called so: the table shows where they listen.` : '',
  ].filter(Boolean);
}
