/**
 * How full a server is, from what the panel can know (design.md §1.1): the API tells neither totals nor free space,
 * and shows this customer's containers only. All sizes are whole MB.
 */
import type { Container } from '../api/schemas.ts';
import { formatDay, formatMegabytes, formatNumber } from './units.ts';

export type Resource = 'memory' | 'storage';

export interface Totals {
  memory: number;
  storage: number;
}

/** A creation that the API refused: `allocated` were visible then, and there was no room for `asked` more. */
export interface Refusal {
  allocated: number;
  asked: number;
  /** ISO moment. */
  at: string;
}

/** What creations taught about one resource of one server. Always `atLeast` < `refused.allocated + refused.asked`. */
export interface LearnedBounds {
  atLeast?: number;
  refused?: Refusal;
  /** ISO moment of the newest observation. */
  learnedAt?: string;
}

/** Everything that says how big one server is, best first. */
export interface CapacitySources {
  supplier?: Partial<Totals> | undefined;
  customer?: (Partial<Totals> & { declaredAt: string }) | undefined;
  learned?: Partial<Record<Resource, LearnedBounds>> | undefined;
}

export type Total =
  | { source: 'supplier'; megabytes: number }
  | { source: 'customer'; megabytes: number; declaredAt: string }
  | { source: 'learned'; atLeast?: number; below?: number; learnedAt?: string }
  | { source: 'unknown' };

/** A declared total that a meter can show; anything else in a configuration file counts as not declared. */
function usable(megabytes: number | undefined): number | undefined {
  return megabytes !== undefined && Number.isFinite(megabytes) && megabytes >= 0 ? Math.floor(megabytes) : undefined;
}

/** The best source of a server's total: supplier, then customer, then learned, then unknown (design.md §1.1). */
export function totalOf(resource: Resource, sources: CapacitySources): Total {
  const bySupplier = usable(sources.supplier?.[resource]);
  if (bySupplier !== undefined) return { source: 'supplier', megabytes: bySupplier };
  const byCustomer = usable(sources.customer?.[resource]);
  if (byCustomer !== undefined && sources.customer) {
    return { source: 'customer', megabytes: byCustomer, declaredAt: sources.customer.declaredAt };
  }
  const { atLeast, refused, learnedAt } = sources.learned?.[resource] ?? {};
  if (atLeast === undefined && refused === undefined) return { source: 'unknown' };
  return {
    source: 'learned',
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(refused === undefined ? {} : { below: refused.allocated + refused.asked }),
    ...(learnedAt === undefined ? {} : { learnedAt }),
  };
}

/** The declared total in MB; undefined when it is only learned or unknown. */
export function declaredMegabytes(total: Total): number | undefined {
  return 'megabytes' in total ? total.megabytes : undefined;
}

/** One container's part of a meter. */
export interface Slice {
  uid: number;
  name: string;
  megabytes: number;
}

/** The visible containers of a server as slices, by uid, so that a refresh never reorders a meter. */
export function slicesOf(containers: readonly Container[], serverAddress: string, resource: Resource): Slice[] {
  return containers
    .filter((container) => container.server_address === serverAddress)
    .map((container) => ({ uid: container.uid, name: container.name, megabytes: container[resource] }))
    .sort((one, other) => one.uid - other.uid);
}

/** The sum of slices in MB. */
export function sumOf(slices: readonly Slice[]): number {
  return slices.reduce((sum, slice) => sum + slice.megabytes, 0);
}

export interface GaugeInputs {
  resource: Resource;
  slices: readonly Slice[];
  total: Total;
  /** What is being asked for; absent while nothing valid is typed. */
  asked?: Asked | undefined;
  /** The uid of the container being resized or used again: its slice makes way for `asked`. */
  replacing?: number | undefined;
  /** The refusal kept in {@link LearnedBounds}, also when a total is declared. */
  refused?: Refusal | undefined;
}

export interface Gauge {
  state: 'known' | 'unknown' | 'zero' | 'over';
  /** `aria-valuenow`: MB allocated (afterwards), capped at `max`. */
  now: number;
  /** `aria-valuemax`: the total in MB; `now` when the total is unknown. */
  max: number;
  /** MB of the slices that stay. */
  allocated: number;
  /** MB asked for, 0 when nothing is. */
  asked: number;
  /** MB left afterwards; absent when the total is unknown or exceeded. */
  left?: number;
  /** MB beyond the total; absent when nothing is. */
  overBy?: number;
  /** `aria-valuetext`. */
  sentence: string;
  /** For a table: "12,000 of 64,000 MB"; "2,000 MB" when the total is unknown, which is said beside it. */
  figures: string;
  /** The API refused what this gauge would allow: others' containers may be in the way. Show it beside the meter. */
  note?: string;
}

/** What is asked for in a form. */
export interface Asked {
  name: string;
  megabytes: number;
}

/** The gauge of one resource of one server: the same figures for its meter, its legend and its field's validation. */
export function gaugeInputsOf(options: {
  resource: Resource;
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  asked?: Asked | undefined;
  /** The uid of the container whose place it takes, if any. */
  replacing?: number | undefined;
}): GaugeInputs {
  const { resource, address, containers, sources, asked, replacing } = options;
  return {
    resource,
    slices: slicesOf(containers, address, resource),
    total: totalOf(resource, sources),
    asked,
    replacing,
    refused: sources.learned?.[resource]?.refused,
  };
}

/** What a table sorts by: MB left, negative when over; undefined when the total is unknown. */
export function roomLeft({ left, overBy }: Pick<Gauge, 'left' | 'overBy'>): number | undefined {
  return overBy === undefined ? left : -overBy;
}

/** Storage reads better in GB where that is exact; memory is bought by the MB. */
function figuresOf(resource: Resource, used: number, total?: number): string {
  const inGigabytes =
    resource === 'storage' && used % 1000 === 0 && (total ?? 0) % 1000 === 0 && used + (total ?? 0) > 0;
  const figure = (megabytes: number) => formatNumber(inGigabytes ? megabytes / 1000 : megabytes);
  const unit = inGigabytes ? 'GB' : 'MB';
  return total === undefined ? `${figure(used)} ${unit}` : `${figure(used)} of ${figure(total)} ${unit}`;
}

/** Bounds at or under what is visibly allocated say nothing new. */
function boundsInWords(total: Total, visible: number): string {
  if (total.source !== 'learned') return '';
  const { atLeast, below } = total;
  const words = [
    ...(atLeast !== undefined && atLeast > visible ? [`at least ${formatMegabytes(atLeast)}`] : []),
    ...(below !== undefined && below > visible ? [`${formatMegabytes(below)} was refused`] : []),
  ];
  return words.length > 0 ? `: ${words.join(', ')}` : '';
}

/** A refusal explains nothing when the declared total is small enough to, and is outdated once more than that is allocated. */
function othersInTheWay(inputs: GaugeInputs, max: number): string | undefined {
  const { refused } = inputs;
  if (!refused) return undefined;
  const refusedSum = refused.allocated + refused.asked;
  if (refusedSum > max || refusedSum <= sumOf(inputs.slices)) return undefined;
  const room = formatMegabytes(max - refused.allocated);
  return `The API refused ${formatMegabytes(refused.asked)} of ${inputs.resource} on ${formatDay(refused.at)}, although ${room} looked free. Containers of other customers may take the rest.`;
}

/**
 * What a meter shows and says (screens.md "Meters everywhere"). Never NaN, never a guess: an unknown total is a state
 * of its own.
 */
export function gaugeOf(inputs: GaugeInputs): Gauge {
  const { resource, slices, total } = inputs;
  const replaces = inputs.asked !== undefined && inputs.replacing !== undefined;
  const allocated = sumOf(replaces ? slices.filter((slice) => slice.uid !== inputs.replacing) : slices);
  const asked = inputs.asked?.megabytes ?? 0;
  const used = allocated + asked;
  const after = inputs.asked === undefined ? '' : ' after this';
  const max = declaredMegabytes(total);
  if (max === undefined) {
    const sentence = `${formatMegabytes(used)} allocated${after}, total unknown${boundsInWords(total, sumOf(slices))}`;
    return { state: 'unknown', now: used, max: used, allocated, asked, sentence, figures: figuresOf(resource, used) };
  }
  const note = othersInTheWay(inputs, max);
  const base = {
    now: Math.min(used, max),
    max,
    allocated,
    asked,
    figures: figuresOf(resource, used, max),
    ...(note && { note }),
  };
  if (max === 0) {
    return {
      ...base,
      state: 'zero',
      ...(used > 0 ? { overBy: used } : { left: 0 }),
      sentence:
        used > 0
          ? `${formatMegabytes(used)} allocated${after}, but the total is 0 MB`
          : 'Nothing to allocate: the total is 0 MB',
    };
  }
  const parts = `${formatNumber(used)} of ${formatMegabytes(max)} allocated${after}`;
  if (used > max) {
    const overBy = used - max;
    return { ...base, state: 'over', overBy, sentence: `${parts}, ${formatMegabytes(overBy)} over` };
  }
  const left = max - used;
  return { ...base, state: 'known', left, sentence: `${parts}, ${formatMegabytes(left)} left` };
}
