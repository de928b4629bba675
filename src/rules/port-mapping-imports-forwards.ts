/** Forwards of packet filters and of socat: they name a container by its private address. */
import {
  checkHost,
  quoted,
  type Reading,
  readingOf,
  readProtocols,
  readSpan,
  type SaidMapping,
  Unreadable,
} from './port-mapping-imports-said.ts';
import { shellWords } from './shell-words.ts';

const SOCAT = /^(?:sudo\s+)?socat\s|^(?:TCP|UDP)[46]?-(?:LISTEN|L|RECVFROM|RECV):/i;
const LISTEN = /^(tcp|udp)([46]?)-(?:listen|l|recvfrom|recv):([^,]*)((?:,.*)?)$/i;
const CONNECT = /^(tcp|udp)[46]?(?:-(?:connect|sendto|datagram))?:(.+):([^:,]+)(?:,.*)?$/i;

/** Whether a command of these forms begins here: it may be continued on further lines. */
export const beginsForward = (text: string) => SOCAT.test(text) || isPacketRule(text);

function readListen(words: readonly string[], address: string): SaidMapping {
  const [from = '', to = ''] = words.filter((word) => /^[a-z\d-]+:/i.test(word));
  const listen = LISTEN.exec(from);
  if (!listen)
    throw new Unreadable(`${quoted(from)} does not listen on a port. Write TCP-LISTEN:8080 or UDP-LISTEN:8080.`);
  const connect = CONNECT.exec(to);
  if (!connect) throw new Unreadable(`${quoted(to)} leads to no port of a container. Write such as TCP:10.0.0.3:8000.`);
  const protocols = readProtocols(listen[1]);
  if (readProtocols(connect[1]) !== protocols) {
    throw new Unreadable('Both sides of a mapping have the same protocol: tcp to tcp, or udp to udp.');
  }
  const bind = /,bind=([^,]*)/i.exec(listen[4] ?? '')?.[1];
  if (bind !== undefined) checkHost(bind, address);
  return {
    protocols,
    publicPorts: readSpan(listen[3] ?? '', 'public'),
    privatePorts: readSpan(connect[3] ?? '', 'private'),
    container: (connect[2] ?? '').trim(),
  };
}

/** Reads `socat TCP-LISTEN:8080,fork TCP:10.0.0.3:80`, with or without its first word. Undefined: another form. */
export function readSocat(text: string, address: string): Reading | undefined {
  if (!SOCAT.test(text)) return undefined;
  return readingOf('socat', () => {
    const { words, rest } = shellWords(text);
    if (!/^&?\s*$/.test(rest)) throw new Unreadable(`Nothing may follow the command: ${quoted(rest)}.`);
    return [readListen(words, address)];
  });
}

const isPacketRule = (text: string) =>
  /^(?:sudo\s+)?(?:\/\S*\/)?ip6?tables\s/i.test(text) || /^-(?:A|I)\s+\S/.test(text);

/** Options that change nothing about where packets go. */
const HARMLESS =
  /^(?:-t|--table|-A|--append|-I|--insert|-m|--match|-i|--in-interface|-w|--wait|-W|--ctstate|--state|--dst-type)$/;
const WAIT = /^(?:-w|--wait)$/;
const INSERT = /^(?:-I|--insert)$/;
const PORTS = /^(?:--dport|--destination-port|--dports|--destination-ports)$/;
const TARGET = /^(?:--to-destination|--to)$/;

interface PacketRule {
  protocol?: string;
  ports?: string;
  to?: string;
  comment?: string;
}

const NAMES = { protocol: 'protocol', ports: 'public port', to: 'destination' } as const;

function setOnce(rule: PacketRule, part: keyof typeof NAMES, value: string) {
  const before = rule[part];
  if (before !== undefined && before !== value) {
    throw new Unreadable(`The ${NAMES[part]} is said twice, ${quoted(before)} and ${quoted(value)}. Keep one of them.`);
  }
  rule[part] = value;
}

function takeOption(rule: PacketRule, option: string, value: string, address: string) {
  if (option === '-p' || option === '--protocol') setOnce(rule, 'protocol', value);
  else if (PORTS.test(option)) setOnce(rule, 'ports', value);
  else if (TARGET.test(option)) setOnce(rule, 'to', value);
  else if (option === '--comment') rule.comment = value;
  else if (option === '-d' || option === '--destination') checkHost(value.replace(/\/(?:32|0)$/, ''), address);
  else if ((option === '-j' || option === '--jump') && value === 'DNAT') return;
  else if (option === '-j' || option === '--jump') {
    throw new Unreadable(`A rule to ${quoted(value)} maps no port. Only DNAT rules become mappings: leave it out.`);
  } else if (option === '-s' || option === '--source') {
    throw new Unreadable(
      'A mapping is open to every sender: this rule is for some only. Leave out -s if all may come.',
    );
  } else if (!HARMLESS.test(option))
    throw new Unreadable(`${quoted(option)} cannot be part of a mapping. Leave it out.`);
}

function ruleOf(words: readonly string[], address: string): PacketRule {
  const rule: PacketRule = {};
  let at = words.findIndex((word) => word.startsWith('-'));
  while (at >= 0 && at < words.length) {
    const option = words[at] ?? '';
    const value = words[at + 1] ?? '';
    at += 2;
    takeOption(rule, option, value, address);
    // The place of the rule, and how long to wait for the lock, may be given or not.
    if (INSERT.test(option) && /^\d+$/.test(words[at] ?? '')) at += 1;
    if (WAIT.test(option) && value.startsWith('-')) at -= 1;
  }
  return rule;
}

/** The container's address and its ports; an address alone leads to the same ports. */
function targetOf(to: string): Pick<SaidMapping, 'container' | 'privatePorts'> {
  const [container = '', ports] = to.split(':');
  return { container, privatePorts: ports === undefined ? undefined : readSpan(ports, 'private') };
}

/** Reads a DNAT rule, as a command or as a saved one. Undefined: another form. */
export function readPacketRule(text: string, address: string): Reading | undefined {
  if (!isPacketRule(text)) return undefined;
  return readingOf('iptables', () => {
    const { words, rest } = shellWords(text);
    if (rest.trim() !== '') throw new Unreadable(`Nothing may follow the rule: ${quoted(rest)}.`);
    const { protocol, ports, to, comment } = ruleOf(words, address);
    if (!to) throw new Unreadable('This rule has no --to-destination, so it maps no port. Leave it out.');
    if (!protocol) throw new Unreadable('This rule names no protocol. Add -p tcp or -p udp.');
    if (!ports) throw new Unreadable('This rule names no public port. Add --dport.');
    const protocols = readProtocols(protocol);
    const note = comment ? { note: comment } : {};
    return ports
      .split(',')
      .map((port) => ({ protocols, publicPorts: readSpan(port, 'public'), ...targetOf(to), ...note }));
  });
}
