/** Cells of CSV (RFC 4180), and how they are kept from being formulas. */

// Where a cell begins, or would begin for a spreadsheet that takes semicolons or tabs for the separators, what follows it
// would be a formula; behind apostrophes, it was guarded, or is to be.
const BEGIN = '(?<=(?:^|[;\\t\\r\\n])"?)';
const FORMULA = "(?='*[=+\\-@\\t\\r\\n＝＋－＠])";
const UNGUARDED = new RegExp(BEGIN + FORMULA, 'gu');
const GUARDED = new RegExp(`${BEGIN}'${FORMULA}`, 'gu');

/** The cell with an apostrophe in front of whatever could be a formula: `readGuarded` gives exactly the text back. */
export function guardFormula(text: string): string {
  return text.replace(UNGUARDED, "'");
}

/** The text of a cell without the apostrophes of `guardFormula`. */
export function readGuarded(cell: string): string {
  return cell.replace(GUARDED, '');
}

/** A cell as it is written: in quotes where its text needs them. */
export function csvCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record, and where it ends: before its line break or at the end of the text. */
export interface CsvRecord {
  cells: string[];
  end: number;
}

/**
 * Reads one record of CSV that begins at `begin` and whose line ends at `lineEnd`: in quotes it may go on behind that. A
 * cell without quotes is given without the spaces around it. Undefined when a quote is never closed or something follows it.
 */
export function readCsvRecord(
  text: string,
  { begin, lineEnd, separator }: { begin: number; lineEnd: number; separator: string },
): CsvRecord | undefined {
  const line = text.slice(begin, lineEnd);
  if (!line.includes('"')) return { cells: line.split(separator).map((cell) => cell.trim()), end: lineEnd };
  const cells: string[] = [];
  let at = begin;
  for (;;) {
    const cell = cellAt(text, at, separator);
    if (!cell) return undefined;
    cells.push(cell.text);
    if (text.charAt(cell.end) !== separator) return { cells, end: cell.end };
    at = cell.end + 1;
  }
}

function cellAt(text: string, begin: number, separator: string): { text: string; end: number } | undefined {
  const quote = skipSpaces(text, begin);
  if (text.charAt(quote) !== '"') {
    const end = endOfPlain(text, begin, separator);
    return { text: text.slice(begin, end).trim(), end };
  }
  let close = text.indexOf('"', quote + 1);
  while (close >= 0 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return undefined;
  const end = skipSpaces(text, close + 1);
  const isEnd = end >= text.length || text.charAt(end) === separator || /[\r\n]/.test(text.charAt(end));
  return isEnd ? { text: text.slice(quote + 1, close).replaceAll('""', '"'), end } : undefined;
}

function skipSpaces(text: string, begin: number): number {
  let at = begin;
  while (text.charAt(at) === ' ') at += 1;
  return at;
}

function endOfPlain(text: string, begin: number, separator: string): number {
  let at = begin;
  while (at < text.length && text.charAt(at) !== separator && !/[\r\n]/.test(text.charAt(at))) at += 1;
  return at;
}
