import type { NewPortMapping, PortMapping, Protocol } from '../api/schemas.ts';

/** Which side of a mapping a port is on: public is the server's address, private the container's. */
export type PortKind = 'public' | 'private';

/**
 * Inclusive ranges. The implementation takes public port 1024 too, the documents forbid it: the panel asks for
 * 1025 and up (api.md §4).
 */
export const PUBLIC_PORT_RANGE = { least: 1025, most: 65_535 } as const;
/** Inclusive (api.md §4). */
export const PRIVATE_PORT_RANGE = { least: 1024, most: 65_535 } as const;

/** Public ports that the platform keeps for itself (api.md §4). */
export const RESERVED_PUBLIC_PORTS: ReadonlySet<number> = new Set([1999, 3022, 3026]);

/**
 * Whether the API would create a mapping of these ports (api.md §4). One that stands may be of another making: the supplier's,
 * or older than the rule.
 */
export function canBeCreatedAgain({
  public_port,
  private_port,
}: Pick<PortMapping, 'public_port' | 'private_port'>): boolean {
  const isForAll = (port: number) => port >= PRIVATE_PORT_RANGE.least && port <= PRIVATE_PORT_RANGE.most;
  return isForAll(public_port) && isForAll(private_port) && !RESERVED_PUBLIC_PORTS.has(public_port);
}

/** Where the search for a free port begins when nothing was typed: what people map first is a web application. */
const FIRST_SUGGESTED_PORT = 8000;

/** A port as read, with a `note` when that is not what was typed; or a sentence for the field. */
export type ParsedPort = { ok: true; port: number; note?: string } | { ok: false; message: string };

/** Why a whole number cannot be such a port, as a sentence; undefined when it can. */
export function checkPort(port: number, kind: PortKind): string | undefined {
  const { least, most } = kind === 'public' ? PUBLIC_PORT_RANGE : PRIVATE_PORT_RANGE;
  if (port > most) return `Enter ${most} at most: no port is higher.`;
  if (port === 0) return `Enter ${least} to ${most}: 0 is no port.`;
  if (port < least && kind === 'public') {
    return `Enter ${least} to ${most}: public ports up to ${least - 1} cannot be mapped.`;
  }
  if (port < least) return `Enter ${least} to ${most}: private ports below ${least} cannot be mapped.`;
  if (kind === 'public' && RESERVED_PUBLIC_PORTS.has(port)) {
    return `Choose another port: ${port} is the platform's own, like ${othersReserved(port)}.`;
  }
  return undefined;
}

function othersReserved(port: number): string {
  return [...RESERVED_PUBLIC_PORTS].filter((reserved) => reserved !== port).join(' and ');
}

/** Pasted text brings full-width digits, typographic signs and invisible marks along. */
function plainText(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u2212\u2013\uff0d]/g, '-')
    .trim();
}

function whyNoDigits(plain: string, kind: PortKind): string {
  const { least, most } = kind === 'public' ? PUBLIC_PORT_RANGE : PRIVATE_PORT_RANGE;
  if (plain === '') return `Enter a ${kind} port, such as ${kind === 'public' ? 9000 : 8000}.`;
  if (/^-\s*\d/.test(plain)) return `Enter ${least} to ${most}, without a minus.`;
  if (/^\d+(?:\.\d*)?e[+-]?\d+$/i.test(plain)) return 'Write the port out, such as 10000, without an exponent.';
  if (/^\d{1,3}(?:[., ]\d{3})+$/.test(plain))
    return 'Write the port in digits only, such as 9000, without a separator.';
  if (/^\d*[.,]\d*$/.test(plain)) return 'Enter a whole number: a port has no fraction.';
  return 'Write the port in digits only, such as 9000.';
}

/**
 * Reads a port as typed or pasted. Spaces around it, leading zeros and full-width digits are normalised, and the
 * `note` (or the message) then says what was read. Every kind of mistake has its own sentence (api.md §4).
 */
export function parsePort(text: string, kind: PortKind): ParsedPort {
  const plain = plainText(text);
  if (!/^\d+$/.test(plain)) return { ok: false, message: whyNoDigits(plain, kind) };
  const digits = plain.replace(/^0+(?=\d)/, '');
  const port = Number(digits);
  const note = text === digits ? undefined : `Read as ${digits}.`;
  const message = checkPort(port, kind);
  if (message !== undefined) return { ok: false, message: note ? `${note} ${message}` : message };
  return note ? { ok: true, port, note } : { ok: true, port };
}

/**
 * Reads the spelling that container tools share, `9000:8000/udp` (public:private, tcp when not said), for a paste into
 * "Public port". Only the form is read: the ports are checked in their fields. Undefined for any other text.
 */
export function parseMappingShorthand(text: string): Omit<NewPortMapping, 'container'> | undefined {
  const match = /^(\d{1,9}):(\d{1,9})(?:\/(tcp|udp))?$/i.exec(plainText(text));
  if (!match) return undefined;
  const [, publicPort, privatePort, protocol] = match;
  return {
    public_port: Number(publicPort),
    private_port: Number(privatePort),
    proto: protocol?.toLowerCase() === 'udp' ? 'udp' : 'tcp',
  };
}

/**
 * The next public port that nobody on the server holds with this protocol and that is not the platform's: looked for
 * after `from` (or from 8000 on when there is none, or no legal one), around the end of the range, `from` itself last.
 * Undefined when none is free.
 */
export function nextFreePublicPort(
  mappings: readonly Pick<PortMapping, 'proto' | 'public_port'>[],
  proto: Protocol,
  from?: number,
): number | undefined {
  const { least, most } = PUBLIC_PORT_RANGE;
  const taken = new Set(mappings.filter((mapping) => mapping.proto === proto).map((mapping) => mapping.public_port));
  const size = most - least + 1;
  const hasStart = from !== undefined && Number.isInteger(from) && from >= least && from <= most;
  const start = (hasStart ? from + 1 : FIRST_SUGGESTED_PORT) - least;
  for (let step = 0; step < size; step += 1) {
    const port = least + ((start + step) % size);
    if (!taken.has(port) && !RESERVED_PUBLIC_PORTS.has(port)) return port;
  }
  return undefined;
}
