/**
 * Taking memory or storage from one container for another on a full server: what is short, who can give it, and the
 * order of the writes in which the server is never oversold (design.md §1.4). All sizes are whole MB.
 */
import type { Container, ContainerChange } from '../api/schemas.ts';
import { type CapacitySources, gaugeInputsOf, gaugeOf, type Resource, type Totals } from './capacity.ts';
import { isSpare, nameAndUid, SPARE_NAME } from './containers.ts';
import { warnRequest } from './size-requests.ts';
import { formatMegabytes } from './units.ts';

export const RESOURCES: readonly Resource[] = ['memory', 'storage'];

/** Sizes of one or both resources. */
export type Sizes = Partial<Totals>;

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

/** The least that the API lets a container have, in MB. */
const LEAST = 1;

export interface Short {
  /** What to free unless the person wants it otherwise. */
  megabytes: number;
  /** With less than this freed it is sure not to fit. */
  least: number;
  /** Whose word it is: that of a declared total, or a refusal by the API, which does not say how much is missing. */
  from: 'total' | 'refusal';
}

/** What is missing of each resource; none when all fits. */
export type Shortage = Partial<Record<Resource, Short>>;

/** The keys of a shortage. */
export const shortOf = (shortage: Shortage): Resource[] => RESOURCES.filter((resource) => shortage[resource]);

/**
 * What a server has not free of the sizes that are wanted, by its declared totals. Where the API has refused as much as
 * this, nobody knows how much is missing: all that is asked for is what to free then (api.md §3: others' containers count).
 */
export function shortageOf(options: {
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  wanted: Sizes;
  /** The uid of the container that is to grow. */
  growing?: number | undefined;
}): Shortage {
  const { wanted, growing, ...server } = options;
  const shortage: Shortage = {};
  for (const resource of RESOURCES) {
    const megabytes = wanted[resource];
    if (megabytes === undefined) continue;
    const asked = { name: '', megabytes };
    const inputs = gaugeInputsOf({ ...server, resource, asked, replacing: growing });
    const own = inputs.slices.find(({ uid }) => uid === growing)?.megabytes ?? 0;
    if (megabytes <= own) continue;
    const least = gaugeOf(inputs).overBy ?? 0;
    const isRefused = warnRequest({ ...inputs, megabytes, refused: inputs.refused }) !== undefined;
    if (isRefused)
      shortage[resource] = { megabytes: Math.max(least, megabytes - own), least: Math.max(least, 1), from: 'refusal' };
    else if (least > 0) shortage[resource] = { megabytes: least, least, from: 'total' };
  }
  return shortage;
}

/** A container that may give, and how much of what is short. */
export interface Donor {
  container: Container;
  /** The most that it can give and still have the least, of each resource. */
  gives: Totals;
  /** Whether it alone can give all that is short. */
  suffices: boolean;
  /** Why it cannot be the only one, or can give nothing. */
  reason?: string;
}

const mostOf = (container: Container, resource: Resource) => Math.max(0, Math.trunc(container[resource]) - LEAST);

function whyNotAlone(container: Container, shortage: Shortage): string | undefined {
  const short = shortOf(shortage);
  if (short.every((resource) => mostOf(container, resource) === 0))
    return `It has ${LEAST} MB, the least that a container can have.`;
  const lacking = short.filter((resource) => mostOf(container, resource) < (shortage[resource]?.least ?? 0));
  if (lacking.length === 0) return undefined;
  const most = lacking.map((resource) => `${formatMegabytes(mostOf(container, resource))} of ${resource}`);
  return `It can give ${most.join(' and ')} at most.`;
}

/** The containers of a server that may give: spares first, then those that suffice alone, by uid; never the one that grows. */
export function donorsOn(options: {
  address: string;
  containers: readonly Container[];
  shortage: Shortage;
  growing?: number | undefined;
}): Donor[] {
  const { address, containers, shortage, growing } = options;
  const isIdle = ({ container }: Donor) => container.name === SPARE_NAME && !isSpare(container);
  const rank = (donor: Donor) => (donor.suffices ? 0 : 2) + (isIdle(donor) ? 0 : 1);
  return containers
    .filter((container) => container.server_address === address && container.uid !== growing)
    .map((container): Donor => {
      const reason = whyNotAlone(container, shortage);
      const gives = { memory: mostOf(container, 'memory'), storage: mostOf(container, 'storage') };
      return { container, gives, suffices: reason === undefined, ...(reason && { reason }) };
    })
    .sort((one, other) => rank(one) - rank(other) || one.container.uid - other.container.uid);
}

/** Whether one container can give what is short, only several together can, or not even all of them. */
export function reachOf(donors: readonly Donor[], shortage: Shortage): 'one' | 'several' | 'none' {
  if (donors.some(({ suffices }) => suffices)) return 'one';
  const isEnough = (resource: Resource) =>
    donors.reduce((sum, { gives }) => sum + gives[resource], 0) >= (shortage[resource]?.least ?? 0);
  return shortOf(shortage).every(isEnough) ? 'several' : 'none';
}

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

/** What a step sends to the container that it changes. */
export function changeOfStep({ to }: Pick<Resized, 'to'>): ContainerChange {
  return { ...to };
}

/** The way back for a donor. */
export function undoOf({ uid, name, from, to }: Resized): Resized {
  return { uid, name, from: to, to: from };
}

/** The containers that a move reboots (api.md §3): all but a new one. */
export function rebootedBy(move: QuotaMove): Resized[] {
  return move.target.kind === 'grow' ? [...move.donors, move.target] : move.donors;
}

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
    if (!shows(now, one.from)) return `${nameAndUid(one)} was resized meanwhile.`;
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
