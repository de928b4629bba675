/**
 * Taking memory or storage from one container for another on a full server: the plan, and the order of the writes in
 * which the server is never oversold (design.md §1.4). All sizes are whole MB.
 */
import type { Resource, Totals } from './capacity.ts';
import { nameAndUid } from './containers.ts';
import { type Donor, LEAST, RESOURCES, type Shortage, type Sizes, shortOf } from './quota-shortages.ts';
import { formatMegabytes } from './units.ts';

/** A container whose sizes change; both hold the same keys. */
export interface Resized {
  uid: number;
  name: string;
  from: Sizes;
  to: Sizes;
}

/** What the room is for. */
export type MoveTarget = { kind: 'create'; name: string; to: Totals } | ({ kind: 'grow' } & Resized);

/** Room that goes from containers of one server to another container there. */
export interface QuotaMove {
  address: string;
  donors: Resized[];
  target: MoveTarget;
}

/** One write of a move. */
export type MoveStep = ({ kind: 'shrink' | 'grow' } & Resized) | { kind: 'create'; name: string; to: Totals };

/** What is taken from one container. */
export interface Donation extends Sizes {
  uid: number;
}

export type PlannedMove =
  | { ok: true; move: QuotaMove }
  /** `uid` and `resource`: whose amount it is about, when it is about one. */
  | { ok: false; message: string; uid?: number; resource?: Resource };

function resizedBy(donor: Donor, { uid, ...taken }: Donation): Resized {
  const keys = RESOURCES.filter((resource) => (taken[resource] ?? 0) > 0);
  const from = Object.fromEntries(keys.map((key) => [key, donor.container[key]]));
  const to = Object.fromEntries(keys.map((key) => [key, donor.container[key] - (taken[key] ?? 0)]));
  return { uid, name: donor.container.name, from, to };
}

/** The move that takes these amounts, or why it cannot be made. */
export function planMove(options: {
  address: string;
  donors: readonly Donor[];
  shortage: Shortage;
  donations: readonly Donation[];
  target: MoveTarget;
}): PlannedMove {
  const { address, donors, shortage, donations, target } = options;
  const resized: Resized[] = [];
  for (const donation of donations) {
    const { uid } = donation;
    const donor = donors.find(({ container }) => container.uid === uid);
    if (!donor) return { ok: false, message: `${uid} is no longer on this server. Choose another container.`, uid };
    for (const resource of RESOURCES) {
      const taken = donation[resource] ?? 0;
      const most = donor.gives[resource];
      if (!Number.isInteger(taken) || taken < 0) return { ok: false, message: 'Enter whole megabytes.', uid, resource };
      if (taken <= most) continue;
      const message = `Take at most ${formatMegabytes(most)} of ${resource} from ${nameAndUid(donor.container)}: it must keep ${formatMegabytes(LEAST)}.`;
      return { ok: false, message, uid, resource };
    }
    const change = resizedBy(donor, donation);
    if (Object.keys(change.to).length > 0) resized.push(change);
  }
  for (const resource of shortOf(shortage)) {
    const least = shortage[resource]?.least ?? 0;
    const taken = donations.reduce((sum, donation) => sum + (donation[resource] ?? 0), 0);
    if (taken < least) {
      return {
        ok: false,
        message: `Take at least ${formatMegabytes(least)} of ${resource}: it is ${formatMegabytes(least - taken)} short.`,
        resource,
      };
    }
  }
  if (resized.length === 0) return { ok: false, message: 'Choose a container to take from.' };
  return { ok: true, move: { address, donors: resized, target } };
}

/** The writes of a move in their order: nothing is given before all of it is free. */
export function stepsOf({ donors, target }: QuotaMove): MoveStep[] {
  const shrinks = donors.map((donor): MoveStep => ({ kind: 'shrink', ...donor }));
  return [...shrinks, target];
}

/** The way back for a donor. */
export function undoOf({ uid, name, from, to }: Resized): Resized {
  return { uid, name, from: to, to: from };
}

/** The containers that a move reboots (api.md §3): all but a new one. */
export function rebootedBy(move: QuotaMove): Resized[] {
  return move.target.kind === 'grow' ? [...move.donors, move.target] : move.donors;
}
