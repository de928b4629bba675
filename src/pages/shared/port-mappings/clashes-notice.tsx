import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ContainerNames } from '../../../rules/port-mappings.ts';
import { formatNumber } from '../../../rules/units.ts';
import { Notice } from '../../../ui/alert.tsx';
import { clashInWords } from './mapping-row-words.ts';
import type { MappingRow } from './mapping-rows.ts';

/** So many clashes are spelt out; the filter finds the rest. */
const MOST_NAMED = 3;

export interface ClashesNoticeProps {
  address: string;
  /** The rows of each public port that clashes. */
  groups: readonly (readonly MappingRow[])[];
  names: ContainerNames;
}

/** What a clash means, and the way out of it: the word in the row alone does not say it. */
export function ClashesNotice({ address, groups, names }: ClashesNoticeProps) {
  const named = useMemo(() => groups.slice(0, MOST_NAMED).map((group) => clashInWords(group, names)), [groups, names]);
  if (groups.length === 0) return null;
  const rest = groups.length - named.length;
  return (
    <Notice tone="warning" className="mb-3">
      {named.join(' ')}
      {rest > 0 ? ` ${formatNumber(rest)} more: filter for “clash”.` : null} Only one of them gets the traffic.{' '}
      <Link to="/servers/$address/port-mappings/map" params={{ address }} className="link">
        Resolve on the port map
      </Link>
    </Notice>
  );
}
