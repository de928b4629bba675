import { useMemo } from 'react';
import { useMappingLabels } from '../../queries/port-mapping-labels.ts';
import {
  type CopyTarget,
  copiedMappings,
  copySourcesOf,
  readShift,
  targetsByName,
} from '../../rules/port-mapping-copies.ts';
import type { PortMapping } from '../../rules/port-mappings.ts';
import type { CopySourceProps } from './copy-source.tsx';
import type { ImportDraft } from './import-draft.ts';
import type { WantedList } from './wanted-list.ts';

interface CopyFacts extends Pick<CopySourceProps, 'address' | 'containers' | 'names'> {
  copy: ImportDraft['copy'];
  /** Of the server that is copied; undefined until it is read. */
  table: { items: readonly PortMapping[]; unreadable: readonly unknown[] } | undefined;
}

/** What is copied, where each container's mappings go, and what is wanted by that. */
export function useCopiedMappings({ address, containers, names, copy, table }: CopyFacts) {
  const isHere = copy.address === address;
  const labels = useMappingLabels(copy.address);
  const sources = useMemo(() => table && copySourcesOf(table.items), [table]);
  const copied = useMemo(
    () => sources?.filter(({ uid }) => (copy.container === '' ? !isHere : String(uid) === copy.container)) ?? [],
    [sources, copy.container, isHere],
  );
  const targets = useMemo(() => {
    const known = isHere ? new Map<number, CopyTarget>() : targetsByName(copied, names, containers);
    for (const { from, to } of copy.targets) {
      if (to === '') known.delete(from);
      else known.set(from, to === 'nowhere' ? to : Number(to));
    }
    return known;
  }, [isHere, copied, names, containers, copy.targets]);
  const shift = useMemo(() => readShift(isHere ? copy.shift : ''), [isHere, copy.shift]);
  const list = useMemo((): WantedList | undefined => {
    if (!table || 'error' in shift) return undefined;
    const uids = new Set(copied.map(({ uid }) => uid));
    const rows = copiedMappings({
      table: table.items.filter(({ container }) => uids.has(container)),
      targets,
      shift: shift.shift,
      labels,
    });
    const open = copied.filter(({ uid }) => !targets.has(uid)).reduce((sum, { count }) => sum + count, 0);
    const ends = new Set(rows.map(({ container }) => container));
    return {
      origin: 'copy',
      rows,
      // What could not be read there may be wanted here.
      errors: table.unreadable.length,
      questions: open,
      within: ends.size === 1 ? rows[0]?.container : undefined,
    };
  }, [table, copied, targets, shift, labels]);
  return { sources, copied, targets, shiftError: 'error' in shift ? shift.error : undefined, list };
}
