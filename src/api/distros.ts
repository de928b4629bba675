import { type Distro, distroSchema } from './schemas.ts';
import { type Connection, type Listing, readList } from './transport.ts';

/** `GET /distros` (api.md §3). @throws ApiError */
export function listDistros(connection: Connection, signal?: AbortSignal): Promise<Listing<Distro>> {
  return readList(connection, 'distros', distroSchema, signal);
}
