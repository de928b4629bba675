/** The words of the dialog that moves memory or storage: apart, because only it needs them, and it is loaded when it opens. */
import { nameAndUid, nameOfContainer } from './containers.ts';
import { type MoveStep, type QuotaMove, type Resized, rebootedBy } from './quota-moves.ts';
import { resizeInWords, sizesInWords } from './quota-moves-words.ts';
import { RESOURCES, type Shortage, type Sizes, shortOf } from './quota-shortages.ts';
import { shownText } from './shown-text.ts';
import { formatMegabytes } from './units.ts';
import { listInWords } from './words.ts';

/** What is short: `1,000 MB of memory`. */
export function shortageInWords(shortage: Shortage): string {
  return sizesInWords(
    Object.fromEntries(shortOf(shortage).map((resource) => [resource, shortage[resource]?.megabytes])),
  );
}

const isGrowth = ({ from, to }: Resized) => RESOURCES.every((resource) => (to[resource] ?? 0) >= (from[resource] ?? 0));

function verbOf(step: Exclude<MoveStep, { kind: 'create' }>): string {
  if (step.kind === 'shrink') return 'Shrink';
  return isGrowth(step) ? 'Grow' : 'Resize';
}

/** A step of the plan, with what it reboots. */
export function stepInWords(step: MoveStep): string {
  if (step.kind === 'create') return `Create ${shownText(step.name)} with ${sizesInWords(step.to)}.`;
  return `${verbOf(step)} ${nameAndUid(step)} ${resizeInWords(step)}. It reboots.`;
}

/** What a move of these containers reboots, as a sentence. */
export function rebootsInWords(rebooted: readonly Resized[]): string {
  const count = rebooted.length === 1 ? 'One container reboots' : `${rebooted.length} containers reboot`;
  return `${count}: ${listInWords(rebooted.map(nameAndUid))}.`;
}

function takenFrom(donor: Resized): string {
  const changed = RESOURCES.filter((resource) => donor.to[resource] !== undefined);
  const taken: Sizes = Object.fromEntries(
    changed.map((resource) => [resource, (donor.from[resource] ?? 0) - (donor.to[resource] ?? 0)]),
  );
  const [only] = changed;
  const now = changed.length === 1 && only ? formatMegabytes(donor.to[only] ?? 0) : sizesInWords(donor.to);
  return `${sizesInWords(taken)} from ${nameOfContainer(donor)} (now ${now})`;
}

/** What was taken from whom and what that reboots (api.md §3): `Took 1,000 MB of memory from batch (now 5,000 MB). batch reboots.` */
export function takenInWords(move: QuotaMove): string {
  const rebooted = rebootedBy(move);
  const names = listInWords(rebooted.map(nameOfContainer));
  return `Took ${listInWords(move.donors.map(takenFrom))}. ${names} ${rebooted.length === 1 ? 'reboots' : 'reboot'}.`;
}

/** What a move that is done is for: `logs has 3,000 MB of memory now`, `Made room for lerna`. */
export function doneInWords({ target }: QuotaMove): string {
  return target.kind === 'grow'
    ? `${nameOfContainer(target)} has ${sizesInWords(target.to)} now`
    : `Made room for ${shownText(target.name)}`;
}
