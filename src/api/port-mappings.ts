import type { WriteAnswer } from './errors.ts';
import { type NewPortMapping, type PortMapping, portMappingSchema } from './schemas.ts';
import { type Connection, type Listing, readList, write } from './transport.ts';

const pathOf = (address: string) => `portmappings/${encodeURIComponent(address)}`;

/** `GET /portmappings/IP` (api.md §4): all mappings of an owned server. @throws ApiError, refused with 403 when not owned. */
export function listPortMappings(
  connection: Connection,
  address: string,
  signal?: AbortSignal,
): Promise<Listing<PortMapping>> {
  return readList(connection, pathOf(address), portMappingSchema, signal);
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
