import * as z from 'zod/mini';
import { type Connection, type Listing, readList } from './transport.ts';

/** What a gauge of a container measures: bytes of memory, or of storage, in use (api.md §9). */
export type GaugeName = 'mem' | 'quota';

const pointSchema = z.array(z.number());
/** `[unix seconds, value]`. */
export type MetricPoint = z.infer<typeof pointSchema>;

/** `GET /metrics/container.NAME/UID` (api.md §9): the points of today, none when nothing was measured. @throws ApiError */
export function listContainerMetric(
  connection: Connection,
  { name, uid }: { name: GaugeName; uid: number },
  signal?: AbortSignal,
): Promise<Listing<MetricPoint>> {
  return readList(connection, `metrics/container.${name}/${uid}`, pointSchema, signal);
}
