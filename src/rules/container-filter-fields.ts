/** What each field of the filter language means (container-filter.ts). */
import type { ContainerIndex, IndexedContainer } from './container-index.ts';
import { isSpare } from './containers.ts';
import { foldText } from './filter.ts';
import { shownText } from './shown-text.ts';
import { formatMegabytes, parseMegabytes } from './units.ts';

export type RowTest = (row: IndexedContainer) => boolean;

/** A term made ready for the containers that are there. `note`: how it was understood, when that is not plain. */
export interface BoundTerm {
  test: RowTest;
  note?: string;
}

export type BindTerm = (index: ContainerIndex) => BoundTerm;

/** What became of a value: a term, or what would be right instead. Unfinished: more letters could still make it right. */
export type ReadValue = { bind: BindTerm } | { advice: string; unfinished: boolean };

const advise = (advice: string, unfinished = false): ReadValue => ({ advice, unfinished });

/** How well a name fits: 0 as written, 1 but for case and accents, 2 in its beginning, 3 anywhere; 4 not at all. */
function misfit({ name, folded }: Name, wanted: Name): number {
  if (name === wanted.name) return 0;
  if (folded === wanted.folded) return 1;
  if (folded.startsWith(wanted.folded)) return 2;
  return folded.includes(wanted.folded) ? 3 : 4;
}

interface Name {
  name: string;
  folded: string;
}

const nameOf = (name: string): Name => ({ name, folded: foldText(name) });

interface Kind<Thing> {
  called: string;
  among: (index: ContainerIndex) => readonly Thing[];
  /** The first is shown. */
  names: (thing: Thing) => readonly string[];
  holds: (fitting: ReadonlySet<Thing>) => RowTest;
}

/** More would not be read while typing. */
const MOST_NAMED = 3;

/**
 * Things with names of their own: `server:1.2.3.4` must not find 1.2.3.40 as well, and yet `server:1.2` is worth
 * something while one types. So the best fit wins: what is called so; where nothing is, what begins so; else what holds it.
 */
function named<Thing>({ called, among, names, holds }: Kind<Thing>) {
  // Folding 10,000 names for each of many terms would hold up the page; most filters ask for no uid and no address.
  const prepared = new WeakMap<ContainerIndex, readonly { thing: Thing; known: readonly Name[] }[]>();
  function thingsIn(index: ContainerIndex) {
    const things = prepared.get(index) ?? among(index).map((thing) => ({ thing, known: names(thing).map(nameOf) }));
    prepared.set(index, things);
    return things;
  }
  return (value: string): ReadValue => ({
    bind: (index) => {
      const wanted = nameOf(value);
      let best = 3;
      let fitting: Thing[] = [];
      for (const { thing, known } of thingsIn(index)) {
        const fit = Math.min(...known.map((name) => misfit(name, wanted)));
        if (fit > best) continue;
        if (fit < best) fitting = [];
        best = fit;
        fitting.push(thing);
      }
      const test = holds(new Set(fitting));
      if (fitting.length === 0) return { test, note: `No ${called} “${shownText(value)}”.` };
      if (best < 2) return { test };
      const shown = fitting.slice(0, MOST_NAMED).map((thing) => shownText(names(thing)[0] ?? ''));
      const more = fitting.length - shown.length;
      return {
        test,
        note: `No ${called} “${shownText(value)}”: taken as ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
      };
    },
  });
}

const holding =
  (textOf: (row: IndexedContainer) => string) =>
  (value: string): ReadValue => {
    const folded = foldText(value);
    return { bind: () => ({ test: (row) => textOf(row).includes(folded) }) };
  };

function oneOf(field: string, tests: Record<string, RowTest>) {
  const words = Object.keys(tests);
  return (value: string): ReadValue => {
    const word = value.toLowerCase();
    const test = Object.hasOwn(tests, word) ? tests[word] : undefined;
    if (test) return { bind: () => ({ test }) };
    return advise(
      `Write ${words.map((each) => `${field}:${each}`).join(' or ')}.`,
      words.some((each) => each.startsWith(word)),
    );
  };
}

type Bound = { ok: true; megabytes: number } | { ok: false; message: string };

/** A bound may be 0, which no size is. */
const boundOf = (text: string): Bound => (/^0+$/.test(text) ? { ok: true, megabytes: 0 } : parseMegabytes(text));

const COMPARISONS: Record<string, (size: number, bound: number) => boolean> = {
  '>': (size, bound) => size > bound,
  '>=': (size, bound) => size >= bound,
  '<': (size, bound) => size < bound,
  '<=': (size, bound) => size <= bound,
  '=': (size, bound) => size === bound,
};

/** Nobody has a container so small: whoever writes so small a number without a unit may mean GB. */
const SMALL_MEGABYTES = 100;

/** How a number without a unit is read, said when it may be meant otherwise. */
function noteOfSmall(term: string, text: string, megabytes: number): string | undefined {
  if (/[a-z]/i.test(text) || megabytes === 0 || megabytes >= SMALL_MEGABYTES) return undefined;
  return `${term} means ${formatMegabytes(megabytes)}. For GB write ${text}GB.`;
}

/** Digits and separators only: a unit, or the rest of the number, may follow. */
const couldGoOn = (text: string) => /^[\d., ]*$/.test(text);

function size(field: 'memory' | 'storage') {
  const within = (test: (size: number) => boolean, note: string | undefined): ReadValue => ({
    bind: () => ({ test: ({ container }) => test(container[field]), ...(note !== undefined && { note }) }),
  });

  function range(from: string, to: string): ReadValue {
    if (from === '' && to === '') return advise(`Write a size on either side, such as ${field}:1000..4000.`, true);
    const least = from === '' ? { ok: true as const, megabytes: 0 } : boundOf(from);
    const most = to === '' ? { ok: true as const, megabytes: Number.POSITIVE_INFINITY } : boundOf(to);
    if (!least.ok) return advise(least.message);
    if (!most.ok) return advise(most.message, couldGoOn(to));
    if (least.megabytes > most.megabytes) return advise('Write the smaller size first.', true);
    const note =
      noteOfSmall(`${field}:${from}..${to}`, to, to === '' ? 0 : most.megabytes) ??
      noteOfSmall(`${field}:${from}..${to}`, from, least.megabytes);
    return within((megabytes) => megabytes >= least.megabytes && megabytes <= most.megabytes, note);
  }

  return (value: string): ReadValue => {
    const plain = value.replace('≥', '>=').replace('≤', '<=');
    const [, sign = '', text = ''] = /^([<>]?=?) *([\s\S]*)$/.exec(plain) ?? [];
    const dots = text.indexOf('..');
    if (sign === '' && dots !== -1) return range(text.slice(0, dots).trim(), text.slice(dots + 2).trim());
    if (text === '') return advise(`Write a size right after it, such as ${field}:${sign}4GB.`, true);
    const bound = boundOf(text);
    if (!bound.ok) return advise(bound.message, couldGoOn(text));
    const compare = COMPARISONS[sign || '='];
    return within(
      (megabytes) => compare?.(megabytes, bound.megabytes) ?? false,
      noteOfSmall(`${field}:${sign}${text}`, text, bound.megabytes),
    );
  };
}

const hasNoTag: RowTest = ({ container }) => container.tags.length === 0;
export const isNotStarted: RowTest = ({ distro }) => distro === '';

/** Whether these are the words that the list shows in the place of a distro. */
export const saysNotStarted = (text: string) => foldText(text) === 'not started';

const readDistro = holding(({ distro }) => distro);
const readTag = named<string>({
  called: 'tag',
  among: ({ tags }) => tags,
  names: (tag) => [tag],
  holds:
    (fitting) =>
    ({ container }) =>
      container.tags.some((tag) => fitting.has(tag)),
});

/** The fields, in the order in which they are listed to a person. */
export const FIELDS = {
  tag: (value: string): ReadValue => {
    const read = readTag(value);
    if (foldText(value) !== 'none' || !('bind' in read)) return read;
    const isTag = ({ tags }: ContainerIndex) => tags.some((tag) => foldText(tag) === 'none');
    return {
      bind: (index) => (isTag(index) ? read.bind(index) : { test: hasNoTag, note: 'tag:none is taken as no:tag.' }),
    };
  },
  server: named({
    called: 'server',
    among: ({ servers }) => servers,
    names: ({ address, name }) => [address, name],
    holds: (fitting) => (row) => fitting.has(row.server),
  }),
  name: holding(({ name }) => name),
  uid: named<IndexedContainer>({
    called: 'UID',
    among: ({ rows }) => rows,
    names: ({ container }) => [String(container.uid)],
    holds: (fitting) => (row) => fitting.has(row),
  }),
  ip: named<IndexedContainer>({
    called: 'private IP',
    among: ({ rows }) => rows,
    names: ({ container }) => [container.ip],
    holds: (fitting) => (row) => fitting.has(row),
  }),
  hostname: holding(({ hostname }) => hostname),
  distro: (value: string): ReadValue =>
    saysNotStarted(value) ? { bind: () => ({ test: isNotStarted }) } : readDistro(value),
  memory: size('memory'),
  storage: size('storage'),
  is: oneOf('is', { shared: ({ shared }) => shared, spare: ({ container }) => isSpare(container) }),
  no: oneOf('no', { tag: hasNoTag, distro: isNotStarted }),
};

export type FilterField = keyof typeof FIELDS;
