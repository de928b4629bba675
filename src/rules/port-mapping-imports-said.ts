/** What the forms of an import say, before containers are looked up and ranges become rows. */
import type { Protocol } from '../api/schemas.ts';
import { endsOfRange, HIGHEST_PORT, type PortSpan, spanInWords } from './port-spans.ts';
import { shownText } from './shown-text.ts';

/** What the fields of a form say of a container. */
export interface SaidOwner {
  /** Digits are a uid, whatever containers are called: exports name every container so. */
  container?: string | undefined;
  name?: string | undefined;
  ip?: string | undefined;
}

/** One mapping, or a range of them. */
export interface SaidMapping {
  protocols: readonly Protocol[];
  publicPorts: PortSpan;
  /** Left out: the same as the public ones. */
  privatePorts?: PortSpan | undefined;
  /** A uid, a name or a private address. */
  container?: string | undefined;
  /** Instead, where a form has fields for them: all that are said must mean the same container. */
  owner?: SaidOwner | undefined;
  /** Keys of JSON that nobody knows. */
  unused?: readonly string[];
  label?: string | undefined;
  note?: string | undefined;
}

/** A form in words, as an import names it. */
export type FormName =
  | 'docker -p'
  | 'compose ports'
  | 'arrows'
  | 'socat'
  | 'iptables'
  | 'CSV'
  | 'JSON'
  | 'curl'
  | 'shell script';

/** What a line came to in its form. */
export type Reading =
  | { form: FormName; mappings: readonly SaidMapping[] }
  | { form?: FormName; error: string }
  | { form?: FormName; about: string; hints?: readonly string[] };

/** A text that is meant to be of a form and is not. The message is a sentence for the person. */
export class Unreadable extends Error {}

const LONGEST_QUOTE = 60;

/** A piece of what was typed, for a sentence: cut when it is long. */
export function quoted(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `"${shownText(cut)}"`;
}

/** Reads `text`, and makes the sentence of an {@link Unreadable} its reading. */
export function readingOf(form: FormName, read: () => readonly SaidMapping[]): Reading {
  try {
    return { form, mappings: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { form, error: error.message };
    throw error;
  }
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(port)) throw new Unreadable(`${quoted(text)} is no port. Write 1 to ${HIGHEST_PORT}, in digits.`);
  if (port === 0) throw new Unreadable('0 is no port. Name the port that is meant.');
  if (port > HIGHEST_PORT) throw new Unreadable(`${quoted(text)} is no port: ${HIGHEST_PORT} is the highest.`);
  return port;
}

/**
 * Reads a port or a range of ports. Any port is taken: which of them the server allows is for the plan to say.
 * @throws Unreadable
 */
export function readSpan(text: string, side: 'public' | 'private'): PortSpan {
  const plain = text.trim();
  if (plain === '') throw new Unreadable(`The ${side} port is missing.`);
  const ends = /^\d+$/.test(plain) ? undefined : endsOfRange(plain);
  const first = readPort(ends?.[0] ?? plain);
  const last = ends ? readPort(ends[1]) : first;
  if (first > last) {
    const right = spanInWords({ first: last, last: first });
    throw new Unreadable(`${quoted(plain)} begins with its higher port. Write ${right}.`);
  }
  return { first, last };
}

const TCP: readonly Protocol[] = ['tcp'];
const UDP: readonly Protocol[] = ['udp'];
const BOTH: readonly Protocol[] = ['tcp', 'udp'];

/** Reads `tcp`, `udp`, `both` or a list; nothing is tcp, as in all these forms. @throws Unreadable */
export function readProtocols(text: string | undefined): readonly Protocol[] {
  const plain = (text ?? '').trim().toLowerCase();
  if (plain === '' || plain === 'tcp') return TCP;
  if (plain === 'udp') return UDP;
  if (plain === 'both') return BOTH;
  const parts = plain.split(/[\s,;/+&|]+|\band\b/).filter(Boolean);
  const unknown = parts.find((part) => part !== 'tcp' && part !== 'udp') ?? (parts.length === 0 ? plain : undefined);
  if (unknown !== undefined) throw new Unreadable(`${quoted(unknown)} cannot be mapped: only tcp and udp.`);
  if (!parts.includes('udp')) return TCP;
  return parts.includes('tcp') ? BOTH : UDP;
}

const isEveryAddress = (host: string) => /^(?:|\*|0\.0\.0\.0|::|\[::\]|\[?::0\]?)$/.test(host);

/** Whether an address of a form is where the server listens: everywhere, or its own. */
export function isPublicHost(host: string, address: string): boolean {
  return isEveryAddress(host) || host === address;
}

/** A public port is one of the server's own address. @throws Unreadable for another one */
export function checkHost(host: string, address: string) {
  if (isPublicHost(host, address)) return;
  throw new Unreadable(
    `The public address of every mapping is the server's own, ${address}. Leave out ${quoted(host)} if that is meant.`,
  );
}

/** Cuts at the last occurrence: what stands before it, and after it; undefined without one. */
export function cutAtLast(text: string, mark: string): [string, string] | undefined {
  const at = text.lastIndexOf(mark);
  return at < 0 ? undefined : [text.slice(0, at), text.slice(at + mark.length)];
}
