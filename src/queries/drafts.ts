import * as z from 'zod/mini';
import { clearJournal, ownerOfSession, readJournal, writeJournal } from './journal.ts';

/** More tags than a person chooses, or longer ones than the API takes, are not theirs: they would only hold up the form. */
export const draftTagsSchema = z.array(z.string().check(z.maxLength(255))).check(z.maxLength(100));

/** What somebody typed and did not send yet. Without storage it is read as undefined, and nothing else happens. */
export interface Draft<Value> {
  read(): Value | undefined;
  /** Replaces what was kept. A value that does not fit the schema is not kept. */
  keep(value: Value): void;
  clear(): void;
}

/**
 * The draft of whoever is signed in now, in this tab: it survives a reload, and a sign-out as `endSession` says. To anybody
 * else it is nothing, also when it is kept or cleared late. `schema` is an allow-list: what it does not name is not stored,
 * so it names no field that holds a secret (and is neither loose nor a record).
 */
export function draftOf<Schema extends z.ZodMiniType>(key: string, schema: Schema): Draft<z.infer<Schema>> {
  const owner = ownerOfSession();
  const slot = `draft-${key}`;
  return {
    read: () => (owner ? readJournal(slot, schema, owner) : undefined),
    keep: (value) => {
      const allowed = schema.safeParse(value);
      if (owner && allowed.success) writeJournal(slot, allowed.data, owner);
    },
    clear: () => {
      if (owner) clearJournal(slot, owner);
    },
  };
}
