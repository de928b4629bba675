/** Where there is room on a port map. */
import { CODE, type PortMap, type ProtocolChoice, protocolsOf } from './port-map.ts';
import { PUBLIC_PORT_RANGE } from './ports.ts';

/** Free ports side by side, both ends included. */
export interface FreeBlock {
  from: number;
  to: number;
}

function freeTest(map: PortMap, choice: ProtocolChoice): (port: number) => boolean {
  const [first, second = first] = protocolsOf(choice).map((proto) => map[proto].states);
  return (port) => first?.[port] === CODE.free && second?.[port] === CODE.free;
}

/** The first of `size` free ports side by side that begins in `starts`, both ends included. One pass. */
function firstBlock(isFree: (port: number) => boolean, size: number, starts: FreeBlock): FreeBlock | undefined {
  const last = Math.min(starts.to + size - 1, PUBLIC_PORT_RANGE.most);
  let length = 0;
  for (let port = starts.from; port <= last; port += 1) {
    length = isFree(port) ? length + 1 : 0;
    if (length === size) return { from: port - size + 1, to: port };
  }
  return undefined;
}

/**
 * The next `size` free ports side by side: those that begin at `from` or after it, else, around the end, those that begin
 * before it. A block never goes around the end itself. Undefined when there is none.
 */
export function nextFreeBlock(map: PortMap, choice: ProtocolChoice, from: number, size: number): FreeBlock | undefined {
  const { least, most } = PUBLIC_PORT_RANGE;
  const isFree = freeTest(map, choice);
  const start = Math.max(from, least);
  return (
    firstBlock(isFree, size, { from: start, to: most }) ?? firstBlock(isFree, size, { from: least, to: start - 1 })
  );
}

/** The next free port at `from` or after it, else, around the end, before it. Undefined when none is free. */
export function nextFreePort(map: PortMap, choice: ProtocolChoice, from: number): number | undefined {
  return nextFreeBlock(map, choice, from, 1)?.from;
}

/** The largest runs of free ports, at most `count`: largest first, then by port. */
export function largestFreeBlocks(map: PortMap, choice: ProtocolChoice, count: number): FreeBlock[] {
  const isFree = freeTest(map, choice);
  const { least, most } = PUBLIC_PORT_RANGE;
  const largest: FreeBlock[] = [];
  let from: number | undefined;
  for (let port = least; port <= most + 1; port += 1) {
    const isIn = port <= most && isFree(port);
    if (isIn) from ??= port;
    else if (from !== undefined) {
      keepLargest(largest, { from, to: port - 1 }, count);
      from = undefined;
    }
  }
  return largest;
}

const sizeOf = ({ from, to }: FreeBlock) => to - from + 1;

/** `count` is small, and there may be tens of thousands of blocks: sorting them all would be more than linear. */
function keepLargest(largest: FreeBlock[], block: FreeBlock, count: number): void {
  const place = largest.findIndex((other) => sizeOf(other) < sizeOf(block));
  if (place === -1) largest.push(block);
  else largest.splice(place, 0, block);
  largest.length = Math.min(largest.length, count);
}
