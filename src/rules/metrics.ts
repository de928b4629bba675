/** What a container uses of what it has, by its gauges (api.md §9), and what that means for taking some of it. */
import type { MetricPoint } from '../api/metrics.ts';
import { ageInWords } from './age.ts';
import type { Resource } from './capacity.ts';
import { nameAndUid } from './containers.ts';
import type { PlannedMove, QuotaMove } from './quota-moves.ts';
import { sizesInWords } from './quota-moves-words.ts';
import { RESOURCES } from './quota-shortages.ts';
import { formatMegabytes, formatNumber, formatSize } from './units.ts';
import { listInWords } from './words.ts';

const BYTES_IN_A_MEGABYTE = 1_000_000;

/** What was in use when it was measured last. */
export interface Usage {
  /** Rounded up: what is kept must hold all of it. */
  megabytes: number;
  /** How long ago that was, in ms, when it was read. */
  ageMs: number;
}

/** What is known of a use: nothing was measured or could be read, or it is being read. */
export type KnownUsage = Usage | 'unknown' | 'reading';

/** What is known of the use of one resource of one container. */
export type UsageOf = (uid: number, resource: Resource) => KnownUsage;

/** The newest point of a gauge, in MB; undefined when there is none. `now`: ms. */
export function newestUsage(points: readonly MetricPoint[], now: number): Usage | undefined {
  let newest: { unix: number; bytes: number } | undefined;
  for (const [unix, bytes] of points) {
    if (unix === undefined || bytes === undefined || bytes < 0) continue;
    if (!newest || unix > newest.unix) newest = { unix, bytes };
  }
  if (!newest) return undefined;
  return { megabytes: Math.ceil(newest.bytes / BYTES_IN_A_MEGABYTE), ageMs: now - newest.unix * 1000 };
}

/** `2,901 MB`, and from 10 GB on `41.3 GB`: a measured figure is not more exact than that. */
function roughly(megabytes: number): string {
  return megabytes < 10_000 ? formatMegabytes(megabytes) : `${formatNumber(Math.ceil(megabytes / 100) / 10)} GB`;
}

/** `uses 61 GB of its 180 GB (5 min ago)`. `has`: MB. */
export function usageInWords(usage: KnownUsage, has: number): string {
  if (usage === 'reading') return 'reading what it uses…';
  if (usage === 'unknown') return 'what it uses is not known';
  return `uses ${roughly(usage.megabytes)} of its ${formatSize(has)} (${ageInWords(usage.ageMs)})`;
}

/**
 * A plan as far as the use of storage lets it be: files that are there cannot be taken, and the API does not check that.
 * Nothing known is no objection. `uid` and `resource` say whose amount is too large.
 */
export function withinUse(planned: PlannedMove, usageOf: UsageOf): PlannedMove {
  if (!planned.ok) return planned;
  for (const donor of planned.move.donors) {
    const { uid, to, from } = donor;
    if (to.storage === undefined) continue;
    const usage = usageOf(uid, 'storage');
    if (usage === 'unknown') continue;
    if (usage === 'reading') return { ok: false, message: `Reading what ${nameAndUid(donor)} uses…`, uid };
    if (to.storage >= usage.megabytes) continue;
    const most = Math.max(0, (from.storage ?? 0) - usage.megabytes);
    const message = `${nameAndUid(donor)} uses ${formatMegabytes(usage.megabytes)} of its storage: ${most === 0 ? 'none of it can be taken' : `take at most ${formatMegabytes(most)}`}.`;
    return { ok: false, message, uid, resource: 'storage' };
  }
  return planned;
}

/** What to look at before a move: whoever would keep less than it uses, and whose use nobody knows. */
export function usageWarnings({ donors }: QuotaMove, usageOf: UsageOf): string[] {
  const warnings: string[] = [];
  for (const donor of donors) {
    const usage = usageOf(donor.uid, 'memory');
    const keeps = donor.to.memory;
    if (keeps === undefined || typeof usage === 'string' || keeps >= usage.megabytes) continue;
    warnings.push(
      `${nameAndUid(donor)} would keep ${sizesInWords({ memory: keeps })} and uses ${formatMegabytes(usage.megabytes)}: its processes may be killed.`,
    );
  }
  const unknown = donors.flatMap((donor) => {
    const resources = RESOURCES.filter(
      (resource) => donor.to[resource] !== undefined && usageOf(donor.uid, resource) === 'unknown',
    );
    return resources.length === 0 ? [] : [{ donor, resources }];
  });
  if (unknown.length > 0) {
    const whose = unknown.map(({ donor, resources }) => `${listInWords(resources)} ${nameAndUid(donor)}`);
    warnings.push(
      `It is not known how much ${listInWords(whose)} really ${unknown.length === 1 ? 'uses' : 'use'}. Look before you shrink.`,
    );
  }
  if (unknown.some(({ resources }) => resources.includes('storage')))
    warnings.push('The API does not check either: less storage than the files take is accepted.');
  return warnings;
}
