import { CONFLICT, Refused, Unforeseen } from './answers.ts';
import { usableCustomDistros } from './custom-distros.ts';
import { toInteger, toIntegerOrUndefined } from './python-numbers.ts';
import { type Call, listOf, textOrNull } from './view.ts';
import { type Container, LONGEST_NAME } from './world.ts';

const TEXTS = [
  'jid',
  'jid_secret',
  'jid_destinations',
  'pushover_user',
  'pushover_token',
  'pushover_sound',
  'pushbullet_token',
  'slack_webhook',
] as const;

/** Seconds (api.md §3). */
const LOWEST_ALARM_FREQUENCY = 60;

/**
 * `POST /containers/UID` (api.md §3). All or nothing: what the API refuses or crashes on changes nothing else either.
 * @throws Refused with 409 for links; Unforeseen for the rows that answer 500.
 */
export function changeContainer(call: Call, current: Container, body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Unforeseen('not an object');
  const change = body as Record<string, unknown>;
  const next = { ...current, settings: { ...current.settings }, linkedTo: [...current.linkedTo] };

  changeSettings(next, change);
  changeResources(call, next, change);
  changeDistros(call, next, change);
  if ('ssh_keys' in change) next.sshKeys = listOf(change.ssh_keys).map(String);
  if ('tags' in change) next.tags = call.world.tagIds(call.customer.username, listOf(change.tags));
  changeLinks(call, next, change);

  const asked = ['link', 'unlink', 'reboot'].some((key) => key in change);
  if (asked || whatReboots(next) !== whatReboots(current)) next.reboots += 1;
  Object.assign(current, next);
}

/** Every value but the note, the tags and the ssh keys reboots when it differs from before (api.md §3). */
function whatReboots({ name, memory, storage, distro, customDistro, settings }: Container): string {
  const { note: _changesNothing, ...others } = settings;
  return JSON.stringify([name, memory, storage, distro, customDistro, others]);
}

function changeSettings(next: Container, change: Record<string, unknown>): void {
  const { settings } = next;
  for (const key of TEXTS) if (key in change) settings[key] = textOrNull(change[key]);
  if ('note' in change) settings.note = textOrNull(change.note) ?? '';
  if ('nofollow' in change) settings.nofollow = Boolean(change.nofollow);
  if ('custom_distros_storage' in change) settings.custom_distros_storage = Boolean(change.custom_distros_storage);
  if ('alarm_freq' in change) settings.alarm_freq = Math.max(LOWEST_ALARM_FREQUENCY, toInteger(change.alarm_freq));
  if ('quota_threshold' in change) {
    settings.quota_threshold = toInteger(change.quota_threshold);
    if (settings.quota_threshold < 0) throw new Unforeseen('negative quota_threshold');
  }
  if ('name' in change) {
    const name = textOrNull(change.name);
    if (!name || [...name].length > LONGEST_NAME) throw new Unforeseen('impossible name');
    next.name = name;
  }
}

function changeResources({ world, customer }: Call, next: Container, change: Record<string, unknown>): void {
  const server = world.server(next.server);
  // Without a word: the customer of a shared server cannot tell from the answer's status (api.md §3).
  if (!server || server.owner !== customer.username) return;
  const free = world.free(server);
  for (const key of ['memory', 'storage'] as const) {
    if (!(key in change)) continue;
    const wanted = toInteger(change[key]);
    // api.md says nothing of zero and less; the same check as for too much is the safe double.
    if (wanted <= 0 || wanted > free[key] + next[key]) throw new Unforeseen(`impossible ${key}`);
    next[key] = wanted;
  }
}

function changeDistros({ world }: Call, next: Container, change: Record<string, unknown>): void {
  if ('distro' in change) {
    const id = toInteger(change.distro);
    if (!world.distros.some((distro) => distro.id === id)) throw new Unforeseen('unknown distro');
    next.distro = id;
  }
  if ('custom_distro' in change) {
    const id = toInteger(change.custom_distro);
    if (!usableCustomDistros(world, next).some((distro) => distro.id === id)) throw new Unforeseen('unknown distro');
    next.customDistro = id;
  }
}

function changeLinks({ world }: Call, next: Container, change: Record<string, unknown>): void {
  if ('link' in change) {
    const uid = toIntegerOrUndefined(change.link);
    // Another customer's container is known too: a link across customers is allowed (api.md §3).
    if (uid === undefined || uid === next.uid || next.linkedTo.includes(uid) || !world.container(uid)) {
      throw new Refused(CONFLICT);
    }
    next.linkedTo.push(uid);
  }
  if ('unlink' in change) {
    const position = next.linkedTo.indexOf(toIntegerOrUndefined(change.unlink) ?? Number.NaN);
    if (position < 0) throw new Refused(CONFLICT);
    next.linkedTo.splice(position, 1);
  }
}
