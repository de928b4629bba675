/** CSV with a header: columns in any order, parted by commas, semicolons or tabs. */
import { readCsvRecord, readGuarded } from './csv-cells.ts';
import { type FieldName, fieldOfName, saidOfFields } from './port-mapping-imports-fields.ts';
import { quoted, type Reading, readingOf } from './port-mapping-imports-said.ts';
import type { TextLines } from './text-lines.ts';
import { listInWords } from './words.ts';

export interface CsvHeader {
  separator: string;
  /** What each column is, as far as it is known. */
  columns: readonly (FieldName | undefined)[];
}

const LONGEST_HEADER = 2000;

function separatorOf(line: string): string {
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator;
}

function hintsOf(known: readonly FieldName[], unknown: readonly string[]): string[] {
  const names = (...fields: FieldName[]) => fields.some((field) => known.includes(field));
  return [
    ...(unknown.length > 0 ? [`Columns not used: ${unknown.join(', ')}.`] : []),
    ...(names('protocol') ? [] : ['No column names the protocol: it is tcp.']),
    ...(names('privatePorts', 'privateAddress')
      ? []
      : ['No column names the private port: it is the same as the public one.']),
  ];
}

/** Reads a header; undefined when the line is none. Columns that nobody knows are passed over, and said to be. */
export function readHeader(line: string): { header?: CsvHeader; reading: Reading } | undefined {
  if (line.length > LONGEST_HEADER) return undefined;
  if (/^sep=.$/i.test(line.trim())) return { reading: { form: 'CSV', about: 'Names the separator' } };
  const separator = separatorOf(line);
  const cells = readCsvRecord(line, { begin: 0, lineEnd: line.length, separator })?.cells ?? [];
  const columns = cells.map(fieldOfName);
  const known = columns.filter((column) => column !== undefined);
  if (known.length < 2 || cells.some((cell) => /^\d+$/.test(cell))) return undefined;
  const twice = known.find((column, place) => known.indexOf(column) !== place);
  if (twice !== undefined) {
    const names = cells.filter((_, place) => columns[place] === twice).map(quoted);
    return {
      reading: { form: 'CSV', error: `Several columns are the same: ${listInWords(names)}. Keep one of them.` },
    };
  }
  if (!known.includes('publicPorts')) {
    return { reading: { form: 'CSV', error: 'This header names no public port. Call a column public_port.' } };
  }
  const unknown = cells.filter((_, place) => columns[place] === undefined).map(quoted);
  return {
    header: { separator, columns },
    reading: { form: 'CSV', about: 'Header of CSV', hints: hintsOf(known, unknown) },
  };
}

const TEXTS: ReadonlySet<FieldName | undefined> = new Set(['containerName', 'label', 'note']);

/** Reads the record that begins on the line at `place`, and tells on which one it ends. */
export function readRow(lines: TextLines, place: number, header: CsvHeader): { last: number; reading: Reading } {
  const { separator, columns } = header;
  const begin = lines.beginOf(place);
  const record = readCsvRecord(lines.text, { begin, lineEnd: lines.endOf(place), separator });
  if (!record) {
    return { last: place, reading: { form: 'CSV', error: 'A quote is never closed, or something follows it.' } };
  }
  const { cells, end } = record;
  if (cells.length !== columns.length) {
    const error = `The header has ${columns.length} columns, and this line ${cells.length}.`;
    return { last: place, reading: { form: 'CSV', error } };
  }
  const texts = new Map<FieldName, string>();
  for (const [column, field] of columns.entries()) {
    const cell = cells[column] ?? '';
    if (field !== undefined) texts.set(field, TEXTS.has(field) ? readGuarded(cell) : cell);
  }
  const last = end === lines.endOf(place) ? place : lines.lineAt(end);
  return { last, reading: readingOf('CSV', () => [saidOfFields(texts)]) };
}
