import type { QueryClient } from '@tanstack/react-query';
import type { Container } from '../api/schemas.ts';
import type { Connection } from '../session/session.ts';

/**
 * The cache that shows what a write did, and the session in which it was asked for: captured once, when the person asks,
 * so that a write which outlives its session never acts as whoever signed in next.
 */
export interface WriteContext {
  queryClient: QueryClient;
  connection: Connection;
  /** Takes what a read tells of a row of the list, which then is not shown at once: for a write to many of them. */
  onRow?: (row: Container) => void;
}
