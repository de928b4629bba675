/** JSON of the API and of exports: an array of rows, or rows alone, on as many lines as they like. */

import type { InSteps } from './in-steps.ts';
import { endOfContent, endOfScalar, endOfValue, skipCommas } from './json-text.ts';
import { type FieldName, fieldOfName, saidOfFields } from './port-mapping-imports-fields.ts';
import { quoted, readingOf, type SaidMapping, Unreadable } from './port-mapping-imports-said.ts';
import type { Source } from './port-mapping-imports-source.ts';

function textOfValue(key: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new Unreadable(`${key} is neither a number nor a text.`);
}

/** Of keys that are the same, JSON.parse gives the last one only. @throws Unreadable */
function checkKeys(text: string) {
  const seen = new Set<string>();
  let depth = 0;
  for (const [token, colon] of text.matchAll(/[{}[\]]|"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined) {
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (seen.has(key)) throw new Unreadable(`${quoted(key)} stands there twice. Keep one of them.`);
      seen.add(key);
    }
  }
}

/** Reads one row, by the names of the API and those that are like them. @throws Unreadable */
export function readJsonRow(text: string): SaidMapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable('It is not JSON. Check its quotes and commas.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable(
      'It is no mapping. Write such as {"container":30001,"proto":"tcp","public_port":8080,"private_port":8000}.',
    );
  }
  checkKeys(text);
  const texts = new Map<FieldName, string>();
  const keys = new Map<FieldName, string>();
  const unused: string[] = [];
  for (const [key, of] of Object.entries(value)) {
    const field = fieldOfName(key);
    if (field === undefined) {
      unused.push(key);
      continue;
    }
    const [said, before] = [textOfValue(key, of), texts.get(field)];
    if (before !== undefined && before !== said) {
      const names = `${quoted(keys.get(field) ?? '')} and ${quoted(key)}`;
      throw new Unreadable(`${names} differ: ${quoted(before)} and ${quoted(said)}. Keep the one that is meant.`);
    }
    texts.set(field, said);
    keys.set(field, key);
  }
  if (!texts.has('privatePorts')) texts.set('privatePorts', '');
  const mapping = saidOfFields(texts);
  return unused.length > 0 ? { ...mapping, unused } : mapping;
}

/** Whether JSON begins here, and not such as the address `[::]:8080:80`. */
export const beginsJson = (line: string) => /^\s*(?:\[\s*(?:$|[[{\]"\d])|\{)/.test(line);

/** Elements that share lines stand in one record: all of them are read, or none. */
interface Group {
  first: number;
  last: number;
  mappings: SaidMapping[];
  error?: string;
}

function* emitGroup(source: Source, group: Group | undefined): InSteps<undefined> {
  if (!group) return undefined;
  const { first, last, mappings, error } = group;
  const about = { form: 'JSON', about: 'Brackets of JSON' } as const;
  const read = mappings.length > 0 ? ({ form: 'JSON', mappings } as const) : about;
  yield* source.emit({ first, last, reading: error === undefined ? read : { form: 'JSON', error } });
  source.place = last + 1;
  return undefined;
}

const ELEMENTS_A_STEP = 500;

/** Reads a list, or one row, and emits what it came to. False when the line at hand begins none. */
export function* takeJson(source: Source): InSteps<boolean> {
  const { lines, place } = source;
  if (!beginsJson(lines.textOf(place))) return false;
  const { text } = lines;
  const reader = new ListReader(source);
  let at = text.slice(lines.beginOf(place), lines.endOf(place)).search(/\S/) + lines.beginOf(place);
  const isList = text.charAt(at) === '[';
  if (isList) at += 1;
  for (let step = 1; ; step += 1) {
    if (step % ELEMENTS_A_STEP === 0) yield;
    const next = reader.next(at, isList);
    if (next.finished) yield* emitGroup(source, next.finished);
    if (next.at === undefined) break;
    at = next.at;
  }
  yield* emitGroup(source, reader.group);
  return true;
}

/** Goes from element to element and gathers them by the lines that they share. */
class ListReader {
  group: Group;
  private count = 0;
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
    this.group = { first: source.place, last: source.place, mappings: [] };
  }

  /** Takes what stands at `at`: an element or the end. `finished` is a group that nothing can belong to any more. */
  next(at: number, isList: boolean): { at?: number; finished?: Group | undefined } {
    const { text } = this.source.lines;
    const begin = skipCommas(text, at);
    const character = text.charAt(begin);
    // Rows may follow one another without a list around them.
    const isNext = character === '{' && this.source.lines.lineAt(begin) === this.group.last;
    if (!isList && this.count > 0 && !isNext) return this.end(at, /^[\s,;]*$/);
    if (character === ']') {
      const finished = this.moveTo(begin, begin);
      return { ...this.end(begin + 1, /^[\s,;)]*$/), finished };
    }
    const isNested = character === '{' || character === '[';
    const end = isNested ? endOfValue(text, begin) : endOfScalar(text, begin);
    if (end === undefined) return this.broken(begin, isNested, isList);
    const finished = this.moveTo(begin, end);
    this.add(text.slice(begin, end), isList);
    return { at: end, finished };
  }

  /** Begins another group when the lines from `begin` to `end` are others than those of the last one. */
  private moveTo(begin: number, end: number): Group | undefined {
    const { lines } = this.source;
    const [first, last] = [lines.lineAt(begin), lines.lineAt(end - (end > begin ? 1 : 0))];
    this.coverUntil(begin);
    const before = this.group;
    if (first > before.last) this.group = { first, last, mappings: [] };
    else before.last = Math.max(before.last, last);
    return this.group === before ? undefined : before;
  }

  /** Commas that stand on lines of their own belong to what they follow. */
  private coverUntil(place: number) {
    const { lines } = this.source;
    const end = endOfContent(lines.text, place);
    if (end > 0) this.group.last = Math.max(this.group.last, lines.lineAt(end - 1));
  }

  private add(element: string, isList: boolean) {
    this.count += 1;
    const reading = readingOf('JSON', () => [readJsonRow(element)]);
    if ('mappings' in reading) this.group.mappings.push(...reading.mappings);
    else if ('error' in reading) this.fail(isList ? `Element ${this.count}: ${reading.error}` : reading.error);
  }

  private fail(error: string) {
    this.group.error ??= error;
  }

  /** What follows the end on its line must be nothing. */
  private end(at: number, nothing: RegExp): { at?: number } {
    const { lines } = this.source;
    const rest = lines.text.slice(at, lines.endOf(lines.lineAt(at)));
    if (!nothing.test(rest)) this.fail('Something follows the JSON on its line. Give it a line of its own.');
    return {};
  }

  /** No element and no end: the list ends here, and what follows on other lines is read as anything else. */
  private broken(begin: number, isNested: boolean, isList: boolean): { at?: number; finished?: Group | undefined } {
    const { text } = this.source.lines;
    const { count } = this;
    if (isNested) {
      const finished = this.moveTo(begin, begin);
      this.fail(isList ? `Element ${count + 1} is never closed.` : 'It is never closed: a } is missing.');
      return { finished };
    }
    this.coverUntil(begin);
    const isSameLine = begin < text.length && this.source.lines.lineAt(begin) === this.group.last;
    this.fail(
      isSameLine
        ? `Element ${count + 1} is not JSON. Check its quotes and commas.`
        : 'The list is not closed here: a ] is missing, or some of its rows.',
    );
    return {};
  }
}
