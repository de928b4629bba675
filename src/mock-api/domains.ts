import { type Answer, CONFLICT, FORBIDDEN, json, NOT_FOUND, OK, Refused } from './answers.ts';
import { ownContainer } from './ownership.ts';
import { type Call, filteredByTags, listOf, objectOf, textOrNull } from './view.ts';
import { type Domain, UID_BASE, type World } from './world.ts';

/** `GET|POST|DELETE /domains` (api.md §6). Every other method reads. */
export async function domains(call: Call): Promise<Answer> {
  if (call.method === 'POST') return create(call);
  if (call.method === 'DELETE') {
    const { name } = await objectOf(call);
    return remove(
      call.world,
      ownDomains(call).find((each) => each.name === name),
    );
  }
  return json(filteredByTags(call, ownDomains(call)).map((each) => domainOnTheWire(call.world, each)));
}

/** `GET|POST|DELETE /domains/ID` (api.md §6). */
export async function domain(call: Call): Promise<Answer> {
  const found = ownDomain(call);
  if (call.method === 'DELETE') return remove(call.world, found);
  if (call.method === 'POST') {
    const body = await objectOf(call);
    if ('note' in body) found.note = textOrNull(body.note) ?? '';
    if ('tags' in body) found.tags = call.world.tagIds(call.customer.username, listOf(body.tags));
  }
  return json({ ...domainOnTheWire(call.world, found), note: found.note });
}

/** `GET /domains/ID/containers` (api.md §6): who serves it today. */
export function containersOfDomain(call: Call): Answer {
  const { servedBy } = ownDomain(call);
  const serving = call.world.containers.filter(({ uid }) => servedBy.includes(uid));
  return json(serving.map(({ uid, uuid, name }) => ({ id: uid - UID_BASE, uuid, name, uid })));
}

/** `GET /containers/UID/domains` (api.md §6): what it serves today. */
export function domainsOfContainer(call: Call): Answer {
  const { uid } = ownContainer(call);
  const served = ownDomains(call).filter(({ servedBy }) => servedBy.includes(uid));
  return json(served.map(({ id, uuid, name }) => ({ id, uuid, name })));
}

/** The customer's domain with the id of the path. @throws Refused with 404. */
export function ownDomain(call: Call): Domain {
  const found = ownDomains(call).find(({ id }) => id === Number(call.parameters.id));
  if (!found) throw new Refused(NOT_FOUND);
  return found;
}

async function create(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const { name } = await objectOf(call);
  if (typeof name !== 'string' || !isProven(world, name, customer.uuid)) return FORBIDDEN;
  if (world.domains.some((each) => each.name === name)) return CONFLICT;
  const created: Domain = {
    id: world.nextId('domains'),
    owner: customer.username,
    name,
    uuid: crypto.randomUUID(),
    note: '',
    tags: [],
    servedBy: [],
  };
  world.domains.push(created);
  return json({ message: 'Created', ...domainOnTheWire(world, created), note: created.note }, 201);
}

/** A TXT record `uwsgi:CUSTOMER_UUID` on the name or any parent of two labels at least; a leading dot is a wildcard. */
function isProven({ txtRecords }: World, name: string, uuid: string): boolean {
  const labels = name.replace(/^\./, '').split('.');
  for (let first = 0; labels.length - first >= 2; first++) {
    if (txtRecords.get(labels.slice(first).join('.'))?.includes(`uwsgi:${uuid}`)) return true;
  }
  return false;
}

function remove(world: World, found: Domain | undefined): Answer {
  if (!found) return NOT_FOUND;
  world.domains.splice(world.domains.indexOf(found), 1);
  return OK;
}

function ownDomains({ world, customer }: Call): Domain[] {
  return world.domains.filter((each) => each.owner === customer.username);
}

function domainOnTheWire(world: World, { id, name, uuid, tags }: Domain) {
  return { id, name, uuid, tags: world.tagNames(tags) };
}
