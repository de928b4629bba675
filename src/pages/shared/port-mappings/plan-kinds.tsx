import { useId } from 'react';
import { PLAN_ROW_KINDS, type PlanRowKind } from '../../../rules/port-mapping-plan-rows.ts';
import { formatNumber } from '../../../rules/units.ts';
import { PLAN_KIND_WORDS } from './plan-words.ts';

interface PlanKindsProps {
  counts: ReadonlyMap<PlanRowKind, number>;
  value: PlanRowKind | 'all';
  onChange: (value: PlanRowKind | 'all') => void;
}

const CHIP =
  'relative flex min-h-8 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-small text-muted ' +
  'hover:text-text has-checked:border-accent has-checked:bg-accent-ground has-checked:text-accent ' +
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus max-sm:min-h-11 ' +
  'forced-colors:has-checked:forced-color-adjust-none forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText]';

/** Which part of a plan is listed; nothing where there is only one. They wrap, unlike the segments of a control. */
export function PlanKinds({ counts, value, onChange }: PlanKindsProps) {
  const name = useId();
  const group = { role: 'radiogroup', 'aria-label': 'Show' };
  if (counts.size < 2) return null;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = PLAN_ROW_KINDS.filter((kind) => counts.has(kind));
  const chips = [
    { kind: 'all' as const, label: 'All', count: total },
    ...kinds.map((kind) => ({ kind, label: PLAN_KIND_WORDS[kind], count: counts.get(kind) ?? 0 })),
  ];
  return (
    <div {...group} className="mb-2 flex flex-wrap gap-2">
      {chips.map(({ kind, label, count }) => (
        <label key={kind} className={CHIP}>
          <input
            type="radio"
            name={name}
            value={kind}
            checked={kind === value}
            onChange={() => onChange(kind)}
            className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
          />
          {label} <span className="font-medium">{formatNumber(count)}</span>
        </label>
      ))}
    </div>
  );
}
