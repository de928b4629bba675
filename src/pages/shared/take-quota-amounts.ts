import type { Resource } from '../../rules/capacity.ts';
import { type Donation, type MoveTarget, type PlannedMove, planMove } from '../../rules/quota-moves.ts';
import { type Donor, type Shortage, shortOf } from '../../rules/quota-shortages.ts';
import { formatSize, parseMegabytes } from '../../rules/units.ts';

/** What is typed of one donor, by resource; nothing typed takes nothing. */
export type AmountTexts = Partial<Record<Resource, string>>;

/** The donors that are chosen, in the order in which they were, with what is typed of each. */
export type Choice = readonly { uid: number; texts: AmountTexts }[];

function read(text: string | undefined) {
  return text === undefined || text.trim() === '' || text.trim() === '0'
    ? { ok: true as const, megabytes: 0 }
    : parseMegabytes(text);
}

/** What to take of a donor unless the person wants it otherwise: what the others leave short, as far as it can give it. */
export function defaultTexts(donor: Donor, shortage: Shortage, others: Choice): AmountTexts {
  const entries = shortOf(shortage).map((resource) => {
    const taken = others.reduce((sum, { texts }) => {
      const parsed = read(texts[resource]);
      return sum + (parsed.ok ? parsed.megabytes : 0);
    }, 0);
    const missing = Math.max(0, (shortage[resource]?.megabytes ?? 0) - taken);
    const megabytes = Math.min(donor.gives[resource], missing);
    return [resource, megabytes === 0 ? '0' : formatSize(megabytes)];
  });
  return Object.fromEntries(entries);
}

/** The move that is chosen, or what is wrong with an amount. */
export function readChoice(options: {
  address: string;
  donors: readonly Donor[];
  shortage: Shortage;
  choice: Choice;
  target: MoveTarget;
}): PlannedMove {
  const donations: Donation[] = [];
  for (const { uid, texts } of options.choice) {
    const donation: Donation = { uid };
    for (const resource of shortOf(options.shortage)) {
      const parsed = read(texts[resource]);
      if (!parsed.ok) return { ok: false, message: parsed.message, uid, resource };
      donation[resource] = parsed.megabytes;
    }
    donations.push(donation);
  }
  if (donations.length === 0) return { ok: false, message: 'Choose a container to take from.' };
  return planMove({ ...options, donations });
}
