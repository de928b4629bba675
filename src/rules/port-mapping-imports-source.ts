/** A text that is being imported, as its forms see it. */
import type { InSteps } from './in-steps.ts';
import type { CsvHeader } from './port-mapping-imports-csv.ts';
import type { Reading } from './port-mapping-imports-said.ts';
import type { TextLines } from './text-lines.ts';

/** Lines that belong together, by their places from 0, and what they came to. */
export interface ReadRecord {
  first: number;
  last: number;
  reading: Reading;
}

export interface Source {
  readonly lines: TextLines;
  /** Of the server to import to. */
  readonly address: string;
  /** Whether a number is the uid of a container of the server. */
  readonly isUid: (number: number) => boolean;
  /** The next line to be read. */
  place: number;
  /** The header that records of CSV follow. */
  csv: CsvHeader | undefined;
  /** The exported script whose lines follow, and for which server its command is. */
  script: { address?: string } | undefined;
  /** Takes what lines came to, in their order. */
  emit: (record: ReadRecord) => InSteps<undefined>;
}
