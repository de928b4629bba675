/** Every public port of a server at once: what each is, who holds it. Private ports are not judged. */
import type { PortMapping, Protocol } from '../api/schemas.ts';
import { PUBLIC_PORT_RANGE, RESERVED_PUBLIC_PORTS } from './ports.ts';

/** Every port there is; 0 is none. */
export const ALL_PORTS = { least: 1, most: 65_535 } as const;

/**
 * What a public port is with one protocol. `conflict`: several mappings hold it, which the API lets them do (api.md §4).
 * `reserved`: the platform's own. `not-offered`: below those that can be mapped. What is held is used, wherever it is.
 */
export type PortState = 'free' | 'used' | 'conflict' | 'reserved' | 'not-offered';

/** In the order of the codes in {@link Occupancy.states}. */
export const PORT_STATES: readonly PortState[] = ['free', 'used', 'conflict', 'reserved', 'not-offered'];

/** The place of a state in {@link PORT_STATES}. */
export const CODE = { free: 0, used: 1, conflict: 2, reserved: 3, 'not-offered': 4 } as const satisfies Record<
  PortState,
  number
>;

/** The ports of one protocol, each at its own number. */
export interface Occupancy {
  /** A code of {@link CODE} a port. */
  states: Uint8Array;
  /** The place of the port's first row in the table; -1 for none. */
  firsts: Int32Array;
  /** The container of that row; 0 for none. Apart from the rows, which lie anywhere: what looks at each port looks here. */
  containers: Uint32Array;
}

/** What {@link portMapOf} made of a table. */
export interface PortMap {
  mappings: readonly PortMapping[];
  tcp: Occupancy;
  udp: Occupancy;
  /** By the place of a row: the place of the next row on its port; -1 for none. */
  nexts: Int32Array;
  /** How many rows hold no port of {@link ALL_PORTS}: the map cannot show them. */
  outside: number;
}

/** Which protocols are looked at. A port is free with `both` when it is with each. */
export type ProtocolChoice = Protocol | 'both';

/** The protocols of a choice, in the order they are shown. */
export function protocolsOf(choice: ProtocolChoice): readonly Protocol[] {
  return choice === 'both' ? ['tcp', 'udp'] : [choice];
}

function emptyOccupancy(): Occupancy {
  const size = ALL_PORTS.most + 1;
  const states = new Uint8Array(size).fill(CODE['not-offered'], 0, PUBLIC_PORT_RANGE.least);
  for (const port of RESERVED_PUBLIC_PORTS) states[port] = CODE.reserved;
  return { states, firsts: new Int32Array(size).fill(-1), containers: new Uint32Array(size) };
}

/** One pass over the rows, so that it may run over the whole port space of a server (129,016 rows). */
export function portMapOf(mappings: readonly PortMapping[]): PortMap {
  const map = { tcp: emptyOccupancy(), udp: emptyOccupancy() };
  const nexts = new Int32Array(mappings.length).fill(-1);
  let outside = 0;
  // From the last row to the first, so that the rows of a port are met in the order of the table.
  for (let place = mappings.length - 1; place >= 0; place -= 1) {
    const mapping = mappings[place];
    if (!mapping) continue;
    const { public_port: port, proto, container } = mapping;
    if (!Number.isInteger(port) || port < ALL_PORTS.least || port > ALL_PORTS.most) {
      outside += 1;
      continue;
    }
    const { states, firsts, containers } = map[proto];
    const first = firsts[port] ?? -1;
    nexts[place] = first;
    firsts[port] = place;
    containers[port] = container;
    states[port] = first === -1 ? CODE.used : CODE.conflict;
  }
  return { mappings, ...map, nexts, outside };
}

/** What a port is with a protocol. */
export function stateOfPort(map: PortMap, proto: Protocol, port: number): PortState {
  return PORT_STATES[map[proto].states[port] ?? CODE['not-offered']] ?? 'not-offered';
}

/** The rows that hold a port, in the order of the table; more than one: they are in conflict. */
export function holdersOfPort(map: PortMap, proto: Protocol, port: number): PortMapping[] {
  const holders: PortMapping[] = [];
  for (let place = map[proto].firsts[port] ?? -1; place !== -1; place = map.nexts[place] ?? -1) {
    const mapping = map.mappings[place];
    if (mapping) holders.push(mapping);
  }
  return holders;
}

/** How many ports of each state there are, from `from` to `to`, both included. */
export function countStates(
  map: PortMap,
  proto: Protocol,
  from: number = ALL_PORTS.least,
  to: number = ALL_PORTS.most,
): Record<PortState, number> {
  const counts = [0, 0, 0, 0, 0];
  const { states } = map[proto];
  for (let port = Math.max(from, ALL_PORTS.least); port <= Math.min(to, ALL_PORTS.most); port += 1) {
    const code = states[port] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const [free = 0, used = 0, conflict = 0, reserved = 0, notOffered = 0] = counts;
  return { free, used, conflict, reserved, 'not-offered': notOffered };
}

/** What one container holds of a server's public ports. */
export interface ContainerPorts {
  container: number;
  tcp: number;
  udp: number;
  /** How many of its mappings are on a port that another mapping holds too. */
  inConflict: number;
}

/** What each container holds; who holds most comes first, then by uid. */
export function portsByContainer(map: PortMap): ContainerPorts[] {
  const found = new Map<number, ContainerPorts>();
  for (const { container, proto, public_port } of map.mappings) {
    let ports = found.get(container);
    if (!ports) {
      ports = { container, tcp: 0, udp: 0, inConflict: 0 };
      found.set(container, ports);
    }
    if (proto === 'tcp') ports.tcp += 1;
    else ports.udp += 1;
    if (map[proto].states[public_port] === CODE.conflict) ports.inConflict += 1;
  }
  const countOf = ({ tcp, udp }: ContainerPorts) => tcp + udp;
  return [...found.values()].sort((one, other) => countOf(other) - countOf(one) || one.container - other.container);
}
