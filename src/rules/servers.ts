import type { Container, Customer } from '../api/schemas.ts';

export type { Customer } from '../api/schemas.ts';

/** An owned server, as far as the API tells (api.md §2): its name is known only through a container on it. */
export interface Server {
  address: string;
  name?: string;
  containers: Container[];
}

/** Whether the customer owns the server at this address (api.md §2). */
export function isOwned(customer: Customer, address: string): boolean {
  return customer.servers.includes(address);
}

/** The owned servers, each with the customer's containers on it, in the order in which the API lists them. */
export function serversOf(customer: Customer, containers: readonly Container[]): Server[] {
  const servers = new Map(customer.servers.map((address): [string, Server] => [address, { address, containers: [] }]));
  for (const container of containers) {
    const server = servers.get(container.server_address);
    if (!server) continue;
    server.containers.push(container);
    if (container.server) server.name ??= container.server;
  }
  return [...servers.values()];
}

/** The customer's containers on servers that are shared with other customers (api.md §2). */
export function sharedContainers(customer: Customer, containers: readonly Container[]): Container[] {
  const owned = new Set(customer.servers);
  return containers.filter((container) => !owned.has(container.server_address));
}

/** An IPv4 address as one number; undefined for any other text. */
function numberOfAddress(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  return parts.reduce((sum, part) => sum * 1000 + Number(part), 0);
}

/** Orders addresses by their numbers (9.9.9.9 before 10.0.0.1), anything that is no IPv4 address behind them. */
export function compareAddresses(one: string, other: string): number {
  const [first, second] = [numberOfAddress(one), numberOfAddress(other)];
  if (first !== undefined && second !== undefined && first !== second) return first - second;
  if ((first === undefined) !== (second === undefined)) return first === undefined ? 1 : -1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
