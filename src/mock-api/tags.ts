import { type Answer, CONFLICT, FORBIDDEN, json, NOT_FOUND, OK, Refused } from './answers.ts';
import { type Call, objectOf, textOrNull } from './view.ts';
import { LONGEST_NAME, type Tag } from './world.ts';

/** `GET|POST /tags` (api.md §5). Every other method reads. */
export async function tags(call: Call): Promise<Answer> {
  if (call.method === 'POST') return create(call);
  return json(ownTags(call).map(({ id, name }) => ({ id, name })));
}

/** `GET|POST|DELETE /tags/ID` (api.md §5). Every other method reads. */
export async function tag(call: Call): Promise<Answer> {
  const { world } = call;
  const found = ownTags(call).find(({ id }) => id === Number(call.parameters.id));
  if (!found) return NOT_FOUND;
  if (call.method === 'DELETE') {
    world.tags.splice(world.tags.indexOf(found), 1);
    for (const tagged of [...world.containers, ...world.domains, ...world.loopboxes]) {
      tagged.tags = tagged.tags.filter((id) => id !== found.id);
    }
    return OK;
  }
  if (call.method === 'POST') {
    const body = await objectOf(call);
    if ('name' in body) found.name = freeName(call, body.name, found);
    if ('note' in body) found.note = textOrNull(body.note) ?? '';
  }
  return json(tagOnTheWire(found));
}

async function create(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const body = await objectOf(call);
  if (!('name' in body)) return FORBIDDEN;
  const name = freeName(call, body.name);
  const created = { id: world.nextId('tags'), owner: customer.username, name, note: textOrNull(body.note) ?? '' };
  world.tags.push(created);
  return json(tagOnTheWire(created), 201);
}

/** @throws Refused with 409 when another tag of the customer has that name, or the database refuses it. */
function freeName(call: Call, value: unknown, except?: Tag): string {
  const name = textOrNull(value);
  const taken = ownTags(call).some((each) => each !== except && each.name === name);
  if (name === null || taken || [...name].length > LONGEST_NAME) throw new Refused(CONFLICT);
  return name;
}

function ownTags({ world, customer }: Call): Tag[] {
  return world.tags.filter((each) => each.owner === customer.username);
}

function tagOnTheWire({ id, name, note }: Tag) {
  return { id, name, note };
}
