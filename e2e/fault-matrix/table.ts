/**
 * The fault matrix: what the person reads, what was sent and what the API holds afterwards, for every request of the panel
 * and every fault. A cell that is missing does not compile; that each is tried is told by the tests that go through it:
 * src/queries/fault-matrix.test.ts without a page, e2e/fault-matrix-*.spec.ts in the browser.
 */
import { CONTAINER_ROWS } from './container-rows.ts';
import type { ReadName, WriteName } from './endpoints.ts';
import type { ReadRow, WriteRow } from './expectation.ts';
import { OTHER_WRITE_ROWS } from './other-write-rows.ts';
import { READ_ROWS } from './read-rows.ts';

export const READ_TABLE: Record<ReadName, ReadRow> = READ_ROWS;
export const WRITE_TABLE: Record<WriteName, WriteRow> = { ...CONTAINER_ROWS, ...OTHER_WRITE_ROWS };
