import { type ContainerNames, describeHolder, describeMapping, type PortMapping } from './port-mappings.ts';

/** Two or more mappings on one public port: the ids of the others, and a sentence for the row. */
export interface Clash {
  withIds: number[];
  readonly sentence: string;
}

/** Ports and protocols by number; a power of two, so that what no port can be has a place too. */
const PUBLIC_KEYS = 0x20000;

const publicKeyOf = ({ proto, public_port }: PortMapping) =>
  (public_port * 2 + (proto === 'udp' ? 1 : 0)) & (PUBLIC_KEYS - 1);

/** The mappings that cannot be told to be alone on their public port without comparing them. */
function notSurelyAlone(mappings: readonly PortMapping[]): PortMapping[] {
  const held = new Uint8Array(PUBLIC_KEYS);
  for (const mapping of mappings) held[publicKeyOf(mapping)] = held[publicKeyOf(mapping)] === 0 ? 1 : 2;
  return mappings.filter((mapping) => held[publicKeyOf(mapping)] === 2);
}

/**
 * The mappings that share protocol and public port with another one, by id; the API lets containers do so (api.md §4).
 * It may run over the whole port space of a server (129,016 rows): what is alone costs next to nothing, and a sentence is
 * made when it is read.
 */
export function clashesOf(mappings: readonly PortMapping[], names?: ContainerNames): Map<number, Clash> {
  const groups = new Map<string, PortMapping[]>();
  for (const mapping of notSurelyAlone(mappings)) {
    const name = describeMapping(mapping);
    const group = groups.get(name);
    if (group) group.push(mapping);
    else groups.set(name, [mapping]);
  }
  const clashes = new Map<number, Clash>();
  for (const [name, group] of groups) {
    if (group.length === 1) continue;
    for (const mapping of group) {
      const others = group.filter((other) => other !== mapping);
      clashes.set(mapping.id, {
        withIds: others.map(({ id }) => id),
        get sentence() {
          const holders = others.map(({ container }) => describeHolder(container, names)).join(', ');
          return `${name} is also taken by ${holders}. Only one of them gets the traffic.`;
        },
      });
    }
  }
  return clashes;
}
