/** Where what is known of a server's capacity comes from, in words (design.md §1.1). */
import { type CapacitySources, type Resource, totalOf } from './capacity.ts';
import { formatDay, formatMegabytes } from './units.ts';

/** Where a server's total of one resource comes from, in one sentence (design.md §1.1). */
export function originOf(resource: Resource, sources: CapacitySources): string {
  const total = totalOf(resource, sources);
  switch (total.source) {
    case 'supplier':
      return `${formatMegabytes(total.megabytes)}, from your supplier's configuration of this panel.`;
    case 'customer':
      return `${formatMegabytes(total.megabytes)}, declared in this browser on ${formatDay(total.declaredAt)}.`;
    case 'learned':
      return 'Not declared. Only the bounds below are known.';
    case 'unknown':
      return 'Not declared, and nothing learned yet.';
  }
}

/** What creations taught about one resource, a sentence a bound; none when nothing was learned. */
export function lessonsOf(resource: Resource, { learned }: CapacitySources): string[] {
  const { atLeast, refused, learnedAt } = learned?.[resource] ?? {};
  const on = learnedAt ? ` on ${formatDay(learnedAt)}` : '';
  return [
    ...(atLeast === undefined
      ? []
      : [`At least ${formatMegabytes(atLeast)}: the API let that much be allocated${on}.`]),
    ...(refused === undefined
      ? []
      : [
          `Less than ${formatMegabytes(refused.allocated + refused.asked)} on ${formatDay(refused.at)}: the API refused ${formatMegabytes(refused.asked)} more than the ${formatMegabytes(refused.allocated)} allocated then.`,
        ]),
  ];
}
