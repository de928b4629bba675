/** From what the forms of an import say to rows: containers looked up, ranges port by port. */
import type { InSteps } from './in-steps.ts';
import type { ContainerFinder } from './port-mapping-imports-containers.ts';
import { quoted, type Reading, type SaidMapping } from './port-mapping-imports-said.ts';
import { checkLabel } from './port-mapping-labels.ts';
import { rowsOfSpan } from './port-mapping-ranges.ts';
import type { NewPortMapping } from './port-mappings.ts';
import { pairSpans, sizeOfSpan } from './port-spans.ts';
import { formatNumber } from './units.ts';

/** A mapping as read. Its ports are 1 to 65535: what the server does not allow is for the plan to say. */
export interface ImportedMapping extends NewPortMapping {
  label?: string;
  note?: string;
}

/** What a record came to: exactly one of rows, an error, a question, or what it is about. */
export interface Outcome {
  rows: readonly ImportedMapping[];
  error?: string;
  question?: { name: string; candidates: readonly number[] };
  about?: string;
}

/** Both protocols of every port. */
const MOST_ROWS_A_RECORD = 131_070;
/** Twice what a server can have (129,016): whatever is pasted fits into memory. */
const MOST_ROWS = 262_144;

const NONE: readonly ImportedMapping[] = [];
/** So many keys that nobody knows are named. */
const MOST_KEYS = 20;
const MAPPINGS_A_STEP = 1000;

function rowsOf(said: SaidMapping, uid: number): ImportedMapping[] | { error: string } {
  const { publicPorts, privatePorts, protocols, label = '', note = '' } = said;
  const problems = label || note ? checkLabel({ label, note }) : {};
  const problem = problems.label ?? problems.note;
  if (problem !== undefined) return { error: problem };
  const pair = pairSpans(publicPorts, privatePorts);
  if ('error' in pair) return pair;
  const rows: ImportedMapping[] = rowsOfSpan(publicPorts, { first: pair.first, protocols, uid });
  for (const row of rows) {
    if (label) row.label = label;
    if (note) row.note = note;
  }
  return rows;
}

/** Resolves the records of one import, and keeps count of their rows. */
export class RowResolver {
  private rows = 0;
  /** Keys of JSON that nobody knows. */
  private readonly unused = new Set<string>();
  private readonly said = new Set<string>();
  private readonly finder: ContainerFinder;

  constructor(finder: ContainerFinder) {
    this.finder = finder;
  }

  /** All mappings of a record become rows, or none of them does. */
  *resolve(reading: Reading): InSteps<Outcome> {
    if ('error' in reading) return { rows: NONE, error: reading.error };
    if ('about' in reading) return this.resolveAbout(reading);
    const outcome = yield* this.resolveMappings(reading.mappings);
    this.rows += outcome.rows.length;
    if (outcome.rows.length > 0) for (const said of reading.mappings) this.noteUnused(said);
    return outcome;
  }

  private resolveAbout({ about, hints = [] }: { about: string; hints?: readonly string[] }): Outcome {
    for (const hint of hints) this.said.add(hint);
    return { rows: NONE, about };
  }

  private noteUnused({ unused = [] }: SaidMapping) {
    for (const key of unused) this.unused.add(key);
  }

  private *resolveMappings(mappings: readonly SaidMapping[]): InSteps<Outcome> {
    const error = this.whyTooMany(mappings);
    if (error !== undefined) return { rows: NONE, error };
    const rows: ImportedMapping[] = [];
    let question: Outcome['question'];
    for (const [place, said] of mappings.entries()) {
      if (place % MAPPINGS_A_STEP === MAPPINGS_A_STEP - 1) yield;
      const found = said.owner ? this.finder.findOwner(said.owner) : this.finder.find(said.container);
      if ('error' in found) return { rows: NONE, error: found.error };
      if ('question' in found) question ??= found.question;
      const more = rowsOf(said, 'uid' in found ? found.uid : 0);
      if ('error' in more) return { rows: NONE, error: more.error };
      for (const row of more) rows.push(row);
    }
    return question ? { rows: NONE, question } : { rows };
  }

  /** What of the text was not used, and what it does not say, as sentences. */
  get hints(): readonly string[] {
    if (this.unused.size === 0) return [...this.said];
    const names = [...this.unused].slice(0, MOST_KEYS).map(quoted).join(', ');
    const left = this.unused.size - MOST_KEYS;
    return [...this.said, `Keys not used: ${names}${left > 0 ? ` and ${formatNumber(left)} more` : ''}.`];
  }

  private whyTooMany(mappings: readonly SaidMapping[]): string | undefined {
    const count = mappings.reduce((sum, said) => sum + said.protocols.length * sizeOfSpan(said.publicPorts), 0);
    if (count > MOST_ROWS_A_RECORD) {
      return `These are ${formatNumber(count)} mappings, more than a server can have. Import fewer.`;
    }
    if (this.rows + count <= MOST_ROWS) return undefined;
    return `With the lines above these are over ${formatNumber(MOST_ROWS)} mappings, more than a server can have. Import fewer at once.`;
  }
}
