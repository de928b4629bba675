import { type Customer, customerSchema } from './schemas.ts';
import { type Connection, readOne } from './transport.ts';

/** `GET /me` (api.md §2): proves the credentials and lists the owned servers. @throws ApiError */
export function getMe(connection: Connection, signal?: AbortSignal): Promise<Customer> {
  return readOne(connection, 'me', customerSchema, signal);
}
