import { type Answer, json } from './answers.ts';
import { type Call, objectOf, textOrNull } from './view.ts';
import type { Customer, World } from './world.ts';

/** `GET|POST /me` (api.md §2). Every other method reads. */
export async function me(call: Call): Promise<Answer> {
  const { world, customer } = call;
  if (call.method === 'POST') {
    const body = await objectOf(call);
    if ('company' in body) customer.company = textOrNull(body.company);
    if ('vat' in body) customer.vat = textOrNull(body.vat);
    if ('email' in body) customer.email = String(body.email);
    if ('password' in body) customer.password = String(body.password);
  }
  return json(customerOnTheWire(world, customer));
}

function customerOnTheWire(world: World, { username, email, vat, company, uuid }: Customer) {
  return {
    email,
    ...(vat === undefined ? {} : { vat }),
    ...(company === undefined ? {} : { company }),
    uuid,
    containers: world.containers.filter((container) => container.owner === username).map(({ uid }) => uid),
    servers: world.servers.filter((server) => server.owner === username).map(({ address }) => address),
  };
}
