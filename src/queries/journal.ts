import type * as z from 'zod/mini';

/**
 * What this tab must remember over a reload about a write that is under way: nothing secret, gone at sign-out.
 * A browser that forbids storage loses the journal with the page, nothing else.
 */
export function readJournal<Schema extends z.ZodMiniType>(key: string, schema: Schema): z.infer<Schema> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(sessionStorage.getItem(`journal:${key}`) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `entry` until {@link clearJournal}. */
export function writeJournal(key: string, entry: unknown): void {
  try {
    sessionStorage.setItem(`journal:${key}`, JSON.stringify(entry));
  } catch {
    // Without storage the write itself still works.
  }
}

/** Forgets the entry of `key`. */
export function clearJournal(key: string): void {
  try {
    sessionStorage.removeItem(`journal:${key}`);
  } catch {
    // Nothing was kept.
  }
}
