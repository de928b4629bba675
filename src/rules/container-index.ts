/** Containers made ready to be filtered: all that a keystroke would otherwise compute again for each of 10,000 rows. */
import type { Container } from '../api/schemas.ts';
import { foldText, indexContainer } from './filter.ts';

/** A server as its containers name it. */
export interface NamedServer {
  address: string;
  name: string;
}

export interface IndexedContainer {
  container: Container;
  /** Folded, as `indexContainer` makes it. */
  text: string;
  /** Folded. */
  name: string;
  hostname: string;
  distro: string;
  server: NamedServer;
  /** On a server that is not the customer's alone. */
  shared: boolean;
}

export interface ContainerIndex {
  rows: readonly IndexedContainer[];
  /** Every tag that a container carries, once. */
  tags: readonly string[];
  servers: readonly NamedServer[];
}

/** The container's own distro wins over the platform's (api.md §3). Undefined: it has none, and so is not started. */
export function distroNameOf({ custom_distro_name, distro_name }: Container): string | undefined {
  return custom_distro_name || distro_name || undefined;
}

/** What costs is the folding: a row that a refresh did not change keeps its own. */
const prepared = new WeakMap<Container, IndexedContainer>();

function prepare(container: Container, server: NamedServer, shared: boolean): IndexedContainer {
  const known = prepared.get(container);
  if (known?.server === server && known.shared === shared) return known;
  const indexed: IndexedContainer = known
    ? { ...known, server, shared }
    : {
        container,
        text: indexContainer(container),
        name: foldText(container.name),
        hostname: foldText(container.hostname),
        distro: foldText(distroNameOf(container) ?? ''),
        server,
        shared,
      };
  prepared.set(container, indexed);
  return indexed;
}

/** Prepares containers, in their order; those that are the same objects as before cost nothing. Without `owned` addresses none of them counts as shared. */
export function indexContainers(
  containers: readonly Container[],
  owned: ReadonlySet<string> | undefined,
): ContainerIndex {
  const servers = new Map<string, NamedServer>();
  const tags = new Set<string>();
  const rows = containers.map((container): IndexedContainer => {
    const { server_address: address, server: name } = container;
    const key = `${address}\n${name}`;
    const server = servers.get(key) ?? prepared.get(container)?.server ?? { address, name };
    servers.set(key, server);
    for (const tag of container.tags) tags.add(tag);
    return prepare(container, server, owned !== undefined && !owned.has(address));
  });
  return { rows, tags: [...tags], servers: [...servers.values()] };
}
