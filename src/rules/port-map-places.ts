/** Ports and sizes as typed beside a map. */
import type { Protocol } from '../api/schemas.ts';
import { ALL_PORTS } from './port-map.ts';
import { PUBLIC_PORT_RANGE } from './ports.ts';
import { formatNumber } from './units.ts';

/** A port as typed, of all there are; `tcp` or `udp` before it names the protocol. */
export type ReadPlace = { ok: true; port: number; proto?: Protocol } | { ok: false; message: string };

/** Reads a place on the map: `9000`, or `udp 5353`. */
export function readPlace(text: string): ReadPlace {
  const match = /^(?:(tcp|udp)\s*)?(\d{1,9})$/i.exec(text.normalize('NFKC').trim());
  if (!match) return { ok: false, message: 'Write the port in digits only, such as 9000.' };
  const port = Number(match[2]);
  const { least, most } = ALL_PORTS;
  if (port < least || port > most) return { ok: false, message: `Enter ${least} to ${most}: there is no other port.` };
  const proto = match[1]?.toLowerCase();
  return proto === 'tcp' || proto === 'udp' ? { ok: true, port, proto } : { ok: true, port };
}

/** Reads how many ports side by side somebody wants. */
export function readBlockSize(text: string): { ok: true; size: number } | { ok: false; message: string } {
  const plain = text.normalize('NFKC').trim();
  const most = PUBLIC_PORT_RANGE.most - PUBLIC_PORT_RANGE.least + 1;
  const size = Number(plain);
  if (!/^\d{1,9}$/.test(plain) || size < 1 || size > most) {
    return { ok: false, message: `Enter 1 to ${formatNumber(most)}.` };
  }
  return { ok: true, size };
}
