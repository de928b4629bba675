/** What a person types into "Filter port mappings", and what it finds. */
import { wordsOf } from './filter.ts';
import type { NewPortMapping, Protocol } from './port-mappings.ts';

/** One thing that a mapping must have to be shown. */
export type MappingTerm =
  /** Anywhere in its texts. */
  | { kind: 'text'; text: string }
  /** A port, a uid or a number in a text that begins with these digits. */
  | { kind: 'number'; text: string }
  /** `tcp 9000`: the mapping of that name; with fewer digits than a public port has, those whose port begins so. */
  | { kind: 'port'; proto: Protocol; text: string }
  /** `8000-8100`: a public port among these; or the same text in a label. */
  | { kind: 'range'; least: number; most: number; text: string };

/** What a row of the table is filtered by. `index` is that of `indexMapping`. */
export interface FilteredMapping {
  wanted: Pick<NewPortMapping, 'public_port'>;
  index: string;
}

const PROTOCOLS: readonly string[] = ['tcp', 'udp'] satisfies Protocol[];
const HIGHEST_PORT = 65_535;
/** Public ports have four digits or five (api.md §4). */
const DIGITS_OF_A_PORT = 4;

const isNumber = (word: string | undefined): word is string => word !== undefined && /^\d{1,5}$/.test(word);
const isProtocol = (word: string | undefined): word is Protocol => word !== undefined && PROTOCOLS.includes(word);

/** What is left open is being typed still; a range that is written backwards is meant forwards. */
function rangeOf(word: string): MappingTerm | undefined {
  const [, from, to] = /^(\d{1,5})[-\u2013](\d{0,5})$/.exec(word) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [one, other] = [Number(from), to.length < from.length ? HIGHEST_PORT : Number(to)];
  return { kind: 'range', least: Math.min(one, other), most: Math.max(one, other), text: word };
}

function portOf(word: string): MappingTerm | undefined {
  const [, before, number, after] = /^(?:(tcp|udp)[/:])?(\d{1,5})(?:\/(tcp|udp))?$/.exec(word) ?? [];
  const proto = before ?? after;
  if (!isProtocol(proto) || number === undefined || (before && after && before !== after)) return undefined;
  return { kind: 'port', proto, text: number };
}

/** The terms of a filter as typed, all of which must be met: `tcp 9000`, `9000`, `8000-8100`, names, uids, labels. */
export function mappingTermsOf(filter: string): MappingTerm[] {
  const words = wordsOf(filter);
  const terms: MappingTerm[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next] = [words[at], words[at + 1]];
    if (isProtocol(word) && isNumber(next)) {
      terms.push({ kind: 'port', proto: word, text: next });
      at += 1;
    } else {
      const plain = { kind: isNumber(word) ? 'number' : 'text', text: word } as const;
      terms.push(portOf(word) ?? rangeOf(word) ?? plain);
    }
  }
  return terms;
}

function isDigitAt(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 48 && code <= 57;
}

/** Whether a number in the text begins so: 900 is in 9000, and not in 19000. */
function hasNumber(text: string, digits: string): boolean {
  let at = text.indexOf(digits);
  while (at !== -1) {
    if (!isDigitAt(text, at - 1)) return true;
    at = text.indexOf(digits, at + 1);
  }
  return false;
}

type Meets = (row: FilteredMapping) => boolean;

function testOf(term: MappingTerm): Meets {
  const { text } = term;
  switch (term.kind) {
    case 'text':
      return ({ index }) => index.includes(text);
    case 'number':
      return ({ index }) => hasNumber(index, text);
    case 'range': {
      const { least, most } = term;
      return ({ wanted: { public_port }, index }) =>
        (public_port >= least && public_port <= most) || index.includes(text);
    }
    case 'port': {
      const name = `${term.proto} ${text}`;
      const isWhole = text.length >= DIGITS_OF_A_PORT;
      return ({ index }) => index.startsWith(name) && !(isWhole && isDigitAt(index, name.length));
    }
  }
}

/** The rows that meet all terms, in their order. */
export function withTerms<Row extends FilteredMapping>(
  rows: readonly Row[],
  terms: readonly MappingTerm[],
): readonly Row[] {
  return terms.map(testOf).reduce((found, meets) => found.filter(meets), rows);
}

/** Whether what meets `after` surely meets `before` too. */
function implies(after: MappingTerm, before: MappingTerm): boolean {
  switch (before.kind) {
    case 'text': {
      if (after.kind === 'range') return false;
      const found = after.kind === 'port' ? `${after.proto} ${after.text}` : after.text;
      return found.includes(before.text);
    }
    case 'number':
      return (after.kind === 'number' || after.kind === 'port') && after.text.startsWith(before.text);
    case 'range':
      return (
        after.kind === 'range' &&
        after.least >= before.least &&
        after.most <= before.most &&
        after.text.includes(before.text)
      );
    case 'port':
      return (
        after.kind === 'port' &&
        after.proto === before.proto &&
        (after.text === before.text || (before.text.length < DIGITS_OF_A_PORT && after.text.startsWith(before.text)))
      );
  }
}

/** Whether `after` can only find what `before` has found: then nothing else needs to be searched. */
export function isRefinement(before: readonly MappingTerm[], after: readonly MappingTerm[]): boolean {
  return before.every((one) => after.some((other) => implies(other, one)));
}

/**
 * A filter for one table: the rows that meet what is typed, in their order. It remembers what it has found last, so that
 * a further letter searches only that.
 */
export function createMappingFilter<Row extends FilteredMapping>(): (
  rows: readonly Row[],
  filter: string,
) => readonly Row[] {
  let last: { rows: readonly Row[]; terms: readonly MappingTerm[]; found: readonly Row[] } | undefined;
  return (rows, filter) => {
    const terms = mappingTermsOf(filter);
    if (terms.length === 0) return rows;
    const searched = last?.rows === rows && isRefinement(last.terms, terms) ? last.found : rows;
    const found = withTerms(searched, terms);
    last = { rows, terms, found };
    return found;
  };
}
