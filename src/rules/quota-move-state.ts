/** What a list shows of a move of quota: whether it may begin, how far it came, and who waits to get theirs back. */
import type { Container } from '../api/schemas.ts';
import type { CapacitySources } from './capacity.ts';
import { nameAndUid } from './containers.ts';
import { type QuotaMove, type Resized, rebootedBy } from './quota-moves.ts';
import { resizedMeanwhileInWords } from './quota-moves-words.ts';
import { RESOURCES, type Sizes, shortageOf } from './quota-shortages.ts';
import { formatMegabytes } from './units.ts';

const shows = (container: Container, sizes: Sizes) =>
  RESOURCES.every((resource) => sizes[resource] === undefined || Math.trunc(container[resource]) === sizes[resource]);

export interface MoveState {
  /** By uid: still (or again) as before, shrunk for the move, or resized by somebody otherwise; gone when not listed. */
  donors: Record<number, 'whole' | 'shrunk' | 'changed' | 'gone'>;
  /** Whether what the room was for is there. */
  isReached: boolean;
}

/** What the list shows of a move. `beforeUids`: those of the list before it began, so that a new container is told. */
export function stateOfMove(
  { address, donors, target }: QuotaMove,
  containers: readonly Container[],
  beforeUids: readonly number[],
): MoveState {
  const here = containers.filter((container) => container.server_address === address);
  const stateOf = ({ uid, from, to }: Resized) => {
    const container = here.find((one) => one.uid === uid);
    if (!container) return 'gone';
    if (shows(container, to)) return 'shrunk';
    return shows(container, from) ? 'whole' : 'changed';
  };
  const before = new Set(beforeUids);
  const isTarget = (container: Container) =>
    target.kind === 'grow'
      ? container.uid === target.uid && shows(container, target.to)
      : !before.has(container.uid) && container.name === target.name && shows(container, target.to);
  return {
    donors: Object.fromEntries(donors.map((donor) => [donor.uid, stateOf(donor)])),
    isReached: here.some(isTarget),
  };
}

/** The donors that wait to get theirs back: shrunk for something that is not there. */
export function owedBy(move: QuotaMove, containers: readonly Container[], beforeUids: readonly number[]): Resized[] {
  const state = stateOfMove(move, containers, beforeUids);
  return state.isReached ? [] : move.donors.filter(({ uid }) => state.donors[uid] === 'shrunk');
}

/** After this a write that was ever going to take effect has, also that of a page which is gone, in ms. */
const SETTLED_AFTER_MS = 60_000;

/**
 * Whether a kept move has ended: what the room was for is there, or nobody waits to get theirs back any more. A list that
 * was read soon after the start does not tell the second, because a write may still be on its way.
 */
export function isOver(
  { move, beforeUids, startedAt }: { move: QuotaMove; beforeUids: readonly number[]; startedAt: number },
  { containers, readAt }: { containers: readonly Container[]; readAt: number },
): boolean {
  if (stateOfMove(move, containers, beforeUids).isReached) return true;
  return readAt - startedAt > SETTLED_AFTER_MS && owedBy(move, containers, beforeUids).length === 0;
}

/**
 * Why a move may not begin, by a fresh list: a container was resized meanwhile, or the declared total would be exceeded
 * although all that is to be taken is. Undefined when it may.
 */
export function objectionToMove(
  move: QuotaMove,
  { containers, sources }: { containers: readonly Container[]; sources: CapacitySources },
): string | undefined {
  const { address, donors, target } = move;
  for (const one of rebootedBy(move)) {
    const now = containers.find(({ uid, server_address }) => uid === one.uid && server_address === address);
    if (!now) return `${nameAndUid(one)} is no longer on this server.`;
    if (!shows(now, one.from)) return resizedMeanwhileInWords(one, now);
  }
  const growing = target.kind === 'grow' ? target.uid : undefined;
  const afterwards = containers.map((container) => {
    const donor = donors.find(({ uid }) => uid === container.uid);
    return donor ? { ...container, ...donor.to } : container;
  });
  for (const resource of RESOURCES) {
    const wanted = { [resource]: target.to[resource] };
    const short = shortageOf({
      address,
      containers: afterwards,
      sources: { ...sources, learned: undefined },
      wanted,
      growing,
    })[resource];
    if (short)
      return `There is less free than before: ${formatMegabytes(short.least)} of ${resource} would still be short.`;
  }
  return undefined;
}
