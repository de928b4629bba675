/** Ranges of ports as typed. */
import type { NewPortMapping, Protocol } from './port-mappings.ts';
import { endsOfRange, type PortSpan, pairSpans, spanInWords } from './port-spans.ts';
import { type PortKind, parsePort, RESERVED_PUBLIC_PORTS } from './ports.ts';

/** The fields of the form as typed. `container` is a uid, or empty while none is chosen. */
export interface RangeTexts {
  publicPorts: string;
  privatePorts: string;
  protocols: 'tcp' | 'udp' | 'both';
  container: string;
}

/** The mappings in the order of their ports, or a sentence a field. */
export type ReadRange =
  | { rows: NewPortMapping[] }
  | { errors: { publicPorts?: string; privatePorts?: string; container?: string } };

type ReadEnds = { span: PortSpan } | { error: string };

/** Within a range the platform's own ports are left to the plan, which names each: nobody wants to type around them. */
function readEnd(text: string, kind: PortKind): { port: number } | { error: string } {
  const parsed = parsePort(text, kind);
  if (parsed.ok) return { port: parsed.port };
  const port = Number(text);
  return kind === 'public' && RESERVED_PUBLIC_PORTS.has(port) ? { port } : { error: parsed.message };
}

function readPorts(text: string, kind: PortKind): ReadEnds {
  const ends = endsOfRange(text);
  if (!ends) {
    if (/^\d+\s*[-–—:]$/.test(text.trim())) return { error: 'Enter the last port of the range too.' };
    const parsed = parsePort(text, kind);
    return parsed.ok ? { span: { first: parsed.port, last: parsed.port } } : { error: parsed.message };
  }
  const [first, last] = [readEnd(ends[0], kind), readEnd(ends[1], kind)];
  if ('error' in first) return { error: `First port: ${first.error}` };
  if ('error' in last) return { error: `Last port: ${last.error}` };
  if (first.port > last.port) {
    return { error: `Start with the lower port: ${spanInWords({ first: last.port, last: first.port })}.` };
  }
  return { span: { first: first.port, last: last.port } };
}

const PROTOCOLS: Record<RangeTexts['protocols'], readonly Protocol[]> = {
  tcp: ['tcp'],
  udp: ['udp'],
  both: ['tcp', 'udp'],
};

/**
 * Reads public ports that lead to as many private ones, to those from one port upward or, when that is empty, to the
 * same. A single port is a range of one. The platform's own ports within a range are rows too: a plan says of each that
 * it cannot be.
 */
export function readRange({ publicPorts, privatePorts, protocols, container }: RangeTexts): ReadRange {
  const from = readPorts(publicPorts, 'public');
  const to = privatePorts.trim() === '' ? undefined : readPorts(privatePorts, 'private');
  const toSpan = to && 'span' in to ? to.span : undefined;
  const pair = 'span' in from ? pairSpans(from.span, toSpan) : undefined;
  const privateError = to && 'error' in to ? to.error : pair && 'error' in pair && pair.error;
  const hasContainer = /^\d+$/.test(container);
  if (hasContainer && 'span' in from && pair && 'first' in pair && !privateError) {
    return {
      rows: rowsOfSpan(from.span, { first: pair.first, protocols: PROTOCOLS[protocols], uid: Number(container) }),
    };
  }
  return {
    errors: {
      ...('error' in from ? { publicPorts: from.error } : {}),
      ...(privateError ? { privatePorts: privateError } : {}),
      ...(hasContainer ? {} : { container: 'Choose the container that gets the traffic.' }),
    },
  };
}

/** A mapping for each port and protocol, to the private ports from `first` on. */
export function rowsOfSpan(
  publicPorts: PortSpan,
  to: { first: number; protocols: readonly Protocol[]; uid: number },
): NewPortMapping[] {
  const rows: NewPortMapping[] = [];
  for (let port = publicPorts.first; port <= publicPorts.last; port += 1) {
    const private_port = to.first + port - publicPorts.first;
    for (const proto of to.protocols) rows.push({ container: to.uid, proto, public_port: port, private_port });
  }
  return rows;
}
