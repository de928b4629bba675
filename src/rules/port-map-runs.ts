/** Ports of a map that are alike and lie side by side. */
import type { PortMapping, Protocol } from '../api/schemas.ts';
import { ALL_PORTS, CODE, holdersOfPort, PORT_STATES, type PortMap, type PortState } from './port-map.ts';

/** Ports side by side in the same state, held by the same containers; `to` included. */
export interface PortRun {
  proto: Protocol;
  from: number;
  to: number;
  state: PortState;
  /** The rows of the first port. */
  holders: readonly PortMapping[];
  /** The private port of the last row, when the private ports of a used run count up with the public ones. */
  lastPrivatePort?: number | undefined;
}

const uidsOf = (map: PortMap, proto: Protocol, port: number) =>
  holdersOfPort(map, proto, port)
    .map(({ container }) => container)
    .sort((one, other) => one - other);

const isSameHolder = (map: PortMap, proto: Protocol, port: number) =>
  map[proto].containers[port] === map[proto].containers[port - 1];

/** Whether a port in conflict belongs to the same run as the one before it. */
function isSameHolders(map: PortMap, proto: Protocol, port: number): boolean {
  const [uids, uidsBefore] = [uidsOf(map, proto, port), uidsOf(map, proto, port - 1)];
  return (
    uids.length === uidsBefore.length &&
    uids.every((uid, index) => uid === uidsBefore[index]) &&
    // Who holds one port twice is told apart by the private ports, which another port does not share.
    new Set(uids).size === uids.length
  );
}

/** The runs from `from` to `to`, both included, in the order of the ports: together they hold each port once. */
export function runsOf(
  map: PortMap,
  proto: Protocol,
  from: number = ALL_PORTS.least,
  to: number = ALL_PORTS.most,
): PortRun[] {
  const { states, firsts } = map[proto];
  const runs: PortRun[] = [];
  let run: PortRun | undefined;
  for (let port = Math.max(from, ALL_PORTS.least); port <= Math.min(to, ALL_PORTS.most); port += 1) {
    const code = states[port] ?? CODE['not-offered'];
    // The rows themselves are looked at only where there are several.
    const isSame = code === CODE.conflict ? isSameHolders : isSameHolder;
    if (run && code === states[port - 1] && isSame(map, proto, port)) run.to = port;
    else {
      run = {
        proto,
        from: port,
        to: port,
        state: PORT_STATES[code] ?? 'not-offered',
        holders: holdersOfPort(map, proto, port),
      };
      if (code === CODE.used) run.lastPrivatePort = run.holders[0]?.private_port;
      runs.push(run);
      continue;
    }
    if (run.lastPrivatePort === undefined) continue;
    const next = map.mappings[firsts[port] ?? -1]?.private_port;
    run.lastPrivatePort = next === run.lastPrivatePort + 1 ? next : undefined;
  }
  return runs;
}

/** One side of a clash: a mapping a port, in the order of the ports. */
export interface ClashSide {
  container: number;
  rows: readonly PortMapping[];
}

/** Public ports side by side that the same containers hold: one of them gets the traffic, nobody can tell which (api.md §4). */
export interface PortClash {
  proto: Protocol;
  from: number;
  to: number;
  /** Two at least, by uid. */
  sides: readonly ClashSide[];
}

/** Every clash of a table: tcp first, then by port. */
export function clashesOfMap(map: PortMap): PortClash[] {
  return (['tcp', 'udp'] as const).flatMap((proto) => {
    const { states } = map[proto];
    const clashes: PortClash[] = [];
    for (let from = states.indexOf(CODE.conflict); from !== -1; from = states.indexOf(CODE.conflict, from)) {
      let to = from;
      while (states[to + 1] === CODE.conflict) to += 1;
      for (const run of runsOf(map, proto, from, to)) {
        clashes.push({ proto, from: run.from, to: run.to, sides: sidesOf(map, run) });
      }
      from = to + 1;
    }
    return clashes;
  });
}

function sidesOf(map: PortMap, { proto, from, to }: PortRun): ClashSide[] {
  const sides: { container: number; rows: PortMapping[] }[] = [];
  for (let port = from; port <= to; port += 1) {
    const rows = holdersOfPort(map, proto, port).sort(
      (one, other) => one.container - other.container || one.id - other.id,
    );
    for (const [index, row] of rows.entries()) {
      const side = sides[index];
      if (side) side.rows.push(row);
      else sides.push({ container: row.container, rows: [row] });
    }
  }
  return sides;
}
