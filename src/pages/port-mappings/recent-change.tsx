import { useLayoutEffect, useRef } from 'react';
import { ageInWords } from '../../rules/age.ts';
import type { MappingChange } from '../../rules/port-mapping-history.ts';
import { nameOfChange, whyNoRevert } from '../../rules/port-mapping-history-words.ts';
import { mappingWithTarget } from '../../rules/port-mapping-run-words.ts';
import type { ContainerNames, NewPortMapping } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';

/** So many mappings of a change are named; all are counted. */
const MOST_NAMED = 20;

export interface RecentChangeProps {
  change: MappingChange;
  names: ContainerNames;
  isReverting: boolean;
  /** Why nothing can be reverted at the moment. */
  busyReason: string | undefined;
  onRevert: () => void;
}

/** One change: when, what, in detail, and its button. */
export function RecentChange({ change, names, isReverting, busyReason, onRevert }: RecentChangeProps) {
  const now = useNow(10_000);
  const { at, revertedAt, keeping } = change;
  const name = nameOfChange(change);
  const isReverted = revertedAt !== undefined;
  const item = useRef<HTMLLIElement>(null);
  // Its button is gone: the next Tab leads to that of the next change, and what became of this one is read.
  useLayoutEffect(() => {
    if (isReverted && document.activeElement === document.body) item.current?.focus();
  }, [isReverted]);
  return (
    <li ref={item} tabIndex={-1} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          {isReverted && <Badge>reverted</Badge>}
        </p>
        <p className="text-muted">
          <time dateTime={new Date(at).toISOString()}>{clockOf(at)}</time>, {ageInWords(Math.max(0, now - at))}
          {keeping === 'this-page' && '. Too large to be kept over a reload'}
        </p>
        <Mappings change={change} names={names} />
      </div>
      {isReverted ? null : (
        <Button
          size="small"
          aria-label={`Revert: ${name}`}
          busy={isReverting}
          disabledReason={whyNoRevert(change) ?? busyReason}
          onClick={onRevert}
        >
          Revert
        </Button>
      )}
    </li>
  );
}

/** `14:03:22`, in the person's own time zone. */
function clockOf(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

function Mappings({ change: { removed, added }, names }: Pick<RecentChangeProps, 'change' | 'names'>) {
  const parts: [string, readonly NewPortMapping[]][] = [
    ['Deleted', removed],
    ['Added', added],
  ];
  const count = removed.length + added.length;
  if (count === 0) return null;
  const lines = parts.flatMap(([verb, mappings]) =>
    mappings.length === 0 ? [] : [<MappingsLine key={verb} verb={verb} mappings={mappings} names={names} />],
  );
  if (count <= 2) return <div className="text-small">{lines}</div>;
  return (
    <details className="text-small">
      <summary>Details</summary>
      {lines}
    </details>
  );
}

interface MappingsLineProps {
  verb: string;
  mappings: readonly NewPortMapping[];
  names: ContainerNames;
}

function MappingsLine({ verb, mappings, names }: MappingsLineProps) {
  const named = mappings.slice(0, MOST_NAMED).map((mapping) => mappingWithTarget(mapping, names));
  const rest = mappings.length - named.length;
  return (
    <p className="wrap-anywhere">
      <span className="text-muted">{verb}</span> <span className="font-mono">{named.join(', ')}</span>
      {rest > 0 && ` and ${formatNumber(rest)} more`}
    </p>
  );
}
