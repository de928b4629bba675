/** `-p 8080:80`, alone and within commands of docker and its kin. */
import { optionsOf } from './port-mapping-imports-docker-options.ts';
import {
  checkHost,
  cutAtLast,
  quoted,
  type Reading,
  readingOf,
  readProtocols,
  readSpan,
  type SaidMapping,
  Unreadable,
} from './port-mapping-imports-said.ts';
import { shellWords } from './shell-words.ts';

/** `published=8080,target=80,protocol=udp`, as docker's longer spelling has it. */
function readNamedParts(text: string): SaidMapping {
  const parts = new Map(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const target = parts.get('target') ?? parts.get('dst') ?? '';
  const published = parts.get('published') ?? parts.get('src');
  if (!published) throw new Unreadable(whyNoPublicPort(target));
  return {
    protocols: readProtocols(parts.get('protocol')),
    publicPorts: readSpan(published, 'public'),
    privatePorts: readSpan(target, 'private'),
  };
}

const whyNoPublicPort = (target: string) =>
  `${quoted(target)} names no public port, so any would do. Write the one that is meant, such as 8080:${target || 80}.`;

/** An address in front of the ports, as docker has it, and what can be no container. */
const ADDRESS = /^(?:|localhost|[\d.]*\.[\d.]*)$|[*:[\]]/i;

/**
 * Reads `[ADDRESS:]PUBLIC:PRIVATE[/PROTOCOL]`, ports or ranges, as docker and compose have it. Where nothing else names the
 * `container`, a name or a uid in place of the address does, as people write it.
 * @throws Unreadable
 */
export function readPublish(text: string, address: string, container?: string): SaidMapping {
  const plain = text.trim();
  if (/\btarget=/i.test(plain)) return { ...readNamedParts(plain), container };
  if (/\$\{?\w/.test(plain))
    throw new Unreadable(`${quoted(plain)} has a variable. Write the port that it stands for.`);
  const [ports, protocol] = cutAtFirst(plain, '/');
  const protocols = readProtocols(protocol);
  const sides = cutAtLast(ports, ':');
  if (!sides) throw new Unreadable(readSpan(ports, 'private') && whyNoPublicPort(ports));
  const [before, privatePorts] = sides;
  const [host, publicPorts] = cutAtLast(before, ':') ?? ['', before];
  const isOwner = container === undefined && !ADDRESS.test(host);
  if (!isOwner) checkHost(host, address);
  if (publicPorts === '') throw new Unreadable(whyNoPublicPort(privatePorts));
  return {
    protocols,
    publicPorts: readSpan(publicPorts, 'public'),
    privatePorts: readSpan(privatePorts, 'private'),
    container: isOwner ? host : container,
  };
}

function cutAtFirst(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

const COMMAND =
  /^(?:sudo\s+(?:-\S+\s+)*)?(?:docker|podman|nerdctl)\s+(?:(?:container|service)\s+)?(?:run|create)(?:\s|$)/i;

/** Whether a line is options alone, such as a line out of a longer command. */
const OPTIONS = /^(?:-[ditq]*p[\s=\d[]|--publish[\s=]|--name[\s=])/;

/** Whether a command of this form begins here: it may be continued on further lines. */
export const beginsDocker = (text: string) => COMMAND.test(text) || OPTIONS.test(text);

/** Reads a command, or options of one, with all its mappings; `--name` names the container. Undefined: another form. */
export function readDocker(text: string, address: string): Reading | undefined {
  const command = COMMAND.exec(text)?.[0] ?? '';
  if (command === '' && !OPTIONS.test(text)) return undefined;
  return readingOf('docker -p', () => {
    const { words, rest, open } = shellWords(text.slice(command.length));
    if (open !== undefined) throw new Unreadable(`A quote ${open} is never closed. Close it.`);
    if (/^(?:;|&&|\|\||&\s*\S)/.test(rest) && rest.replace(/^[;&|]+/, '').trim() !== '') {
      throw new Unreadable('There are several commands on one line. Write each on a line of its own.');
    }
    const { publish, name, publishesAll } = optionsOf(words);
    if (publishesAll)
      throw new Unreadable('-P publishes ports without naming them. Name each with -p, such as -p 8080:80.');
    if (publish.length === 0)
      throw new Unreadable('This command has no -p, so it maps nothing. Add one, or leave it out.');
    return publish.map((spec) => readPublish(spec, address, name));
  });
}

const BARE = /^(?:[\w.*:[\]-]*:)?[\w.-]*:[\w.-]*\d[\w.-]*(?:\/[\w,+]*)?$/;

/** Reads `8080:80/tcp`, one or several on a line, with or without a dash or quotes. Undefined: another form. */
export function readBare(text: string, address: string): Reading | undefined {
  const items = text
    .replace(/^-\s+/, '')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((item) => item.replace(/^(["'])(.*)\1$/, '$2'));
  if (items.length === 0 || !items.every((item) => BARE.test(item))) return undefined;
  return readingOf('docker -p', () => items.map((item) => readPublish(item, address)));
}
