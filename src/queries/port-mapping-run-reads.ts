import { explainReadFailure } from '../rules/failures.ts';
import { lookupOf, type MappingLookup } from '../rules/port-mapping-step-states.ts';
import { type PortMapping, warnOfUnreadable } from '../rules/port-mappings.ts';
import { type MappingTable, readTable } from './port-mapping-writes.ts';

/** A table as one read gave it. `began` and the marks of {@link TableReads} are of one count. */
export interface SeenTable {
  began: number;
  lookup: MappingLookup;
}

/** A row that cannot be read may hold any port: nothing can be compared with such a table. */
export class UnreadableRowsError extends Error {
  constructor(rows: number) {
    super(`${warnOfUnreadable(rows)} Ask the supplier to mend the table.`);
    this.name = 'UnreadableRowsError';
  }
}

/** Why a table cannot be gone by, in a sentence. */
export function whyNoTable(error: unknown): string {
  if (error instanceof UnreadableRowsError) return error.message;
  return explainReadFailure(error, 'the port mappings').detail;
}

/** The table is read again during a run when the last read is this old, in ms. */
const OLD_AFTER_MS = 5_000;
/** And never so often that reading, which can be 16 MB, takes more than this share of the time. */
const SHARE_OF_TIME = 1 / 20;
/** What one read shows is as good as another one's for so long, in ms. */
const RECENT_MS = 1_000;
/** When a read that fails is repeated, in ms after the one before. */
const REPEAT_AFTER_MS = [2_000, 5_000];

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** From so many rows on, the page gets its turn between the parts of a lookup. */
const LARGE_TABLE = 20_000;

async function prepare(lookup: MappingLookup): Promise<void> {
  for (const part of ['byId', 'byPublic', 'byPrivate'] as const) {
    await pause(0);
    lookup[part].get(0);
  }
}

/**
 * The reads of one go of a run: one at a time, shared by all who need one that began after a certain moment. `onRead` is
 * told of each before those who wait for it.
 */
export class TableReads {
  private readonly table: MappingTable;
  private readonly onRead: (seen: SeenTable) => void;
  private count = 0;
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<SeenTable> | undefined;
  private seen: SeenTable | undefined;
  private prepared: { items: readonly PortMapping[]; lookup: MappingLookup } | undefined;
  private freshUntil = 0;
  private seenAt = 0;

  constructor(table: MappingTable, onRead: (seen: SeenTable) => void) {
    this.table = table;
    this.onRead = onRead;
  }

  /** This moment, to compare with `began`. */
  mark(): number {
    this.count += 1;
    return this.count;
  }

  /** The table as last read. */
  latest(): SeenTable | undefined {
    return this.seen;
  }

  /** A read that begins after this call. @throws ApiError, UnreadableRowsError */
  after(): Promise<SeenTable> {
    if (this.next !== undefined) return this.next;
    const next = this.last.then(() => {
      this.next = undefined;
      return this.read();
    });
    this.next = next;
    this.last = next.catch(() => undefined);
    return next;
  }

  /** The last read if it began after `mark`, else a new one. @throws as {@link after} */
  async since(mark: number): Promise<SeenTable> {
    return this.seen && this.seen.began > mark ? this.seen : this.after();
  }

  /** A read of just now that began after `mark`, else a new one: several writes are judged by one. @throws as {@link after} */
  async recent(mark: number): Promise<SeenTable> {
    return performance.now() - this.seenAt < RECENT_MS ? this.since(mark) : this.after();
  }

  /** The table as read some seconds ago at most; a failing read is repeated a little. @throws as {@link after} */
  async fresh(isWanted: () => boolean = () => true): Promise<SeenTable> {
    for (const repeatAfter of REPEAT_AFTER_MS) {
      try {
        return await this.freshOrThrow();
      } catch (error) {
        if (!isWanted()) throw error;
        await pause(repeatAfter);
      }
    }
    return this.freshOrThrow();
  }

  private async freshOrThrow(): Promise<SeenTable> {
    return this.seen && performance.now() < this.freshUntil ? this.seen : this.after();
  }

  /** The same for the same rows: a table that has not changed is given back as the rows of before. */
  private async lookupOf(items: readonly PortMapping[]): Promise<MappingLookup> {
    if (this.prepared?.items === items) return this.prepared.lookup;
    const lookup = lookupOf(items);
    if (items.length >= LARGE_TABLE) await prepare(lookup);
    this.prepared = { items, lookup };
    return lookup;
  }

  private async read(): Promise<SeenTable> {
    const began = this.mark();
    const from = performance.now();
    const { items, unreadable } = await readTable(this.table);
    if (unreadable.length > 0) throw new UnreadableRowsError(unreadable.length);
    const took = performance.now() - from;
    this.seen = { began, lookup: await this.lookupOf(items) };
    this.seenAt = from;
    this.freshUntil = performance.now() + Math.max(OLD_AFTER_MS, took / SHARE_OF_TIME);
    this.onRead(this.seen);
    return this.seen;
  }
}
