/** `ports:` of compose files: lists, long entries, and the services that they stand in. No more of YAML than that. */
import { readPublish } from './port-mapping-imports-docker.ts';
import { quoted, type Reading, readingOf, type SaidMapping, Unreadable } from './port-mapping-imports-said.ts';
import type { TextLines } from './text-lines.ts';
import { indentOf, type KeyLine, keyOf, withoutComment, withoutQuotes } from './yaml-lines.ts';

/** What else stands in such files, and says nothing about ports. */
const OTHER_KEYS = new Set(
  (
    'version name networks volumes secrets configs include build image command entrypoint environment env_file ' +
    'depends_on restart labels logging healthcheck deploy cap_add cap_drop cgroup cgroup_parent container_name ' +
    'credential_spec cpus cpu_count cpu_percent cpu_shares cpu_quota cpu_period cpuset develop device_cgroup_rules ' +
    'devices dns dns_opt dns_search domainname expose external_links extra_hosts group_add hostname init ipc ' +
    'isolation links mac_address mem_limit mem_reservation mem_swappiness memswap_limit network_mode ' +
    'oom_kill_disable oom_score_adj pid pids_limit platform privileged profiles pull_policy read_only runtime scale ' +
    'security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits user ' +
    'userns_mode uts working_dir annotations attach gpus'
  ).split(' '),
);
const KNOWN_KEYS = new Set([...OTHER_KEYS, 'ports']);

/** A block that has been entered and not left. */
interface Block {
  indent: number;
  kind: 'services' | 'service' | 'ports' | 'other';
  /** Of a service, what its container is called. */
  name?: string;
  key: string;
}

type Read = { last: number; reading: Reading };

/** Reads the lines of compose files, one after the other: it remembers within which blocks they stand. */
export class ComposeReader {
  private blocks: Block[] = [];
  private readonly lines: TextLines;
  private readonly address: string;

  constructor(lines: TextLines, address: string) {
    this.lines = lines;
    this.address = address;
  }

  /** What the line at `place` comes to, and on which line that ends; undefined when it is no part of such a file. */
  read(place: number): Read | undefined {
    const line = this.lines.textOf(place);
    const indent = indentOf(line);
    const isItem = /^\s*-(?:\s|$)/.test(line);
    // An item of a list may stand as far to the left as the key of the list.
    while (this.blocks.length > 0 && !isWithin(this.blocks.at(-1), indent, isItem)) this.blocks.pop();
    const block = this.blocks.at(-1);
    if (block?.kind === 'other') return about(place, `Part of ${quoted(block.key)}: nothing about ports`);
    if (block?.kind === 'ports') return this.readItem(place, line);
    const found = isItem ? undefined : keyOf(line);
    const read = found && this.readKey(place, found);
    if (read || !block) return read;
    const error = `Not understood within ${quoted(block.key)}. Ports stand in a list below "ports:".`;
    return { last: place, reading: { form: 'compose ports', error } };
  }

  private readKey(place: number, { indent, key, value }: KeyLine): Read | undefined {
    const isService = value === '' && this.blocks.at(-1)?.kind === 'services';
    if (key === 'ports' && !isService) return this.readPorts(place, indent, value);
    if (key === 'services' && value === '' && !isService) {
      this.blocks.push({ indent, kind: 'services', key });
      return about(place, 'Services');
    }
    if (OTHER_KEYS.has(key) && !isService) {
      if (/^(?:$|[|>&[{!"'])/.test(value)) this.blocks.push({ indent, kind: 'other', key });
      return about(place, `${quoted(key)}: nothing about ports`);
    }
    if (value !== '' || !(isService || this.beginsService(place, indent))) return undefined;
    const name = this.containerNameIn(place, indent) ?? key;
    this.blocks.push({ indent, kind: 'service', key, name });
    return about(place, `Service ${quoted(key)}`);
  }

  /** A service that was pasted without its `services` begins with something that services have. */
  private beginsService(place: number, indent: number): boolean {
    if (this.blocks.length > 0) return false;
    const next = this.nextWithContent(place);
    const found = next === undefined ? undefined : keyOf(this.lines.textOf(next));
    return found !== undefined && found.indent > indent && KNOWN_KEYS.has(found.key);
  }

  private nextWithContent(place: number): number | undefined {
    for (let next = place + 1; next < this.lines.count; next += 1) {
      if (/^\s*[^\s#]/.test(this.lines.textOf(next))) return next;
    }
    return undefined;
  }

  /** Keys further to the right are those of something else, such as a label. */
  private containerNameIn(place: number, indent: number): string | undefined {
    let own: number | undefined;
    for (let next = place + 1; next < this.lines.count; next += 1) {
      const line = this.lines.textOf(next);
      if (/^\s*(?:#|$)/.test(line)) continue;
      const within = indentOf(line);
      if (within <= indent) return undefined;
      own ??= within;
      const found = within === own ? keyOf(line) : undefined;
      if (found?.key === 'container_name') return withoutQuotes(found.value);
    }
    return undefined;
  }

  private get service(): string | undefined {
    return this.blocks.findLast(({ kind }) => kind === 'service')?.name;
  }

  private readPorts(place: number, indent: number, value: string): Read {
    const list = /^\[(.*)\]$/.exec(value);
    if (list) {
      const items = (list[1] ?? '').split(',').map(withoutQuotes).filter(Boolean);
      if (items.length === 0) return about(place, 'An empty list of ports');
      return { last: place, reading: readingOf('compose ports', () => items.map((item) => this.readShort(item))) };
    }
    if (value !== '') {
      const error = 'Write the ports as a list below, such as - "8080:8000".';
      return { last: place, reading: { form: 'compose ports', error } };
    }
    this.blocks.push({ indent, kind: 'ports', key: 'ports' });
    const { service } = this;
    return about(place, service === undefined ? 'A list of ports' : `The list of ports of ${quoted(service)}`);
  }

  private readShort(text: string): SaidMapping {
    return readPublish(text, this.address, this.service);
  }

  private readItem(place: number, line: string): Read {
    if (!/^\s*-(?:\s|$)/.test(line)) {
      const error = 'Begin each entry of ports with a dash, such as - "8080:8000".';
      return { last: place, reading: { form: 'compose ports', error } };
    }
    const text = withoutComment(line.replace(/^\s*-\s*/, ''));
    const isLong = keyOf(text) !== undefined;
    if (!isLong)
      return { last: place, reading: readingOf('compose ports', () => [this.readShort(withoutQuotes(text))]) };
    const last = this.endOfItem(place, indentOf(line));
    const texts = [text];
    for (let next = place + 1; next <= last; next += 1) texts.push(withoutComment(this.lines.textOf(next)));
    return { last, reading: readingOf('compose ports', () => [this.readLong(texts.filter(Boolean))]) };
  }

  private endOfItem(place: number, indent: number): number {
    let last = place;
    for (let next = place + 1; next < this.lines.count; next += 1) {
      const line = this.lines.textOf(next);
      if (/^\s*(?:#|$)/.test(line)) continue;
      if (indentOf(line) <= indent || !keyOf(line)) break;
      last = next;
    }
    return last;
  }

  private readLong(texts: readonly string[]): SaidMapping {
    const values = new Map<string, string>();
    for (const text of texts) {
      const found = keyOf(text);
      if (found) values.set(found.key, withoutQuotes(found.value));
    }
    const known = ['target', 'published', 'protocol', 'mode', 'host_ip', 'name', 'app_protocol'];
    const unknown = [...values.keys()].find((key) => !known.includes(key));
    if (unknown !== undefined) throw new Unreadable(`${quoted(unknown)} cannot be part of a mapping. Leave it out.`);
    const published = values.get('published') ?? '';
    const target = values.get('target') ?? '';
    if (target === '') throw new Unreadable('The private port is missing. Add target, such as target: 8000.');
    if (published === '') throw new Unreadable('The public port is missing. Add published, such as published: 8080.');
    const host = values.get('host_ip');
    const ports = `${host === undefined ? '' : `${host}:`}${published}:${target}`;
    return this.readShort(`${ports}/${values.get('protocol') ?? 'tcp'}`);
  }
}

function isWithin(block: Block | undefined, indent: number, isItem: boolean): boolean {
  if (!block) return false;
  return indent > block.indent || (isItem && indent === block.indent && block.kind !== 'service');
}

function about(place: number, what: string): Read {
  return { last: place, reading: { form: 'compose ports', about: what } };
}
