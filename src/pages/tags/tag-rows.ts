import type { Container } from '../../rules/containers.ts';
import { indexText, matchesIndex, wordsOf } from '../../rules/filter.ts';
import { membersByTag, type Tag, textsOfTag } from '../../rules/tags.ts';
import { formatNumber } from '../../rules/units.ts';
import type { TableSort } from '../../ui/data-table.tsx';
import { sortRows } from '../shared/table-search.ts';

const NOBODY: readonly Container[] = [];

/** A row of the table "Tags". */
export interface TagRow {
  tag: Tag;
  /** Undefined while it is not read; the list of tags does not tell it. */
  note: string | undefined;
  noteFailed: boolean;
  /** The containers that carry it. */
  members: readonly Container[];
  /** A write of this tag that has not ended. */
  underWay: 'changing' | 'deleting' | undefined;
}

/** The rows in the order of the tags. `details` stand in that order too. */
export function tagRowsOf(parts: {
  tags: readonly Tag[];
  details: readonly { detail: (Tag & { note?: string | null | undefined }) | undefined; hasFailed: boolean }[];
  containers: readonly Container[];
  changing: readonly number[];
  deleting: readonly number[];
}): TagRow[] {
  const { tags, details, containers, changing, deleting } = parts;
  const members = membersByTag(containers);
  const underWayOf = (id: number) => {
    if (deleting.includes(id)) return 'deleting';
    return changing.includes(id) ? 'changing' : undefined;
  };
  return tags.map((tag, index) => {
    const { detail, hasFailed = false } = details[index] ?? {};
    return {
      tag,
      note: detail && textsOfTag(detail).note,
      noteFailed: hasFailed,
      members: members.get(tag.name) ?? NOBODY,
      underWay: underWayOf(tag.id),
    };
  });
}

const sortValues = {
  name: ({ tag }: TagRow) => tag.name.toLowerCase(),
  note: ({ note }: TagRow) => note?.toLowerCase() || undefined,
  containers: ({ members }: TagRow) => members.length,
};

/** Rows whose name or note holds all words of the filter, sorted; those that are equal stand by name. */
export function shownTagRows(rows: readonly TagRow[], filter: string, sort: TableSort): TagRow[] {
  const words = wordsOf(filter);
  const matching = rows.filter(({ tag, note }) => matchesIndex(indexText([tag.name, note ?? '']), words));
  return sortRows(sortRows(matching, { column: 'name', direction: 'ascending' }, sortValues), sort, sortValues);
}

/** `2 of 7 tags`, or `7 tags` when all are shown. */
export function tagsInWords(all: number, shown: number): string {
  const count = `${formatNumber(all)} ${all === 1 ? 'tag' : 'tags'}`;
  return shown === all ? count : `${formatNumber(shown)} of ${count}`;
}
