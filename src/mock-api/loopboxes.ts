import { type Answer, CONFLICT, CREATED, FORBIDDEN, json, NOT_FOUND, OK } from './answers.ts';
import { toInteger, toIntegerOrUndefined } from './python-numbers.ts';
import { type Call, filteredByTags, listOf, objectOf } from './view.ts';
import type { Loopbox, World } from './world.ts';

const LONGEST_FILENAME = 64;

/** `GET|POST /loopboxes` (api.md §7). Every other method reads. Paths are not checked: the platform refuses later. */
export async function loopboxes(call: Call): Promise<Answer> {
  if (call.method === 'POST') return create(call);
  const container = call.query.get('container');
  const uid = container === null ? undefined : toInteger(container);
  const rows = ownLoopboxes(call).filter((each) => uid === undefined || each.container === uid);
  return json(filteredByTags(call, rows).map((each) => loopboxOnTheWire(call.world, each)));
}

/** `GET|POST|DELETE /loopboxes/ID` (api.md §7); POST changes the tags only. An unknown id is a 404, as with tags. */
export async function loopbox(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const found = ownLoopboxes(call).find(({ id }) => id === Number(call.parameters.id));
  if (!found) return NOT_FOUND;
  if (call.method === 'DELETE') {
    world.loopboxes.splice(world.loopboxes.indexOf(found), 1);
    return OK;
  }
  if (call.method === 'POST') {
    const body = await objectOf(call);
    if ('tags' in body) found.tags = world.tagIds(customer.username, listOf(body.tags));
  }
  return json(loopboxOnTheWire(world, found));
}

async function create(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const body = await objectOf(call);
  if (['container', 'filename', 'mountpoint'].some((key) => !(key in body))) return FORBIDDEN;
  const container = world.container(toIntegerOrUndefined(body.container) ?? 0);
  if (!container || container.owner !== customer.username) return FORBIDDEN;
  const filename = String(body.filename);
  const mountpoint = String(body.mountpoint);
  const taken = world.loopboxes.some(
    (each) => each.container === container.uid && (each.filename === filename || each.mountpoint === mountpoint),
  );
  if (taken || filename.length > LONGEST_FILENAME) return CONFLICT;
  const id = world.nextId('loopboxes');
  world.loopboxes.push({ id, container: container.uid, filename, mountpoint, ro: Boolean(body.ro), tags: [] });
  return CREATED;
}

function ownLoopboxes({ world, customer }: Call): Loopbox[] {
  return world.loopboxes.filter((each) => world.container(each.container)?.owner === customer.username);
}

function loopboxOnTheWire(world: World, each: Loopbox) {
  return { ...each, tags: world.tagNames(each.tags) };
}
