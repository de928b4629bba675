/** The options of `docker run` and its kin, as far as they say which ports are mapped, and where to. */
import { quoted, Unreadable } from './port-mapping-imports-said.ts';

/** Options that take no value; all others do. */
const SWITCHES = new Set(
  (
    'detach init interactive tty rm privileged read-only publish-all no-healthcheck oom-kill-disable ' +
    'disable-content-trust sig-proxy quiet no-hosts replace rmi tls-verify help use-api-socket'
  ).split(' '),
);
const SHORT_SWITCHES = /^[ditPq]$/;

/** Options that take a value whatever it looks like. */
const VALUED = new Set(
  (
    'annotation attach add-host blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile ' +
    'constraint cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus ' +
    'cpuset-mems detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps ' +
    'device-write-iops dns dns-option dns-search domainname entrypoint env env-file expose gpus group-add health-cmd ' +
    'health-interval health-retries health-start-interval health-start-period health-timeout hostname ip ip6 ipc ' +
    'isolation kernel-memory label label-file limit-cpu limit-memory link link-local-ip log-driver log-opt ' +
    'mac-address memory memory-reservation memory-swap memory-swappiness mode mount net net-alias network ' +
    'network-alias oom-score-adj pid pids-limit platform pull replicas restart runtime security-opt shm-size ' +
    'stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume volume-driver volumes-from workdir'
  ).split(' '),
);
const SHORT_VALUED = /^[acehlmuvw]$/;

export interface DockerOptions {
  publish: string[];
  name?: string;
  publishesAll: boolean;
}

const looksLikeOption = (word: string) => /^--?[a-z]/i.test(word);
const looksLikePorts = (word: string) => /^[\d.:[\]*-]*\d(?:\/[a-z]+)?$/i.test(word);

/** Whether an option takes a value is known of some only: what looks like anything else is not swallowed in silence. */
function checkUnknown(option: string, value: string) {
  if (!looksLikeOption(value) && !(value.includes(':') && looksLikePorts(value))) return;
  throw new Unreadable(`${option} is not known here, and ${quoted(value)} follows it. Leave it out.`);
}

function takeName(options: DockerOptions, name: string) {
  if (name === '' || looksLikeOption(name)) {
    throw new Unreadable(`--name is followed by ${quoted(name)}. Write what it is called.`);
  }
  if (options.name !== undefined && options.name !== name) {
    throw new Unreadable(`It has two names, ${quoted(options.name)} and ${quoted(name)}. Keep one of them.`);
  }
  options.name = name;
}

/** Takes one long option, and tells whether the next word was its value. */
function takeLong(options: DockerOptions, option: string, next = ''): boolean {
  const at = option.indexOf('=');
  const [name, inline] = at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
  if (name === 'publish-all' && inline !== 'false') options.publishesAll = true;
  if (SWITCHES.has(name)) return false;
  const value = inline ?? next;
  if (name === 'publish') options.publish.push(value);
  else if (name === 'name') takeName(options, value);
  else if (inline === undefined && !VALUED.has(name)) checkUnknown(`--${name}`, value);
  return inline === undefined;
}

/** Takes letters such as `dp` of `-dp 8080:80`, and tells whether the next word was the value of the last. */
function takeShort(options: DockerOptions, letters: string, next = ''): boolean {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    if (letter === 'P') options.publishesAll = true;
    if (SHORT_SWITCHES.test(letter)) continue;
    const inline = letters.slice(at + 1).replace(/^=/, '');
    if (letter === 'p') options.publish.push(inline || next);
    else if (!SHORT_VALUED.test(letter)) {
      if (inline.includes('p')) throw new Unreadable(`-${letter} is not known here, and "p" follows it. Leave it out.`);
      checkUnknown(`-${letter}`, inline || next);
    }
    return inline === '';
  }
  return false;
}

/**
 * The options before the image, as docker itself reads them: what follows it belongs to the program inside.
 * @throws Unreadable where ports may be meant that no option takes
 */
export function optionsOf(words: readonly string[]): DockerOptions {
  const options: DockerOptions = { publish: [], publishesAll: false };
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--' || !/^-./.test(word)) break;
    const next = words[at + 1];
    const took = word.startsWith('--')
      ? takeLong(options, word.slice(2), next)
      : takeShort(options, word.slice(1), next);
    if (took) at += 1;
  }
  const image = words[at] === '--' ? words[at + 1] : words[at];
  if (image !== undefined && looksLikePorts(image)) {
    throw new Unreadable(`${quoted(image)} has no -p in front. Write -p ${image}.`);
  }
  return options;
}
