/** What is short on a full server, and which containers of it can give that. All sizes are whole MB. */
import type { Container } from '../api/schemas.ts';
import { type CapacitySources, gaugeInputsOf, gaugeOf, type Resource, type Totals } from './capacity.ts';
import { warnRequest } from './size-requests.ts';
import { formatMegabytes } from './units.ts';

export const RESOURCES: readonly Resource[] = ['memory', 'storage'];

/** Sizes of one or both resources. */
export type Sizes = Partial<Totals>;

/** The least that the API lets a container have, in MB. */
export const LEAST = 1;

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

/** The containers of a server that may give: those that suffice alone first, then by uid; never the one that grows. */
export function donorsOn(options: {
  address: string;
  containers: readonly Container[];
  shortage: Shortage;
  growing?: number | undefined;
}): Donor[] {
  const { address, containers, shortage, growing } = options;
  return containers
    .filter((container) => container.server_address === address && container.uid !== growing)
    .map((container): Donor => {
      const reason = whyNotAlone(container, shortage);
      const gives = { memory: mostOf(container, 'memory'), storage: mostOf(container, 'storage') };
      return { container, gives, suffices: reason === undefined, ...(reason && { reason }) };
    })
    .sort((one, other) => Number(other.suffices) - Number(one.suffices) || one.container.uid - other.container.uid);
}

/** Whether one container can give what is short, only several together can, or not even all of them. */
export function reachOf(donors: readonly Donor[], shortage: Shortage): 'one' | 'several' | 'none' {
  if (donors.some(({ suffices }) => suffices)) return 'one';
  const isEnough = (resource: Resource) =>
    donors.reduce((sum, { gives }) => sum + gives[resource], 0) >= (shortage[resource]?.least ?? 0);
  return shortOf(shortage).every(isEnough) ? 'several' : 'none';
}
