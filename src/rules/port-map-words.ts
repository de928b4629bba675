/** What a port map says. */
import type { PortMapping, Protocol } from '../api/schemas.ts';
import {
  ALL_PORTS,
  countStates,
  holdersOfPort,
  type PortMap,
  type PortState,
  type ProtocolChoice,
  protocolsOf,
  stateOfPort,
} from './port-map.ts';
import type { FreeBlock } from './port-map-free.ts';
import type { PortRun } from './port-map-runs.ts';
import { type ContainerNames, describeHolder, privateAddress } from './port-mappings.ts';
import { PUBLIC_PORT_RANGE } from './ports.ts';
import { formatNumber } from './units.ts';
import { listInWords } from './words.ts';

/** How the states are called where ports are counted. */
export const STATE_NAMES: Readonly<Record<PortState, string>> = {
  free: 'Free',
  used: 'Used',
  conflict: 'In conflict',
  reserved: 'Reserved',
  'not-offered': 'Not offered',
};

/** `8000–8010`, or `8000` for one. */
export function portsInWords({ from, to }: FreeBlock): string {
  return from === to ? String(from) : `${from}–${to}`;
}

const holderAndEnd = (row: PortMapping, names: ContainerNames) =>
  `${describeHolder(row.container, names)}, to ${privateAddress(row)}`;

function stateInWords(state: PortState, holders: readonly PortMapping[], names: ContainerNames): string {
  switch (state) {
    case 'free':
      return 'free';
    case 'used':
      return `used by ${holders.map((row) => holderAndEnd(row, names)).join()}`;
    case 'conflict':
      return `in conflict: ${holders.map((row) => holderAndEnd(row, names)).join('; ')}`;
    case 'reserved':
      return 'reserved by the platform';
    case 'not-offered':
      return `not offered: public ports begin at ${PUBLIC_PORT_RANGE.least}`;
  }
}

function describeOne(map: PortMap, proto: Protocol, port: number, names: ContainerNames): string {
  const state = stateOfPort(map, proto, port);
  return stateInWords(state, holdersOfPort(map, proto, port), names);
}

/** `tcp 9000, used by hydra (30001), to 10.0.0.3:8000`: what is at a port. With both protocols, what both are is said once. */
export function describePort(map: PortMap, choice: ProtocolChoice, port: number, names: ContainerNames): string {
  const [first = 'tcp', second] = protocolsOf(choice);
  const ofFirst = describeOne(map, first, port, names);
  if (!second) return `${first} ${port}, ${ofFirst}`;
  const ofSecond = describeOne(map, second, port, names);
  if (ofFirst === ofSecond) return `${first} and ${second} ${port}, ${ofFirst}`;
  return `${first} ${port}, ${ofFirst}. ${second} ${port}, ${ofSecond}`;
}

/** `3 used, 1 in conflict`; empty when there is neither. */
function heldInWords(counts: Readonly<Record<PortState, number>>): string {
  const parts = (['used', 'conflict'] as const).filter((state) => counts[state] > 0);
  return parts.map((state) => `${formatNumber(counts[state])} ${STATE_NAMES[state].toLowerCase()}`).join(', ');
}

function countedInWords(map: PortMap, proto: Protocol, { from, to }: FreeBlock): string {
  const counts = countStates(map, proto, from, to);
  const held = heldInWords(counts);
  const size = to - from + 1;
  if (held === '' && counts.free === size) return 'all free';
  if (counts.used === size) return 'all used';
  if (held === '' && counts['not-offered'] === size) return 'not offered';
  return [held, counts.free > 0 && `${formatNumber(counts.free)} free`].filter(Boolean).join(', ') || 'none free';
}

/** `8960–9215: 1 used, 255 free`: what is in a part of the map. */
export function describeBlock(map: PortMap, choice: ProtocolChoice, block: FreeBlock): string {
  const within = { from: Math.max(block.from, ALL_PORTS.least), to: block.to };
  const counted = protocolsOf(choice).map((proto) => ({ proto, words: countedInWords(map, proto, within) }));
  const [first, second] = counted;
  const isAlike = first?.words === second?.words || !second;
  const words = isAlike ? first?.words : counted.map(({ proto, words }) => `${proto} ${words}`).join('; ');
  return `${portsInWords(within)}: ${words}`;
}

/** One sentence a protocol: `tcp: 1 of 64,508 ports used, 64,507 free, no conflict.` */
export function summaryOfMap(map: PortMap, choice: ProtocolChoice): string {
  return protocolsOf(choice)
    .map((proto) => {
      const { free, used, conflict } = countStates(map, proto, PUBLIC_PORT_RANGE.least);
      const all = formatNumber(free + used + conflict);
      const conflicts = conflict === 0 ? 'none in conflict' : `${formatNumber(conflict)} in conflict`;
      return `${proto}: ${formatNumber(used + conflict)} of ${all} ports used, ${conflicts}, ${formatNumber(free)} free.`;
    })
    .join(' ');
}

/** Where a run leads: `10.0.0.3:8000–8010` when its private ports count up with the public ones; undefined when they do not. */
export function privateEndOfRun({ holders: [first], lastPrivatePort }: PortRun): string | undefined {
  if (!first || lastPrivatePort === undefined) return undefined;
  return `${first.container_ip}:${portsInWords({ from: first.private_port, to: lastPrivatePort })}`;
}

/** Who holds a run: `hydra (30001)`, or `hydra (30001) and medusa (30002)`; empty for nobody. */
export function holdersOfRun({ holders }: PortRun, names: ContainerNames): string {
  return listInWords([...new Set(holders.map(({ container }) => describeHolder(container, names)))]);
}
