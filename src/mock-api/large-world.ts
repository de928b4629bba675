import { seedCustomers } from './seed.ts';
import { spread } from './spread.ts';
import type { Container, Server, World } from './world.ts';

const OWNED_SERVERS = 1000;
const SHARED_SERVERS = 4;
const CONTAINERS = 10_000;
/** One container in so many is on a server that is shared with others. */
const ONE_SHARED_IN = 20;
/** One server in so many has no declared total. */
const ONE_UNDECLARED_IN = 10;

const SERVER_SIZES = [
  { memory: 64_000, storage: 2_000_000 },
  { memory: 128_000, storage: 4_000_000 },
  { memory: 96_000, storage: 3_000_000 },
  { memory: 256_000, storage: 8_000_000 },
];
/** So small that no server is oversold by all that are put on it. */
const CONTAINER_SIZES = [
  { memory: 500, storage: 5000 },
  { memory: 1000, storage: 20_000 },
  { memory: 2000, storage: 50_000 },
  { memory: 4000, storage: 100_000 },
  { memory: 250, storage: 1000 },
];
const DISTROS = ['Jessie64', 'Xenial64', 'Alpine64', 'Bookworm64', 'Noble64', 'Rocky9'];
const TAGS = [
  ...[
    'prod',
    'staging',
    'db',
    'test',
    'web',
    'cache',
    'queue',
    'mail',
    'backup',
    'legacy',
    'critical',
    'spare-capacity',
  ],
  ...['team-apollo', 'team-ares', 'team-athena', 'team-hera', 'team-hermes', 'eu', 'us', 'asia', 'internal', 'public'],
];
const PROJECTS = [
  ...['shop', 'blog', 'billing', 'search', 'forum', 'wiki', 'crm', 'maps', 'chat', 'docs', 'metrics', 'auth', 'video'],
  ...['photos', 'tickets', 'news', 'payroll', 'fleet', 'archive', 'intranet', 'booking', 'delivery', 'survey', 'games'],
];
const PARTS = ['web', 'api', 'worker', 'db', 'cache', 'cron', 'admin', 'proxy', 'mail', 'ftp'];

function pick<Value>(from: readonly Value[], number: number): Value {
  return from[spread(number, from.length)] as Value;
}

const addressOf = (block: number, index: number) => `198.${block}.${Math.floor(index / 250)}.${1 + (index % 250)}`;

const ownedServers: readonly Server[] = Array.from({ length: OWNED_SERVERS }, (_, index) => ({
  name: `node${String(index + 1).padStart(4, '0')}`,
  address: addressOf(18, index),
  ...pick(SERVER_SIZES, index),
  owner: 'kratos',
}));

const sharedServers: readonly Server[] = Array.from({ length: SHARED_SERVERS }, (_, index) => ({
  name: `shared${String(index + 1).padStart(2, '0')}`,
  address: addressOf(19, index),
  memory: 1_000_000,
  storage: 40_000_000,
  owner: null,
}));

/** The totals in MB that the supplier of the large world declares: of nine servers in ten. */
export const largeWorldCapacities: Record<string, { memory: number; storage: number }> = Object.fromEntries(
  ownedServers
    .filter((_, index) => index % ONE_UNDECLARED_IN !== ONE_UNDECLARED_IN - 1)
    .map(({ address, memory, storage }) => [address, { memory, storage }]),
);

/**
 * A customer at scale: kratos owns 1,000 servers (198.18.0.1 to 198.18.3.250) and has 10,000 containers, every
 * twentieth of them on one of four shared servers (198.19.0.1 to 4). Each owned server has three port mappings. It is the same at every start.
 */
export function largeWorld(world: World): void {
  seedCustomers(world);
  world.servers.push(...[...ownedServers, ...sharedServers].map((server) => ({ ...server })));
  for (const name of DISTROS) world.distros.push({ id: world.nextId('distros'), name });
  for (const name of TAGS) world.tags.push({ id: world.nextId('tags'), owner: 'kratos', name, note: '' });
  for (let number = 0; number < CONTAINERS; number++) addContainer(world, number);
  mapPorts(world);
}

function serverFor(number: number): Server | undefined {
  if (number % ONE_SHARED_IN === ONE_SHARED_IN - 1) return pick(sharedServers, number);
  // Most in turn, so that none is left without any; the others make some fuller than others.
  const turn = number - Math.floor(number / ONE_SHARED_IN);
  return spread(number, 3) === 0 ? pick(ownedServers, number) : ownedServers[turn % OWNED_SERVERS];
}

function addContainer(world: World, number: number): void {
  const server = serverFor(number);
  if (!server) return;
  const container = world.addContainer({
    owner: 'kratos',
    server: server.address,
    name: nameOf(number),
    ...pick(CONTAINER_SIZES, number + 7),
  });
  container.uuid = uuidOf(number, 'c');
  container.secretUuid = uuidOf(number, 's');
  container.tags = tagsOf(world, number);
  // Some wait for their distro and key.
  if (spread(number + 3, 25) === 0) return;
  container.distro = pick(world.distros, number + 11).id;
  container.sshKeys = [`ssh-ed25519 ${KEY_HEAD}${String(number).padStart(43, 'A')} kratos@olympus`];
}

/** What every ed25519 key begins with; 43 characters follow. */
const KEY_HEAD = 'AAAAC3NzaC1lZDI1NTE5AAAAI';

function nameOf(number: number): string {
  const name = `${pick(PROJECTS, number)}-${pick(PARTS, number + 5)}`;
  // Names need not be unique (api.md §3).
  return spread(number + 9, 8) === 0 ? name : `${name}-${String(number % 1000).padStart(3, '0')}`;
}

function tagsOf(world: World, number: number): number[] {
  const count = spread(number + 13, 4);
  const ids = Array.from({ length: count }, (_, index) => pick(world.tags, number * 3 + index).id);
  return [...new Set(ids)];
}

function uuidOf(number: number, variety: 'c' | 's'): string {
  const hex = number.toString(16).padStart(12, '0');
  return `${variety === 'c' ? '5ca1ab1e' : '0ddba115'}-0000-4000-8000-${hex}`;
}

function mapPorts(world: World): void {
  const firstOn = new Map<string, Container>();
  for (const container of world.containers) {
    if (!firstOn.has(container.server)) firstOn.set(container.server, container);
  }
  for (const [index, { address }] of ownedServers.entries()) {
    const container = firstOn.get(address)?.uid;
    if (container === undefined) continue;
    const onIt = { server: address, container };
    world.addPortMapping({ ...onIt, proto: 'tcp', public_port: 8000 + (index % 1000), private_port: 8000 });
    world.addPortMapping({ ...onIt, proto: 'tcp', public_port: 9000 + (index % 1000), private_port: 8443 });
    world.addPortMapping({ ...onIt, proto: 'udp', public_port: 5353, private_port: 5353 });
  }
}
