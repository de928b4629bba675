import type { WriteAnswer } from './errors.ts';
import { readLongList } from './long-lists.ts';
import type { RowKind } from './row-slices.ts';
import { isAddress, type NewPortMapping, type PortMapping, portMappingSchema } from './schemas.ts';
import { type Connection, type Listing, write } from './transport.ts';

const pathOf = (address: string) => `portmappings/${encodeURIComponent(address)}`;

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** A server can have 129,016 of them, and the schema takes three times as long to tell that a row is right. */
export const mappingRows: RowKind<PortMapping> = {
  schema: portMappingSchema,
  quick(value) {
    if (typeof value !== 'object' || value === null) return undefined;
    const { id, proto, public_port, container, container_ip, private_port } = value as Record<string, unknown>;
    return isWhole(id) &&
      (proto === 'tcp' || proto === 'udp') &&
      isWhole(public_port) &&
      isWhole(container) &&
      isAddress(container_ip) &&
      isWhole(private_port)
      ? { id, proto, public_port, container, container_ip, private_port }
      : undefined;
  },
  isSame: (one, other) =>
    one.id === other.id &&
    one.proto === other.proto &&
    one.public_port === other.public_port &&
    one.container === other.container &&
    one.container_ip === other.container_ip &&
    one.private_port === other.private_port,
};

/**
 * `GET /portmappings/IP` (api.md §4): all mappings of an owned server, read without keeping the page busy. With the listing
 * that was read before, an answer that did not change gives that very listing back, and each row that did not change
 * keeps its identity. @throws ApiError, refused with 403 when not owned.
 */
export function listPortMappings(
  connection: Connection,
  address: string,
  { signal, previous }: { signal?: AbortSignal; previous?: Listing<PortMapping> | undefined } = {},
): Promise<Listing<PortMapping>> {
  return readLongList(connection, pathOf(address), mappingRows, { signal, previous });
}

/** `POST /portmappings/IP` (api.md §4): 403 for every reason, also for its own repetition. Judge it by a read. */
export function createPortMapping(
  connection: Connection,
  address: string,
  wanted: NewPortMapping,
): Promise<WriteAnswer> {
  return write(connection, 'POST', pathOf(address), wanted);
}

/** `DELETE /portmappings/IP` (api.md §4): 403 when the id is unknown, so also when it is already gone. Judge it by a read. */
export function deletePortMapping(connection: Connection, address: string, id: number): Promise<WriteAnswer> {
  return write(connection, 'DELETE', pathOf(address), { id });
}
