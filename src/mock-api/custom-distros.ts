import { type Answer, CREATED, FORBIDDEN, json, OK, Unforeseen } from './answers.ts';
import { ownContainer } from './ownership.ts';
import { type Call, objectOf, textOrNull } from './view.ts';
import type { Container, CustomDistro, World } from './world.ts';

/** `GET /custom_distros` (api.md §10): those of all the customer's containers. */
export function customDistros(call: Call): Answer {
  return json(ownCustomDistros(call).map(customDistroOnTheWire));
}

/** `GET|POST /custom_distros/UID` (api.md §10): those that the container can use; POST makes one of its own. */
export async function customDistrosOfContainer(call: Call): Promise<Answer> {
  const { world } = call;
  const container = ownContainer(call);
  if (call.method !== 'POST') return json(usableCustomDistros(world, container).map(customDistroOnTheWire));
  const { name, path, note } = await objectOf(call);
  if (!container.settings.custom_distros_storage || typeof name !== 'string') return FORBIDDEN;
  if (typeof path !== 'string' || !/^[A-Za-z0-9._-]+$/.test(path)) return FORBIDDEN;
  const id = world.nextId('custom-distros');
  world.customDistros.push({ id, container: container.uid, name, path, note: textOrNull(note) ?? '' });
  return CREATED;
}

/** `GET|DELETE /custom_distro/ID` (api.md §10). POST is broken in the reference implementation, so it crashes here. */
export function customDistro(call: Call): Answer {
  const { world, parameters, method } = call;
  const found = ownCustomDistros(call).find(({ id }) => id === Number(parameters.id));
  if (!found) return FORBIDDEN;
  if (method === 'POST') throw new Unforeseen('broken in the reference');
  if (method !== 'DELETE') return json({ ...customDistroOnTheWire(found), path: found.path, note: found.note });
  world.customDistros.splice(world.customDistros.indexOf(found), 1);
  for (const container of world.containers) {
    if (container.customDistro === found.id) container.customDistro = null;
  }
  return OK;
}

/** The name of a custom distro; null when there is none. */
export function customDistroName(world: World, id: number | null): string | null {
  return world.customDistros.find((distro) => distro.id === id)?.name ?? null;
}

/** Those of the same server and customer, but not the container's own (api.md §10). */
export function usableCustomDistros(world: World, { uid, server, owner }: Container): CustomDistro[] {
  return world.customDistros.filter((distro) => {
    const home = world.container(distro.container);
    return home && home.uid !== uid && home.server === server && home.owner === owner;
  });
}

function ownCustomDistros({ world, customer }: Call): CustomDistro[] {
  return world.customDistros.filter((each) => world.container(each.container)?.owner === customer.username);
}

function customDistroOnTheWire({ id, name, container }: CustomDistro) {
  return { id, name, container };
}
