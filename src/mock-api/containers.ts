import { type Answer, CONFLICT, CREATED, FORBIDDEN, json } from './answers.ts';
import { changeContainer } from './container-changes.ts';
import { customDistroName } from './custom-distros.ts';
import { ownContainer } from './ownership.ts';
import { toInteger } from './python-numbers.ts';
import { type Call, filteredByTags, objectOf } from './view.ts';
import { type Container, LONGEST_NAME, UID_BASE, type World } from './world.ts';

/** `GET|POST /containers` and its alias `/me/containers` (api.md §3). Every other method reads. */
export async function containers(call: Call): Promise<Answer> {
  if (call.method === 'POST') return create(call);
  const { world, customer } = call;
  const own = world.containers.filter((container) => container.owner === customer.username);
  return json(filteredByTags(call, own).map((container) => containerOnTheWire(world, container)));
}

/** `GET|POST /containers/UID` (api.md §3). Every other method reads, also DELETE: nothing is deleted. */
export async function container(call: Call): Promise<Answer> {
  const wanted = ownContainer(call);
  if (call.method === 'POST') {
    const body = await call.json();
    // Python's `if not body`: every empty value is refused, not only `{}`.
    if (!body || (typeof body === 'object' && Object.keys(body).length === 0)) return FORBIDDEN;
    changeContainer(call, wanted, body);
  }
  return json(containerDetailOnTheWire(call.world, wanted));
}

async function create(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const body = await objectOf(call);
  if (['server', 'name', 'memory', 'storage'].some((key) => !(key in body))) return FORBIDDEN;
  const server = typeof body.server === 'string' ? world.server(body.server) : undefined;
  if (!server || server.owner !== customer.username) return FORBIDDEN;

  const memory = toInteger(body.memory);
  const storage = toInteger(body.storage);
  const free = world.free(server);
  if (memory <= 0 || memory > free.memory) return json({ error: 'Conflict', reason: 'not enough memory' });
  if (storage <= 0 || storage > free.storage) return json({ error: 'Conflict', reason: 'not enough storage' });

  if (body.name === null || [...String(body.name)].length > LONGEST_NAME) return CONFLICT;
  const { address } = server;
  world.addContainer({ owner: customer.username, server: address, name: String(body.name), memory, storage });
  return CREATED;
}

/** The name with every character outside `[A-Za-z0-9-]` replaced by `-` (api.md §3), character by character. */
export function hostnameOf(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/gu, '-');
}

/** 10.0.0.0 + (uid − 30000) + 2 (api.md §11). */
export function privateAddressOf(uid: number): string {
  const offset = uid - UID_BASE + 2;
  return ['10', (offset >> 16) & 255, (offset >> 8) & 255, offset & 255].join('.');
}

/** A row of `GET /containers` (api.md §3). */
export function containerOnTheWire(world: World, each: Container) {
  return {
    uid: each.uid,
    name: each.name,
    hostname: hostnameOf(each.name),
    ip: privateAddressOf(each.uid),
    memory: each.memory,
    storage: each.storage,
    uuid: each.uuid,
    distro: each.distro,
    distro_name: world.distros.find(({ id }) => id === each.distro)?.name ?? null,
    custom_distro: each.customDistro,
    custom_distro_name: customDistroName(world, each.customDistro),
    server: world.server(each.server)?.name ?? null,
    server_address: each.server,
    tags: world.tagNames(each.tags),
  };
}

function containerDetailOnTheWire(world: World, each: Container) {
  const { jid_secret: _neverSent, ...settings } = each.settings;
  return {
    ...containerOnTheWire(world, each),
    ...settings,
    linked_to: each.linkedTo,
    secret_uuid: each.secretUuid,
    ssh_keys: each.sshKeys,
    legion_address: [],
  };
}
