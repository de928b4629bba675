/**
 * Reads port mappings in the forms that people have them in, also mixed in one text: options of docker, compose files,
 * arrows, socat, packet filters, CSV, JSON, commands of curl, and what the panel exports.
 */
import { atOnce, type InSteps } from './in-steps.ts';
import { ComposeReader } from './port-mapping-imports-compose.ts';
import { type ContainersAtHand, containerFinder } from './port-mapping-imports-containers.ts';
import { takeRecord } from './port-mapping-imports-lines.ts';
import { type Outcome, RowResolver } from './port-mapping-imports-rows.ts';
import type { FormName, Reading } from './port-mapping-imports-said.ts';
import type { Source } from './port-mapping-imports-source.ts';
import { TextLines } from './text-lines.ts';

export type { ImportedMapping } from './port-mapping-imports-rows.ts';

/**
 * What a line of the text came to: rows, or an `error` why nothing of it is imported, or a `question` which of several
 * containers is meant, to be answered in the context under its name, or what a line is `about` that holds no mapping and
 * needs none, such as a header.
 */
export interface ImportedLine extends Outcome {
  /** Counted from 1, as typed. */
  line: number;
  /** The last line that belongs to it: an element of JSON or a continued command can have several. */
  lastLine: number;
  /** The first line as typed, cut when it is very long. */
  text: string;
}

export interface ReadImport {
  /** The form in words, or how many there are; empty when none was recognised. */
  format: string;
  /** Every line with content but comments is in exactly one of them. */
  lines: readonly ImportedLine[];
  /** What the text says that is not used, and what it leaves open, as sentences. */
  hints: readonly string[];
}

/** `address` is of the server to import to, `defaultContainer` for lines that name none, `answers` uids by name. */
export type ImportContext = ContainersAtHand;

const LONGEST_TEXT = 500;
const LINES_A_STEP = 100;

/** Reads any text, and never throws. No line is dropped in silence. Time and room grow with text and rows only. */
export function readImport(text: string, context: ImportContext): ReadImport {
  return atOnce(readImportInSteps(text, context));
}

/** {@link readImport} for a page that must stay fluent meanwhile. */
export function* readImportInSteps(text: string, context: ImportContext): InSteps<ReadImport> {
  const lines = yield* TextLines.of(text.startsWith('\ufeff') ? text.slice(1) : text);
  const finder = containerFinder(context);
  const rows = new RowResolver(finder);
  const forms = new Set<FormName>();
  const read: ImportedLine[] = [];

  function* emit({ first, last, reading }: { first: number; last: number; reading: Reading }): InSteps<undefined> {
    if (reading.form !== undefined) forms.add(reading.form);
    const outcome = yield* rows.resolve(reading);
    const typed = lines.textOf(first);
    const shown = typed.length > LONGEST_TEXT ? `${typed.slice(0, LONGEST_TEXT)}…` : typed;
    read.push({ line: first + 1, lastLine: last + 1, text: shown, ...outcome });
    return undefined;
  }

  const source: Source = {
    lines,
    address: context.address,
    isUid: finder.isUid,
    place: 0,
    csv: undefined,
    script: undefined,
    emit,
  };
  const compose = new ComposeReader(lines, context.address);
  for (let step = 1; source.place < lines.count; step += 1) {
    if (step % LINES_A_STEP === 0) yield;
    yield* takeRecord(source, compose);
  }
  return { format: forms.size > 1 ? `${forms.size} forms` : [...forms].join(), lines: read, hints: rows.hints };
}
