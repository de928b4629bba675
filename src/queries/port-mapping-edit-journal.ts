import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { portMappingSchema, protocolSchema } from '../api/schemas.ts';
import { readJournal } from './journal.ts';
import { portMappingsQuery } from './port-mappings.ts';

const editSchema = z.object({
  old: portMappingSchema,
  wanted: z.object({ container: z.int(), proto: protocolSchema, public_port: z.int(), private_port: z.int() }),
});

/** Under which an edit is kept in this tab. */
export const journalKey = (address: string) => `edit-port-mapping:${address}`;
/** It begins with the key of the table, so that this is not refreshed while it changes. */
export const editKey = (address: string) => [...portMappingsQuery(address).queryKey, 'edit'];

/** The edit that this tab began and whose end it has not seen, e.g. because of a reload (design.md §5); null: none. */
export const interruptedEditQuery = (address: string) =>
  queryOptions({
    queryKey: ['interrupted-port-mapping-edit', address],
    queryFn: () => readJournal(journalKey(address), editSchema) ?? null,
    // Where the browser keeps no journal, this is all that remembers it.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  });
