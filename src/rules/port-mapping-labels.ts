/** What a customer calls a mapping and notes on it. The API has no place for either (api.md §4). */
import type { NewPortMapping, Protocol } from '../api/schemas.ts';
import { formatNumber } from './units.ts';

export interface MappingLabel {
  /** One line; may be empty. */
  label: string;
  note: string;
}

/** What is known of a mapping without a label and a note. */
export const NO_LABEL: MappingLabel = { label: '', note: '' };

/** In UTF-16 units, as an input counts them. */
export const LONGEST_LABEL = 60;
export const LONGEST_NOTE = 500;

type Labelled = Pick<NewPortMapping, 'proto' | 'public_port' | 'container'>;

/** What a label belongs to: it stays with a mapping that is deleted and created again, and when only its private port changes. */
export function labelKey({ proto, public_port, container }: Labelled): string {
  return `${proto} ${public_port} ${container}`;
}

/** The texts as they are kept: without spaces around them, the label in one line. */
export function tidyLabel({ label, note }: MappingLabel): MappingLabel {
  return { label: label.trim().replace(/\s+/g, ' '), note: note.trim() };
}

/** Whether there is nothing to keep. */
export function isEmptyLabel({ label, note }: MappingLabel): boolean {
  return label.trim() === '' && note.trim() === '';
}

/** Whether two would be kept as the same. */
export function isSameLabel(one: MappingLabel, other: MappingLabel): boolean {
  const [tidyOne, tidyOther] = [tidyLabel(one), tidyLabel(other)];
  return tidyOne.label === tidyOther.label && tidyOne.note === tidyOther.note;
}

/** What speaks against keeping the texts, a sentence a field. */
export function checkLabel(texts: MappingLabel): { label?: string; note?: string } {
  const { label, note } = tidyLabel(texts);
  const errors: { label?: string; note?: string } = {};
  if (label.length > LONGEST_LABEL) errors.label = tooLong('Label', label, LONGEST_LABEL);
  if (note.length > LONGEST_NOTE) errors.note = tooLong('Note', note, LONGEST_NOTE);
  return errors;
}

const tooLong = (what: string, text: string, longest: number) =>
  `${what} is ${formatNumber(text.length)} characters long. Keep it to ${longest}.`;

/** The labels with the changes; an empty one is forgotten. */
export function withLabelChanges(
  labels: ReadonlyMap<string, MappingLabel>,
  changes: ReadonlyMap<string, MappingLabel>,
): Map<string, MappingLabel> {
  const next = new Map(labels);
  for (const [key, change] of changes) {
    if (isEmptyLabel(change)) next.delete(key);
    else next.set(key, tidyLabel(change));
  }
  return next;
}

/**
 * Moves what `from` has to `to`, as an edit of a mapping does. What a mapping deleted earlier had left at `to` is
 * replaced, also by nothing: it was about another one. Empty when the two are the same.
 */
export function labelMove(
  labels: ReadonlyMap<string, MappingLabel>,
  from: Labelled,
  to: Labelled,
): Map<string, MappingLabel> {
  const [fromKey, toKey] = [labelKey(from), labelKey(to)];
  if (fromKey === toKey || !(labels.has(fromKey) || labels.has(toKey))) return new Map();
  return new Map([
    [fromKey, NO_LABEL],
    [toKey, labels.get(fromKey) ?? NO_LABEL],
  ]);
}

/** Labels are stored in parts of at most this many public ports, so that a change of one writes little. */
const PORTS_A_PART = 1024;

/** Which part of the storage a label is in. */
export function partOfLabel(key: string): number {
  return Math.floor(Number(key.split(' ')[1]) / PORTS_A_PART);
}

/** By container uid, then `tcp9000`: the label alone, or label and note. As short as it can be said in JSON. */
type StoredPart = Record<string, Record<string, string | [string, string]>>;

/** One part as it is stored. */
export function storedTextOf(labels: ReadonlyMap<string, MappingLabel>): string {
  const part: StoredPart = {};
  for (const [key, { label, note }] of labels) {
    const [proto, port, container] = key.split(' ') as [Protocol, string, string];
    part[container] ??= {};
    part[container][`${proto}${port}`] = note === '' ? label : [label, note];
  }
  return JSON.stringify(part);
}

/** A stored part as labels. What the panel did not write, because somebody edited it by hand, is left out. */
export function readStoredText(text: string): Map<string, MappingLabel> {
  const labels = new Map<string, MappingLabel>();
  for (const [container, entries] of entriesOf(parsed(text))) {
    if (!/^\d{1,15}$/.test(container)) continue;
    for (const [end, value] of entriesOf(entries)) {
      const [, proto, port] = /^(tcp|udp)(\d{1,5})$/.exec(end) ?? [];
      const label = labelOfStored(value);
      if (proto && port && label) labels.set(`${proto} ${port} ${container}`, label);
    }
  }
  return labels;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

function labelOfStored(value: unknown): MappingLabel | undefined {
  const [label, note] = Array.isArray(value) ? value : [value, ''];
  if (typeof label !== 'string' || typeof note !== 'string') return undefined;
  const texts = tidyLabel({ label, note });
  const isKept = !isEmptyLabel(texts) && Object.keys(checkLabel(texts)).length === 0;
  return isKept ? texts : undefined;
}
