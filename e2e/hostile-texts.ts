/** What somebody who may write names, notes and answers would write there, and an API in which every text is such a one. */
import type { MockApi } from '../src/mock-api/application.ts';

const SCRIPT = 'window.ranText=1';

/** Each as what it attempts, and the text. */
export const HOSTILE_TEXTS: readonly (readonly [string, string])[] = [
  ['a script', `</title></textarea></script><script data-from-text>${SCRIPT}</script>`],
  ['markup that runs', `"><img src=x data-from-text onerror=${SCRIPT}><svg data-from-text onload=${SCRIPT}>`],
  ['an attribute', `' onmouseover=${SCRIPT} autofocus onfocus=${SCRIPT} x='`],
  ['a style', '</style><style data-from-text>*{display:none}</style>{{7*7}}'],
  ['an address that is code', `javascript:${SCRIPT}`],
  ['an address that is a page', `data:text/html,<script>${SCRIPT}</script>`],
  ['another direction', '\u202egnp.exe prod\u202c \u2067x\u2066y\u2068z'],
  ['letters from right to left', 'שלום עולם 1.2.3.4'],
  ['what cannot be seen', 'pro\u200bd\ufeff\u00ad\u2060\u{e0041}\u200e'],
  ['NUL and controls', 'a\0b\u0007\b\u007f\u0085\u2028c\u2029'],
  ['a terminal', '\u001b[2J\u001b]0;x\u0007\u009b31m'],
  ['half of a character', 'a\ud800b\udc00'],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈e\u0301\u0301\u0301\u0301'],
  ['a formula', "=cmd|' /C calc'!A0"],
  ['a shell', '$(reboot);`reboot`\'"\\\n&& reboot #'],
  ['a path', '../../../%2e%2e/?x#y'],
  ['a name of the language', '__proto__'],
  ['10 kB in one word', 'x'.repeat(10_000)],
  ['10 kB in many', '&lt; word '.repeat(1000)],
];

const TEXTS = HOSTILE_TEXTS.map(([, text]) => text);
const at = (place: number) => TEXTS[place % TEXTS.length] ?? '';

/** The uid of the container whose every text is the one at `place`. */
export const uidOf = (place: number) => 30_101 + place;

/** What would be no address is refused before it is shown (schemas.ts). */
const addressOf = (place: number) => (place % 3 === 2 ? '<b>9.9.9.9</b>' : '1.2.3.4');

function containerAt(place: number) {
  const text = at(place);
  return {
    ...{ uid: uidOf(place), memory: 10, storage: 10, distro: place + 1, custom_distro: place + 1 },
    ...{ name: text, hostname: text, uuid: text, distro_name: text, custom_distro_name: text, server: text },
    ...{ ip: '10.0.0.3', server_address: addressOf(place), tags: [text, at(place + 1)] },
  };
}

const SETTINGS = [
  'jid',
  'jid_destinations',
  'pushover_user',
  'pushover_token',
  'pushover_sound',
  'pushbullet_token',
  'slack_webhook',
  'note',
  'secret_uuid',
  'custom_distros_storage',
] as const;

function detailAt(place: number) {
  const text = at(place);
  return {
    ...containerAt(place),
    ...Object.fromEntries(SETTINGS.map((field) => [field, text])),
    ...{ alarm_freq: 60, quota_threshold: 90, nofollow: false },
    ...{
      linked_to: [uidOf(place + 1), uidOf(place)],
      ssh_keys: [text, `ssh-ed25519 AAAA ${text}`],
      legion_address: [text],
    },
  };
}

/** From now on every text field that the panel reads (schemas.ts) holds a hostile text; those of `uidOf(n)` the n-th. */
export function makeHostile(api: MockApi): void {
  const answers: Record<string, unknown> = {
    me: {
      ...{ email: at(0), vat: at(1), company: at(2), uuid: at(3), containers: TEXTS.map((_, place) => uidOf(place)) },
      servers: ['1.2.3.4', '"><img/src=x>', '$(reboot)'],
    },
    containers: TEXTS.map((_, place) => containerAt(place)),
    distros: TEXTS.map((name, place) => ({ id: place + 1, name })),
    tags: TEXTS.map((name, place) => ({ id: place + 1, name })),
    'portmappings/*': TEXTS.map((_, place) => ({
      ...{ id: place + 1, proto: 'tcp', public_port: 9000 + place, private_port: 8000 },
      ...{ container: uidOf(place), container_ip: place === 0 ? '=cmd()' : '10.0.0.3' },
    })),
    'metrics/*': [[1, at(0)], at(1)],
  };
  for (const place of TEXTS.keys()) {
    answers[`containers/${uidOf(place)}`] = detailAt(place);
    answers[`tags/${place + 1}`] = { id: place + 1, name: at(place), note: at(place) };
  }
  for (const [path, json] of Object.entries(answers))
    api.addFault({ kind: 'refuse', method: 'GET', path, status: 200, json, times: Number.POSITIVE_INFINITY });
}
