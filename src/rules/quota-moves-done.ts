/** What a move of memory or storage did, in words: apart, because only the dialog that moves needs them. */
import { nameOfContainer } from './containers.ts';
import { type QuotaMove, type Resized, rebootedBy } from './quota-moves.ts';
import { listInWords, sizesInWords } from './quota-moves-words.ts';
import { RESOURCES, type Sizes } from './quota-shortages.ts';
import { shownText } from './shown-text.ts';
import { formatMegabytes } from './units.ts';

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
