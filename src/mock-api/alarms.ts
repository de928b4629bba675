import { type Answer, CREATED, FORBIDDEN, json, OK, Refused } from './answers.ts';
import { ownContainer } from './ownership.ts';
import { toInteger } from './python-numbers.ts';
import type { Call } from './view.ts';
import type { Alarm } from './world.ts';

/** Older ones go when a container has more (api.md §8). */
const MOST_ALARMS_A_CONTAINER = 100;
const USER_LEVEL = 1;
const FILTERS = ['container', 'vassal', 'class', 'color', 'level', 'line', 'filename', 'func'] as const;

/** `GET /alarms` (api.md §8), newest first, with its filters, `range` and `with_total`. */
export function alarms(call: Call): Answer {
  const { query } = call;
  const filters = FILTERS.filter((key) => query.has(key));
  const matching = ownAlarms(call)
    .filter((alarm) => filters.every((key) => String(alarm[key]) === query.get(key)))
    .sort((a, b) => b.unix - a.unix || b.id - a.id);
  const rows = inRange(matching, query.get('range'));
  return json(query.has('with_total') ? { total: matching.length, alarms: rows } : rows);
}

/** `GET|DELETE /alarms/ID` (api.md §8); unknown: 403. */
export function alarm(call: Call): Answer {
  const found = ownAlarms(call).find(({ id }) => id === Number(call.parameters.id));
  if (!found) return FORBIDDEN;
  if (call.method !== 'DELETE') return json(found);
  call.world.alarms.splice(call.world.alarms.indexOf(found), 1);
  return OK;
}

/** `POST /alarms/raise/UID` (api.md §8): the text is the body, the fields are in the query. Other methods: 403. */
export async function raiseAlarm(call: Call): Promise<Answer> {
  const { world, query } = call;
  const { uid } = ownContainer(call);
  if (call.method !== 'POST') return FORBIDDEN;
  const line = query.get('line');
  world.alarms.push({
    id: world.nextId('alarms'),
    container: uid,
    level: toInteger(query.get('level') ?? USER_LEVEL),
    color: query.get('color'),
    class: query.get('class'),
    vassal: query.get('vassal'),
    line: line === null ? null : toInteger(line),
    filename: query.get('filename'),
    func: query.get('func'),
    unix: toInteger(query.get('unix') ?? Date.now() / 1000),
    msg: await call.text(),
  });
  const kept = world.alarms.filter(({ container }) => container === uid);
  const oldest = kept.length > MOST_ALARMS_A_CONTAINER ? kept[0] : undefined;
  if (oldest) world.alarms.splice(world.alarms.indexOf(oldest), 1);
  return CREATED;
}

/** `GET /alarm_key/UID` (api.md §8): a new key each time. */
export function alarmKey(call: Call): Answer {
  ownContainer(call);
  return json({ message: 'Ok', alarm_key: crypto.randomUUID() });
}

/** `N`: the first N; `A-B`: from A up to, not including, B. @throws Refused with 416 for anything else. */
function inRange(rows: Alarm[], range: string | null): Alarm[] {
  if (range === null) return rows;
  const [, first, second] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (first === undefined || (second !== undefined && Number(second) < Number(first))) {
    throw new Refused(json({ error: 'Requested Range Not Satisfiable' }, 416));
  }
  return second === undefined ? rows.slice(0, Number(first)) : rows.slice(Number(first), Number(second));
}

function ownAlarms({ world, customer }: Call): Alarm[] {
  return world.alarms.filter((each) => world.container(each.container)?.owner === customer.username);
}
