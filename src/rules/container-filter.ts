/**
 * The language of "Filter containers": free words as everywhere, `field:value`, a `-` in front to leave out, quotes around
 * what has spaces (`-tag:"my tag"`). All terms must hold. It never drops a term in silence: what cannot be understood is
 * a problem with a sentence, and the other terms apply all the same.
 */
import {
  type BindTerm,
  FIELDS,
  type FilterField,
  isNotStarted,
  type RowTest,
  saysNotStarted,
} from './container-filter-fields.ts';
import type { ContainerIndex } from './container-index.ts';
import { foldText, wordsOf } from './filter.ts';
import { shownText } from './shown-text.ts';

export interface FilterProblem {
  /** What is not applied, and what would be right. */
  sentence: string;
  /** It is the last term and more letters could still make it right: nothing to say while somebody types. */
  unfinished: boolean;
}

export interface ContainerFilter {
  terms: readonly { raw: string; negated: boolean; bind: BindTerm }[];
  problems: readonly FilterProblem[];
}

interface Token {
  raw: string;
  negated: boolean;
  field: string | undefined;
  value: string;
  quoted: boolean;
  /** Nothing follows, no space either. */
  last: boolean;
}

// Minus, field, and a value in quotes (the closing one may be missing still) or without. A backslash in quotes saves a quote.
const TOKEN = /(-?)(?:([a-z]+):)?(?:"((?:[^"\\]|\\[\s\S]?)*)("?)|(\S*))/giy;

const isSizeField = (field: string | undefined) => field === 'memory' || field === 'storage';

/** `memory:>4 GB` is one term to whoever writes it. */
function isUnitOf({ field, quoted, value }: Token, next: Token): boolean {
  const isWord = !next.negated && next.field === undefined && !next.quoted;
  return isSizeField(field) && !quoted && /\d$/.test(value) && isWord && /^[mgt]b$/i.test(next.value);
}

const inQuotesOf = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const [matched = '', minus = '', field, inQuotes, closing, word = ''] = TOKEN.exec(text) ?? [];
    at += matched.length;
    const quoted = inQuotes !== undefined;
    const value = quoted ? inQuotes.replace(/\\(["\\])/g, '$1') : word;
    const token: Token = {
      raw: quoted && closing === '' ? `${minus}${field ? `${field}:` : ''}${inQuotesOf(value)}` : matched,
      negated: minus === '-',
      field: field?.toLowerCase(),
      value,
      quoted,
      last: at === text.length,
    };
    const before = tokens.at(-1);
    if (before && isUnitOf(before, token)) {
      tokens[tokens.length - 1] = {
        ...before,
        raw: `${before.raw} ${token.raw}`,
        value: `${before.value} ${token.value}`,
        last: token.last,
      };
    } else tokens.push(token);
  }
  return tokens;
}

const isField = (name: string): name is FilterField => Object.hasOwn(FIELDS, name);

type ReadToken = { bind: BindTerm } | FilterProblem;

/** Free words are looked for anywhere; a quoted one as it stands, with its spaces. */
function readWords({ value, quoted }: Token): { bind: BindTerm } {
  const words = quoted ? [foldText(value)] : wordsOf(value);
  const test: RowTest = ({ text }) => words.every((word) => text.includes(word));
  if (!saysNotStarted(value)) return { bind: () => ({ test }) };
  return { bind: () => ({ test: (row) => test(row) || isNotStarted(row) }) };
}

function readToken(token: Token): ReadToken {
  const { raw, field, value, last } = token;
  const problem = (advice: string, unfinished: boolean): FilterProblem => ({
    sentence: `“${shownText(raw)}” is not applied. ${advice}`,
    unfinished: unfinished && last,
  });
  if (field !== undefined && !isField(field)) {
    const fields = Object.keys(FIELDS).join(', ');
    return problem(`There is no field ${field}: use ${fields}. Put it in quotes to look for it as text.`, false);
  }
  if (field === undefined) {
    if (value !== '') return readWords(token);
    return problem(`Write a word right after it, such as ${token.negated ? '-test' : '"two words"'}.`, true);
  }
  if (value === '') return problem(`Write a value right after it, such as ${EXAMPLE_OF[field]}.`, true);
  const read = FIELDS[field](value);
  return 'bind' in read ? read : problem(read.advice, read.unfinished);
}

const EXAMPLE_OF: Record<FilterField, string> = {
  tag: 'tag:prod',
  server: 'server:1.2.3.4',
  name: 'name:web',
  uid: 'uid:30001',
  ip: 'ip:10.0.0.3',
  hostname: 'hostname:web',
  distro: 'distro:debian',
  memory: 'memory:>4GB',
  storage: 'storage:>=1TB',
  is: 'is:shared',
  no: 'no:tag',
};

/** Nobody types more, and a link that somebody else made must not hold up the page. */
const MOST_TERMS = 50;

/**
 * Reads a filter as typed. Terms that cannot be understood, or not yet, are problems and filter nothing; so are those
 * after the 50th, of which one that stands there twice counts once.
 */
export function parseContainerFilter(text: string): ContainerFilter {
  const tokens = [...new Map(tokensOf(text).map((token) => [token.raw, token])).values()];
  const read = tokens
    .slice(0, MOST_TERMS)
    .map((token) => ({ raw: token.raw, negated: token.negated, made: readToken(token) }));
  const left = tokens.length - read.length;
  const tooMany = {
    sentence: `Only the first ${MOST_TERMS} terms are applied: ${left} more ${left === 1 ? 'is' : 'are'} not.`,
    unfinished: false,
  };
  return {
    terms: read.flatMap(({ raw, negated, made }) => ('bind' in made ? [{ raw, negated, bind: made.bind }] : [])),
    problems: [...read.flatMap(({ made }) => ('bind' in made ? [] : [made])), ...(left > 0 ? [tooMany] : [])],
  };
}

/**
 * The filter over these containers: what a row must pass, and how terms were understood where that is not plain.
 * `lonely` looks for the term that no container passes, as it was written; undefined when each term alone finds some.
 */
export function bindContainerFilter(
  { terms }: ContainerFilter,
  index: ContainerIndex,
): { matches: RowTest; notes: readonly string[]; lonely: () => string | undefined } {
  const bound = terms.map(({ raw, negated, bind }) => ({ raw, negated, ...bind(index) }));
  return {
    matches: (row) => bound.every(({ test, negated }) => test(row) !== negated),
    notes: bound.flatMap(({ note }) => note ?? []),
    lonely: () => bound.find(({ test, negated }) => !index.rows.some((row) => test(row) !== negated))?.raw,
  };
}

/** `tag:prod`, in quotes where the value needs them: what a link to `/containers?filter=` holds. */
export function filterTermOf(field: FilterField, value: string): string {
  return `${field}:${/^[^\s"]\S*$/.test(value) ? value : inQuotesOf(value)}`;
}

/** The filter narrowed by one more term. What was only begun at its end goes, and no term stands there twice. */
export function withTerm(filter: string, term: string): string {
  const kept = tokensOf(filter).filter((token) => {
    const read = readToken(token);
    return 'bind' in read || !read.unfinished;
  });
  const raws = kept.map(({ raw }) => raw);
  return raws.includes(term) ? raws.join(' ') : [...raws, term].join(' ');
}
