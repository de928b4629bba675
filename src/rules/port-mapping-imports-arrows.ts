/** `tcp 8080 -> hydra:80`: what people write when nobody tells them how. */
import {
  checkHost,
  cutAtLast,
  isPublicHost,
  quoted,
  type Reading,
  readingOf,
  readProtocols,
  readSpan,
  type SaidMapping,
  Unreadable,
} from './port-mapping-imports-said.ts';

const ARROW = /-+>|=+>|[→⇒⟶⟹➜➔➝↦]/u;
const PROTOCOLS_BEFORE = /^([a-z]+(?:\s*[,+&/|]\s*[a-z]+)*)[\s:/]+(?=\S)/i;
const PROTOCOL_BEHIND = /\s*\/\s*([a-z]+(?:\s*[,+&/|]\s*[a-z]+)*)$/i;
const PORTS = /^\d+(?:\s*[-–—:]\s*\d+)?$/;

interface Side {
  /** What stands before the last colon: an address or a container. */
  owner?: string;
  ports: string;
  protocol?: string;
}

function sideOf(text: string): Side {
  const behind = PROTOCOL_BEHIND.exec(text);
  const plain = behind ? text.slice(0, behind.index).trim() : text;
  const protocol = behind?.[1] === undefined ? {} : { protocol: behind[1] };
  if (/^\d+\s*:\s*\d+$/.test(plain)) {
    // Two numbers: to the right a container and its port; to the left a range, as packet filters write it.
    const [owner = '', ports = ''] = plain.split(':');
    return { owner: owner.trim(), ports: ports.trim(), ...protocol };
  }
  const cut = PORTS.test(plain) ? undefined : cutAtLast(plain, ':');
  return cut ? { owner: cut[0].trim(), ports: cut[1].trim(), ...protocol } : { ports: plain, ...protocol };
}

const withoutQuotes = (text: string) => text.replace(/^(["'`])(.*)\1$/, '$2');

/** The protocols of both sides, which must not differ. */
function protocolsOf(...said: (string | undefined)[]) {
  const [first, ...others] = said.filter((text) => text !== undefined);
  const protocols = readProtocols(first);
  if (others.some((other) => readProtocols(other).join() !== protocols.join())) {
    throw new Unreadable(
      'Both sides of a mapping have the same protocol. Name it once, such as tcp 8080 -> hydra:8000.',
    );
  }
  return protocols;
}

/** What is meant by a right side without a colon: a port, or a container with the same ports. */
function readLone(text: string, isUid: (number: number) => boolean): Pick<SaidMapping, 'container' | 'privatePorts'> {
  if (!PORTS.test(text)) return { container: withoutQuotes(text) };
  if (/^\d+$/.test(text) && isUid(Number(text))) {
    throw new Unreadable(`${text} may be the container or a port. Write ${text}:PORT or CONTAINER:${text}.`);
  }
  return { privatePorts: readSpan(text, 'private') };
}

function readSides(left: string, right: string, address: string, isUid: (number: number) => boolean): SaidMapping {
  const before = PROTOCOLS_BEFORE.exec(left);
  const from = sideOf(before ? left.slice(before[0].length).trim() : left);
  const to = sideOf(right);
  const protocols = protocolsOf(before?.[1], from.protocol, to.protocol);
  if (
    to.owner !== undefined &&
    from.owner === undefined &&
    !/^\d*$/.test(to.owner) &&
    isPublicHost(to.owner, address)
  ) {
    // As `docker port` lists them: the private port first.
    return { protocols, publicPorts: readSpan(to.ports, 'public'), privatePorts: readSpan(from.ports, 'private') };
  }
  const isRange = from.owner !== undefined && /^\d+$/.test(from.owner);
  if (from.owner !== undefined && !isRange) checkHost(from.owner, address);
  const publicPorts = readSpan(isRange ? `${from.owner}-${from.ports}` : from.ports, 'public');
  if (to.owner === undefined) return { protocols, publicPorts, ...readLone(to.ports, isUid) };
  const container = withoutQuotes(to.owner) || undefined;
  return { protocols, publicPorts, privatePorts: readSpan(to.ports, 'private'), container };
}

/** Reads `[PROTOCOLS] PORTS -> [CONTAINER:]PORTS`. Undefined: another form. */
export function readArrow(text: string, address: string, isUid: (number: number) => boolean): Reading | undefined {
  const arrow = ARROW.exec(text);
  if (!arrow) return undefined;
  const left = text.slice(0, arrow.index).trim();
  const right = text.slice(arrow.index + arrow[0].length).trim();
  return readingOf('arrows', () => {
    if (right === '')
      throw new Unreadable(`Nothing follows ${quoted(arrow[0])}. Name the container, such as hydra:8000.`);
    if (ARROW.test(right))
      throw new Unreadable('There are several arrows on one line. Write each mapping on a line of its own.');
    return [readSides(left, right, address, isUid)];
  });
}
