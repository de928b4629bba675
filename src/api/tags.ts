import type { WriteAnswer } from './errors.ts';
import { type Tag, type TagChange, type TagDetail, tagDetailSchema, tagSchema } from './schemas.ts';
import { type Connection, type Listing, readList, readOne, write } from './transport.ts';

/** `GET /tags` (api.md §5): without the notes. @throws ApiError */
export function listTags(connection: Connection, signal?: AbortSignal): Promise<Listing<Tag>> {
  return readList(connection, 'tags', tagSchema, signal);
}

/** `GET /tags/ID` (api.md §5). @throws ApiError, refused with 404 when it is gone. */
export function getTag(connection: Connection, id: number, signal?: AbortSignal): Promise<TagDetail> {
  return readOne(connection, `tags/${id}`, tagDetailSchema, signal);
}

/** `POST /tags` (api.md §5): 409 when the name is taken, also by the browser's own repetition. Judge it by a read. */
export function createTag(connection: Connection, name: string, note = ''): Promise<WriteAnswer> {
  return write(connection, 'POST', 'tags', note === '' ? { name } : { name, note });
}

/** `POST /tags/ID` (api.md §5) with only the keys to change: 409 when another tag has the name. Judge it by a read. */
export function changeTag(connection: Connection, id: number, change: TagChange): Promise<WriteAnswer> {
  return write(connection, 'POST', `tags/${id}`, change);
}

/** `DELETE /tags/ID` (api.md §5): 404 when it is unknown, so also when it is already gone. Judge it by a read. */
export function deleteTag(connection: Connection, id: number): Promise<WriteAnswer> {
  return write(connection, 'DELETE', `tags/${id}`);
}
