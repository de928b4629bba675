import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ALL_PORTS, CODE, type PortMap, type ProtocolChoice, protocolsOf } from '../../rules/port-map.ts';
import { readPlace } from '../../rules/port-map-places.ts';
import type { GridMove } from './cell-grid.tsx';
import { BLOCK, SIDE } from './map-geometry.ts';

const route = getRouteApi('/signed-in/servers/$address/port-mappings/map');

/** Where most people look first, when nothing is mapped. */
const USUAL_PORT = 8000;

/** What there is to see: the first conflict, else the first port that is used. */
function firstOfInterest(map: PortMap, choice: ProtocolChoice): number {
  for (const code of [CODE.conflict, CODE.used]) {
    const places = protocolsOf(choice).map((proto) => map[proto].states.indexOf(code));
    const found = places.filter((port) => port !== -1);
    if (found.length > 0) return Math.min(...found);
  }
  return USUAL_PORT;
}

const within = (port: number) => Math.min(ALL_PORTS.most, Math.max(ALL_PORTS.least, port));

/**
 * The protocols that are shown, and the one port that is looked at. Both are in the URL, the port when somebody chose it:
 * a key that only moves on would write the URL too often for some browsers.
 */
export function useMapCursor(map: PortMap) {
  const { protocol: choice = 'both', port: inUrl } = route.useSearch();
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(() => {
    const read = readPlace(inUrl ?? '');
    return { port: read.ok ? read.port : firstOfInterest(map, choice), seen: inUrl };
  });
  // The back button, or a link: what the URL says and nobody chose here.
  if (cursor.seen !== inUrl) {
    const read = readPlace(inUrl ?? '');
    setCursor({ port: read.ok ? read.port : cursor.port, seen: inUrl });
  }

  function change(search: { protocol?: ProtocolChoice | undefined; port?: string | undefined }) {
    void navigate({ to: '.', search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false });
  }

  return {
    choice,
    port: cursor.port,
    choose: (protocol: ProtocolChoice) => change({ protocol: protocol === 'both' ? undefined : protocol }),
    /** Looks at a port, and stays within the ports there are. */
    moveTo: (port: number) => setCursor(({ seen }) => ({ port: within(port), seen })),
    /** Looks at a port that somebody chose; `protocol` when that was asked for too. */
    goTo: (port: number, protocol?: ProtocolChoice) => {
      setCursor({ port: within(port), seen: inUrl });
      change({ port: String(within(port)), ...(protocol ? { protocol } : {}) });
    },
  };
}

/** The port that a key leads to from another, in the grid of the blocks. */
export function moveAmongBlocks(port: number, move: GridMove): number {
  const inner = port % BLOCK;
  const place = moveWithin(Math.floor(port / BLOCK), move, SIDE * 4);
  // Past the first or the last block there is none.
  return place < 0 || place >= SIDE * SIDE ? port : within(place * BLOCK + inner);
}

/** The port that a key leads to from another, in the grid of one block: past its edge the next block begins. */
export function moveAmongPorts(port: number, move: GridMove): number {
  const block = port - (port % BLOCK);
  const next = block + moveWithin(port - block, move, BLOCK);
  return next < 0 || next > ALL_PORTS.most ? port : within(next);
}

function moveWithin(place: number, move: GridMove, page: number): number {
  if ('by' in move) return place + move.by;
  if ('page' in move) return place + move.page * page;
  if (move.to === 'first') return 0;
  if (move.to === 'last') return SIDE * SIDE - 1;
  const start = place - (place % SIDE);
  return move.to === 'start' ? start : start + SIDE - 1;
}
