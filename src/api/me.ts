import { type Customer, customerSchema, isAddress } from './schemas.ts';
import { type Connection, readOne } from './transport.ts';

const isUid = (value: unknown): value is number => Number.isSafeInteger(value);

/**
 * `GET /me` (api.md §2): proves the credentials and lists the owned servers; one that cannot be understood hides none of the
 * others. @throws ApiError
 */
export async function getMe(connection: Connection, signal?: AbortSignal): Promise<Customer> {
  const { servers, containers, ...customer } = await readOne(connection, 'me', customerSchema, signal);
  const bad = (list: unknown[], isGood: (value: unknown) => boolean, field: string) =>
    list.flatMap((value, row) => (isGood(value) ? [] : { endpoint: 'GET me', row, field }));
  const unreadable = [...bad(servers, isAddress, 'servers'), ...bad(containers, isUid, 'containers')];
  return {
    ...customer,
    servers: servers.filter(isAddress),
    containers: containers.filter(isUid),
    ...(unreadable.length > 0 && { unreadable }),
  };
}
