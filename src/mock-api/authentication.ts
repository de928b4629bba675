import { Refused, UNAUTHORIZED, Unforeseen } from './answers.ts';
import type { Customer, World } from './world.ts';

/**
 * Who is calling: the hex headers first, else HTTP Basic (api.md §1). @throws Refused with 401 for wrong or missing
 * credentials; Unforeseen (500) for Basic credentials that do not split into two at `:`, which is so for every password
 * with a colon, and for what is not hex or Base64 of UTF-8 text.
 */
export function signIn(world: World, headers: Headers): Customer {
  const credentials = hexCredentials(headers) ?? basicCredentials(headers);
  const customer = credentials && world.customer(credentials.username);
  if (!customer || customer.password !== credentials.password) throw new Refused(UNAUTHORIZED);
  return customer;
}

/** The cookie that the server sets on every signed-in call, and that nobody needs (api.md §1). */
export function sessionCookie(): string {
  return `sessionid=${crypto.randomUUID().replaceAll('-', '')}; HttpOnly; Path=/; SameSite=Lax`;
}

interface Credentials {
  username: string;
  password: string;
}

function hexCredentials(headers: Headers): Credentials | undefined {
  const username = headers.get('X-uwsgi-it-username');
  const password = headers.get('X-uwsgi-it-password');
  if (username === null || password === null) return undefined;
  return { username: textOfHex(username), password: textOfHex(password) };
}

function textOfHex(hex: string): string {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new Unforeseen('not hex');
  return textOfBytes(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

function basicCredentials(headers: Headers): Credentials | undefined {
  const [scheme, encoded] = (headers.get('Authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return undefined;
  const parts = textOfBase64(encoded).split(':');
  const [username, password] = parts;
  if (parts.length !== 2 || username === undefined || password === undefined) throw new Unforeseen('not two parts');
  return { username, password };
}

function textOfBase64(encoded: string): string {
  try {
    return textOfBytes(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    throw new Unforeseen('not Base64');
  }
}

function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unforeseen('not UTF-8');
  }
}
