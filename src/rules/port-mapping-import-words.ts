/** What an import says of itself. */
import type { MappingPlan, WantedOutcome } from './port-mapping-plans.ts';
import type { NewPortMapping } from './port-mappings.ts';
import { formatNumber } from './units.ts';
import { listInWords } from './words.ts';

const counted = (count: number, one: string, many: string) => `${formatNumber(count)} ${count === 1 ? one : many}`;

const OUTCOMES: Record<WantedOutcome['kind'], string> = {
  add: 'to add',
  unchanged: 'unchanged',
  repeated: 'repeated',
  conflict: 'in conflict',
};

/** `10 to add, 1 unchanged`, and nothing of what there is none of. */
function outcomesInWords(outcomes: readonly WantedOutcome[]): string[] {
  const counts = new Map<WantedOutcome['kind'], number>();
  for (const { kind } of outcomes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = ['add', 'unchanged', 'repeated', 'conflict'] as const;
  return kinds.flatMap((kind) =>
    counts.has(kind) ? [`${formatNumber(counts.get(kind) ?? 0)} ${OUTCOMES[kind]}`] : [],
  );
}

/**
 * `12 lines: 10 to add, 1 unchanged, 1 error`; lines that come to several mappings are counted as both, and what is no text
 * by its mappings only.
 */
export function importInWords(read: {
  lines?: number | undefined;
  /** How many mappings are wanted. */
  mappings: number;
  errors: number;
  questions: number;
  outcomes: readonly WantedOutcome[];
  /** How many mappings go, for those that are wanted or because they are not. */
  deletions?: number;
}): string {
  const { lines, mappings, errors, questions, outcomes, deletions = 0 } = read;
  const isOneEach = lines !== undefined && mappings === lines - errors - questions;
  const what = [
    ...(lines === undefined ? [] : [counted(lines, 'line', 'lines')]),
    ...(isOneEach ? [] : [counted(mappings, 'mapping', 'mappings')]),
  ];
  const parts = [
    ...outcomesInWords(outcomes),
    ...(deletions > 0 ? [`${formatNumber(deletions)} to delete`] : []),
    ...(questions > 0 ? [counted(questions, 'question', 'questions')] : []),
    ...(errors > 0 ? [counted(errors, 'error', 'errors')] : []),
  ];
  return parts.length > 0 ? `${what.join(', ')}: ${parts.join(', ')}` : what.join(', ');
}

/** `11 TCP mappings, 8000 → 9000 to 8010 → 9010`; `1 UDP mapping, 8000 → 9000`. */
export function rangeInWords(rows: readonly NewPortMapping[]): string {
  const protocols = [...new Set(rows.map(({ proto }) => proto.toUpperCase()))];
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return '';
  const ends = ({ public_port, private_port }: NewPortMapping) => `${public_port} → ${private_port}`;
  const what = `${formatNumber(rows.length)} ${listInWords(protocols)} ${rows.length === 1 ? 'mapping' : 'mappings'}`;
  return first.public_port === last.public_port
    ? `${what}, ${ends(first)}`
    : `${what}, ${ends(first)} to ${ends(last)}`;
}

/** What of a list is not in its plan. */
interface LeftOut {
  unit: 'line' | 'mapping';
  errors: number;
  questions: number;
  conflicts: number;
}

function leftOutParts({ unit, errors, questions, conflicts }: LeftOut): string[] {
  return [
    ...(errors > 0 ? [counted(errors, `${unit} could not be read`, `${unit}s could not be read`)] : []),
    ...(questions > 0 ? [counted(questions, `${unit} waits for an answer`, `${unit}s wait for an answer`)] : []),
    ...(conflicts > 0 ? [counted(conflicts, 'mapping is in conflict', 'mappings are in conflict')] : []),
  ];
}

/** `4 lines could not be read and 1 mapping is in conflict: left out.`; empty when all of a list is in its plan. */
export function leftOutInWords(facts: LeftOut): string {
  const parts = leftOutParts(facts);
  return parts.length === 0 ? '' : `${listInWords(parts)}: left out.`;
}

/** Why nothing may be deleted for a list: what a line, or a mapping, of it meant would go too. Undefined when it may. */
export function whyNotExactly({
  unreadable,
  ...facts
}: LeftOut & {
  /** Rows of the table that could not be read. */
  unreadable: number;
}): string | undefined {
  const open = leftOutParts(facts);
  if (open.length > 0) return `${listInWords(open)}: what is meant there would be deleted.`;
  if (unreadable === 0) return undefined;
  return `${counted(unreadable, 'row', 'rows')} of the table could not be read: nothing is deleted beside it.`;
}

/** How many of what is wanted cannot be. */
export function countConflicts({ outcomes }: Pick<MappingPlan, 'outcomes'>): number {
  return outcomes.reduce((sum, { kind }) => (kind === 'conflict' ? sum + 1 : sum), 0);
}

/** What applying comes to. `labels`: on how many mappings a label or a note is set. */
interface Changes {
  add: number;
  remove: number;
  labels?: number;
}

/** `Adds 11, deletes 1 and sets 3 labels.`; `Nothing to change.` Labels alone are said to be sent to nobody. */
export function writesInWords({ add, remove, labels = 0 }: Changes): string {
  const sets = `sets ${counted(labels, 'label', 'labels')}`;
  if (add + remove === 0 && labels > 0) {
    return `Changes no mapping and ${sets}: in this browser, nothing is sent to the API.`;
  }
  const parts = [
    ...(add > 0 ? [`adds ${formatNumber(add)}`] : []),
    ...(remove > 0 ? [`deletes ${formatNumber(remove)}`] : []),
    ...(labels > 0 ? [sets] : []),
  ];
  if (parts.length === 0) return 'Nothing to change.';
  const text = listInWords(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** `Apply 12 changes`, `Apply 3 labels`; without a number while there are none. */
export function applyLabel({ add, remove, labels = 0 }: Changes): string {
  if (add + remove === 0 && labels > 0) return `Apply ${counted(labels, 'label', 'labels')}`;
  return add + remove === 0 ? 'Apply changes' : `Apply ${counted(add + remove, 'change', 'changes')}`;
}
