import { type Answer, CREATED, FORBIDDEN, json, OK } from './answers.ts';
import { privateAddressOf } from './containers.ts';
import { toIntegerOrUndefined } from './python-numbers.ts';
import { type Call, objectOf } from './view.ts';
import type { PortMapping } from './world.ts';

/** The platform's own (api.md §4). */
const RESERVED_PORTS = [1999, 3022, 3026];
/** The implementation takes 1024, though its documents say "greater than 1024" (api.md §4). */
const LOWEST_PORT = 1024;
const HIGHEST_PORT = 65_535;

/** `GET|POST|DELETE /portmappings/IP` (api.md §4): 403 for every reason. Every other method reads. */
export async function portMappings(call: Call): Promise<Answer> {
  const { world, customer } = call;
  const server = world.server(call.parameters.address ?? '');
  if (!server || server.owner !== customer.username) return FORBIDDEN;
  if (call.method === 'POST') return create(call, server.address);
  if (call.method === 'DELETE') return remove(call, server.address);
  return json(world.portMappings.filter((mapping) => mapping.server === server.address).map(portMappingOnTheWire));
}

async function create(call: Call, server: string): Promise<Answer> {
  const { world, customer } = call;
  const body = await objectOf(call);
  const container = world.container(toIntegerOrUndefined(body.container) ?? 0);
  if (!container || container.owner !== customer.username || container.server !== server) return FORBIDDEN;
  const { proto } = body;
  if (proto !== 'tcp' && proto !== 'udp') return FORBIDDEN;
  const publicPort = portIn(body.public_port);
  const privatePort = portIn(body.private_port);
  if (!publicPort || !privatePort || RESERVED_PORTS.includes(publicPort)) return FORBIDDEN;
  // Only within one container: two containers may take the same public port of a server (api.md §4).
  const taken = world.portMappings.some(
    (each) =>
      each.container === container.uid &&
      each.proto === proto &&
      (each.public_port === publicPort || each.private_port === privatePort),
  );
  if (taken) return FORBIDDEN;
  world.addPortMapping({
    server,
    proto,
    public_port: publicPort,
    container: container.uid,
    private_port: privatePort,
  });
  return CREATED;
}

async function remove(call: Call, server: string): Promise<Answer> {
  const { world } = call;
  const id = toIntegerOrUndefined((await objectOf(call)).id);
  const position = world.portMappings.findIndex((mapping) => mapping.id === id && mapping.server === server);
  if (position < 0) return FORBIDDEN;
  world.portMappings.splice(position, 1);
  return OK;
}

function portIn(value: unknown): number | undefined {
  const port = toIntegerOrUndefined(value);
  return port !== undefined && port >= LOWEST_PORT && port <= HIGHEST_PORT ? port : undefined;
}

function portMappingOnTheWire({ id, proto, public_port, container, private_port }: PortMapping) {
  return { id, proto, public_port, container, container_ip: privateAddressOf(container), private_port };
}
