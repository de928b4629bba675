import { seed } from './seed.ts';
import { spread } from './spread.ts';
import type { World } from './world.ts';

const ADDRESS = '1.2.3.4';
/** What the documents allow as a public port (api.md §4): 64,508 for each protocol. */
const LOWEST_PORT = 1025;
const HIGHEST_PORT = 65_535;
const RESERVED_PORTS = [1999, 3022, 3026];
const PROTOCOLS = ['tcp', 'udp'];
/** So many neighbouring ports lead to one container. */
const BLOCK = 32;
/** In this step the ports were mapped: without a common factor with their number, so that each comes once. */
const STEP = 24_691;
/** How much further each container's private ports are than the last one's. */
const SHIFT = 1000;

/** Besides hydra and medusa. Two have the same name, which the API allows (api.md §3). */
const NAMES = [
  ...['ajax', 'arachne', 'calypso', 'charon', 'chiron', 'circe', 'echidna', 'erebus', 'gorgon', 'harpy'],
  ...['icarus', 'kraken', 'minotaur', 'nemea', 'orthrus', 'pegasus', 'python', 'scylla', 'triton', 'triton'],
];

/**
 * The seed world, in which 1.2.3.4 has 20 more containers and all 129,016 mappings that the documents allow: each port
 * of 1025 to 65535 but the platform's own, with both protocols, leads to one of its 22 containers. The two mappings of
 * the seed are among them. It is the same at every start, but for the uuids.
 */
export function portsFullWorld(world: World): void {
  seed(world);
  for (const name of NAMES) {
    world.addContainer({ owner: 'kratos', server: ADDRESS, name, memory: 2000, storage: 50_000 });
  }
  const uids = world.containers.filter(({ server }) => server === ADDRESS).map(({ uid }) => uid);
  const stored = new Set(world.portMappings.map((mapping) => keyOf(mapping.proto, mapping.public_port)));
  const ports = portsInOrder();
  for (const port of ports) {
    for (const proto of PROTOCOLS) {
      if (stored.has(keyOf(proto, port))) continue;
      const place = placeOf(proto, port, uids.length);
      const container = uids[place] ?? 0;
      world.addPortMapping({
        server: ADDRESS,
        proto,
        public_port: port,
        container,
        private_port: privatePortOf(port, place),
      });
    }
  }
}

const keyOf = (proto: string, port: number) => `${proto} ${port}`;

/** In the order in which they were mapped, which is not that of their numbers. */
function portsInOrder(): number[] {
  const ports: number[] = [];
  for (let port = LOWEST_PORT; port <= HIGHEST_PORT; port++) if (!RESERVED_PORTS.includes(port)) ports.push(port);
  return ports.map((_, index) => ports[(index * STEP) % ports.length] ?? 0);
}

/** Which of so many containers a port leads to. */
function placeOf(proto: string, port: number, count: number): number {
  // The seed maps 9000 of the first container to 8000, so that 8000 of it leads to 9000.
  if (proto === 'tcp' && port === 8000) return 0;
  return spread(Math.floor(port / BLOCK) * 2 + (proto === 'tcp' ? 0 : 1), count);
}

/** Another private port for each port of one container: the same number at the first, further along at the others. */
function privatePortOf(port: number, place: number): number {
  if (place === 0 && port === 8000) return 9000;
  const count = HIGHEST_PORT - LOWEST_PORT + 1;
  return LOWEST_PORT + ((port - LOWEST_PORT + place * SHIFT) % count);
}
