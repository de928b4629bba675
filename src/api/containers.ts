import type { WriteAnswer } from './errors.ts';
import {
  type Container,
  type ContainerChange,
  type ContainerDetail,
  containerDetailSchema,
  containerSchema,
  type NewContainer,
} from './schemas.ts';
import { type Connection, type Listing, readList, readOne, write } from './transport.ts';

/** `GET /containers` (api.md §3): all of the customer's containers, also those on shared servers. @throws ApiError */
export function listContainers(connection: Connection, signal?: AbortSignal): Promise<Listing<Container>> {
  return readList(connection, 'containers', containerSchema, signal);
}

/** `GET /containers/UID` (api.md §3). @throws ApiError, refused with 403 when it is not the customer's. */
export function getContainer(connection: Connection, uid: number, signal?: AbortSignal): Promise<ContainerDetail> {
  return readOne(connection, `containers/${uid}`, containerDetailSchema, signal);
}

/** `POST /containers` (api.md §3): irreversible, answered without a uid, refused with 200. Judge it by a read. */
export function createContainer(connection: Connection, wanted: NewContainer): Promise<WriteAnswer> {
  return write(connection, 'POST', 'containers', wanted);
}

const isContainer = (body: unknown, uid: number) =>
  typeof body === 'object' && body !== null && 'uid' in body && body.uid === uid;

/**
 * `POST /containers/UID` (api.md §3) with only the keys to change; most of them reboot the container. It is answered with
 * the whole container: a 200 with anything else says nothing of the change, and no read shows a reboot.
 */
export async function changeContainer(
  connection: Connection,
  uid: number,
  change: ContainerChange,
): Promise<WriteAnswer> {
  const answer = await write(connection, 'POST', `containers/${uid}`, change);
  if (answer.outcome !== 'accepted' || isContainer(answer.body, uid)) return answer;
  return { outcome: 'unknown', cause: 'unreadable' };
}
