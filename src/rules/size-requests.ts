/** Judging and suggesting a size while it is typed (design.md §5 "Quotas while typing"), by the meter's own figures. */
import type { Container, ContainerChange } from '../api/schemas.ts';
import {
  type CapacitySources,
  type GaugeInputs,
  gaugeInputsOf,
  gaugeOf,
  type Refusal,
  type Resource,
  slicesOf,
  sumOf,
  type Total,
} from './capacity.ts';
import { isSpare } from './containers.ts';
import { formatDay, formatMegabytes, formatSize, type ParsedSize } from './units.ts';

export type RequestInputs = Omit<GaugeInputs, 'asked'>;

const sizeNow = ({ slices, replacing }: RequestInputs) =>
  slices.find((slice) => slice.uid === replacing)?.megabytes ?? 0;

/**
 * The message for a Memory or Storage field: why the text is no size, or that it oversells a declared total and how
 * much is free; undefined when it may be sent. A learned total never blocks, and neither does shrinking a container,
 * also when the server is over its total.
 */
export function checkRequest(inputs: RequestInputs & { parsed: ParsedSize }): string | undefined {
  const { parsed, resource } = inputs;
  if (!parsed.ok) return parsed.message;
  const gauge = gaugeOf({ ...inputs, asked: { name: '', megabytes: parsed.megabytes } });
  const own = sizeNow(inputs);
  if (gauge.overBy === undefined || (own > 0 && parsed.megabytes <= own)) return undefined;
  const free = gauge.max - gauge.allocated;
  if (own > 0 && free <= own) {
    return `No more ${resource} is free on this server: this container has ${formatMegabytes(own)}.`;
  }
  if (free <= 0) return `No ${resource} is free on this server.`;
  const included = own > 0 ? `, with the ${formatMegabytes(own)} of this container` : '';
  return `Only ${formatMegabytes(free)} of ${resource} is free on this server${included}.`;
}

type RefusedInputs = RequestInputs & { megabytes: number; refused: Refusal | undefined };

/** A refusal is outdated once more than it would have led to is allocated. */
function isAsMuchAsRefused(inputs: RefusedInputs): boolean {
  const { megabytes, refused } = inputs;
  if (!refused) return false;
  const visible = sumOf(inputs.slices);
  const refusedSum = refused.allocated + refused.asked;
  return visible < refusedSum && visible - sizeNow(inputs) + megabytes >= refusedSum;
}

/**
 * A sentence when as much as this was refused here before; it never blocks, because others may have left since.
 * Undefined when nothing is kept, when less is asked, and when more is allocated by now.
 */
export function warnRequest(inputs: RefusedInputs): string | undefined {
  const { refused, resource } = inputs;
  if (!refused || !isAsMuchAsRefused(inputs)) return undefined;
  return `The API refused ${formatMegabytes(refused.asked)} of ${resource} here on ${formatDay(refused.at)}, with ${formatMegabytes(refused.allocated)} allocated. It may refuse this too.`;
}

export interface Suggestion {
  label: string;
  megabytes: number;
}

/** The sizes of this customer's containers, most used first, the smaller one of equals. Spares are no example. */
function usedSizes(containers: readonly Container[], resource: Resource): number[] {
  const uses = new Map<number, number>();
  for (const container of containers) {
    const size = container[resource];
    if (size >= 1 && !isSpare(container)) uses.set(size, (uses.get(size) ?? 0) + 1);
  }
  return [...uses]
    .sort(([size, count], [otherSize, otherCount]) => otherCount - count || size - otherSize)
    .map(([size]) => size);
}

/**
 * Sizes to offer under a field: the two most used that fit, "Half of it", "All left" (how much that is stands
 * beside the meter, and the sizes stay on one line). Never more than a declared total leaves, never as much as was refused here,
 * never one size twice; without a declared total only sizes used before.
 */
export function suggestionsFor(options: {
  resource: Resource;
  containers: readonly Container[];
  serverAddress: string;
  total: Total;
  replacing?: number | undefined;
  refused?: Refusal | undefined;
}): Suggestion[] {
  const { resource, containers, serverAddress, total, replacing, refused } = options;
  const slices = slicesOf(containers, serverAddress, resource);
  const gauge = gaugeOf({ resource, slices, total, asked: { name: '', megabytes: 0 }, replacing });
  const left = gauge.state === 'unknown' ? Number.POSITIVE_INFINITY : (gauge.left ?? 0);
  const inputs = { resource, slices, total, replacing };
  const isOpen = (size: number) => size <= left && !isAsMuchAsRefused({ ...inputs, refused, megabytes: size });
  const used = usedSizes(containers, resource)
    .filter(isOpen)
    .slice(0, 2)
    .map((size) => ({ label: formatSize(size), megabytes: size }));
  const half = Math.floor(left / 2);
  const ofTheRest = Number.isFinite(left)
    ? [
        { label: 'Half of it', megabytes: half },
        { label: 'All left', megabytes: left },
      ]
    : [];
  const seen = new Set<number>([0]);
  return [...used, ...ofTheRest].filter(
    ({ megabytes }) => isOpen(megabytes) && !seen.has(megabytes) && seen.add(megabytes),
  );
}

/**
 * Why a container may not get the sizes of a change, by what its server holds now: the API answers an over-allocation
 * with an error that a browser may not read (api.md §3), so it is never sent. Undefined when it may.
 */
export function checkResize(resize: {
  change: ContainerChange;
  container: Container;
  containers: readonly Container[];
  sources: CapacitySources;
}): { field: Resource; message: string } | undefined {
  const { change, container, containers, sources } = resize;
  for (const field of ['memory', 'storage'] as const) {
    const megabytes = change[field];
    if (megabytes === undefined) continue;
    const address = container.server_address;
    const inputs = gaugeInputsOf({ resource: field, address, containers, sources, replacing: container.uid });
    const message = checkRequest({ ...inputs, parsed: { ok: true, megabytes } });
    if (message) return { field, message };
  }
  return undefined;
}
