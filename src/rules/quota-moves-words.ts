/** A move of memory or storage in words: what stopped it, and what became of it. Its plan is in quota-moves-plan-words.ts. */
import type { Totals } from './capacity.ts';
import { FIELD_WORDS } from './container-changes.ts';
import { nameAndUid } from './containers.ts';
import type { QuotaMove, Resized } from './quota-moves.ts';
import { RESOURCES, type Sizes } from './quota-shortages.ts';
import { shownText } from './shown-text.ts';
import type { EditConflict } from './stale-edits.ts';
import { formatMegabytes, formatNumber } from './units.ts';
import { listInWords } from './words.ts';

/** `2,000 MB of memory and 100,000 MB of storage`. */
export function sizesInWords(sizes: Sizes): string {
  return listInWords(
    RESOURCES.flatMap((resource) => {
      const megabytes = sizes[resource];
      return megabytes === undefined ? [] : [`${formatMegabytes(megabytes)} of ${resource}`];
    }),
  );
}

/** `from 4,000 to 2,000 MB of memory`. */
export function resizeInWords({ from, to }: Pick<Resized, 'from' | 'to'>): string {
  return listInWords(
    RESOURCES.flatMap((resource) => {
      const [before, after] = [from[resource], to[resource]];
      return before === undefined || after === undefined
        ? []
        : [`from ${formatNumber(before)} to ${formatMegabytes(after)} of ${resource}`];
    }),
  );
}

/** The donors as the subject of a sentence, each with its figures: `medusa (30002) was shrunk from … to …`. */
export function shrunkInWords(donors: readonly Resized[]): string {
  return listInWords(donors.map((donor) => `${nameAndUid(donor)} was shrunk ${resizeInWords(donor)}`));
}

/** Why nothing is sent to a container that shows (`now`) another size than the one that its step starts from. */
export function resizedMeanwhileInWords(one: Resized, now: Totals): string {
  const keys = RESOURCES.filter((resource) => one.from[resource] !== undefined);
  const has = sizesInWords(Object.fromEntries(keys.map((resource) => [resource, now[resource]])));
  return `${nameAndUid(one)} was resized meanwhile: it has ${has}, not ${sizesInWords(one.from)}.`;
}

const OTHERS_TOOK_IT = 'Containers of other customers may have taken the room.';

/** Why a container does not have the size that it was to get. `others`: it grows, and somebody else may have the room. */
export function whyNotResized(
  one: Resized,
  failed:
    | { verdict: 'conflict'; conflicts: readonly EditConflict[] }
    | { verdict: 'cannot-tell' }
    | { verdict: 'not-sent' | 'not-done'; message: string },
  { others = false }: { others?: boolean } = {},
): string {
  switch (failed.verdict) {
    case 'conflict': {
      const now = failed.conflicts.map(({ key, theirs }) => `${FIELD_WORDS[key]} ${formatMegabytes(Number(theirs))}`);
      return `${nameAndUid(one)} was resized meanwhile (${listInWords(now)}): nothing was sent to it.`;
    }
    case 'cannot-tell': {
      const what = `No readable answer came for ${nameAndUid(one)}, and it does not show ${sizesInWords(one.to)}.`;
      return others ? `${what} ${OTHERS_TOOK_IT}` : what;
    }
    default:
      return failed.message;
  }
}

/** A donor that did not get its own back; `why` as {@link whyNotResized} says it. */
export function notGivenBackInWords(donor: Resized, why: string): string {
  return `${nameAndUid(donor)} did not get its ${sizesInWords(donor.from)} back. ${why}`;
}

/** `donors` have theirs again; `left` were resized by somebody else and are left alone. */
export function givenBackInWords({ donors, left }: { donors: readonly Resized[]; left: readonly Resized[] }): string {
  const back = donors.map((donor) => `${nameAndUid(donor)} has ${sizesInWords(donor.from)} again.`);
  const others = left.map((donor) => `${nameAndUid(donor)} was resized meanwhile and is left as it is.`);
  return [...back, ...others].join(' ');
}

/** Why a move must wait: one of before has shrunk these for nothing. */
export function owedBeforeInWords(owed: readonly Resized[], { target }: QuotaMove): string {
  return `${shrunkInWords(owed)} for ${shownText(target.name)} before. Give it back or leave it first.`;
}

/** Why a move for a new container must wait: it is not known what became of the creation of `name`. */
export function undecidedInWords(name: string): string {
  return `It is not known yet whether ${shownText(name)} was created. Decide about it first.`;
}

/** What is kept of a move whose creation nobody can tell of. */
export function keptForUnknownInWords(name: string): string {
  return `No answer told what became of ${shownText(name)}, so nothing was given back by itself.`;
}

/** Why a creation came to nothing, where the creation itself has no words for it. */
export const NOT_CREATED = {
  sent: 'It was not created.',
  earlier: 'A creation of before was found, so nothing was created now.',
} as const;

/** Nothing was sent because the list could not be read; `why` is its sentence. */
export const unreadBeforeMove = (why: string) => `The list could not be read, so nothing was sent. ${why}`;

/** Nothing was given back because the list could not be read; `why` is its sentence. */
export const unreadBeforeGivingBack = (why: string) => `Nothing was given back: the list could not be read. ${why}`;

const PROGRESS = {
  reading: () => 'Reading the list before…',
  shrinking: (name: string) => `Shrinking ${name}…`,
  growing: (name: string) => `Growing ${name}…`,
  creating: (name: string) => `Creating ${shownText(name)}…`,
  'giving-back': (name: string) => `Giving back to ${name}…`,
};

/** What is being done for a move, and to whom. */
export interface MoveProgress {
  kind: keyof typeof PROGRESS;
  name: string;
}

/** What the panel is doing for a move right now, as a live line. */
export function progressInWords({ kind, name }: MoveProgress): string {
  return PROGRESS[kind](name);
}
