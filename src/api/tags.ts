import type { WriteAnswer } from './errors.ts';
import { type Tag, tagSchema } from './schemas.ts';
import { type Connection, type Listing, readList, write } from './transport.ts';

/** `GET /tags` (api.md §5). @throws ApiError */
export function listTags(connection: Connection, signal?: AbortSignal): Promise<Listing<Tag>> {
  return readList(connection, 'tags', tagSchema, signal);
}

/** `POST /tags` (api.md §5): 409 when the name is taken, also by the browser's own repetition. Judge it by a read. */
export function createTag(connection: Connection, name: string): Promise<WriteAnswer> {
  return write(connection, 'POST', 'tags', { name });
}
