import type { ReactNode } from 'react';

/** Which group a row is under: rows of one `key` stand together already, and `label` heads them. */
export type RowGroup = {
  key: string;
  label: ReactNode;
  /** What the rows are, after their number. */
  unit?: (count: number) => string;
  /** What else is to be said of the group, after the number of its rows. */
  aside?: string;
};

/** What a table draws as one row: a row of data, or the header of a group. `group` is empty where nothing is grouped. */
export type TableEntry<Row> = { key: string; group: string } & (
  | { kind: 'row'; row: Row }
  | ({ kind: 'group'; count: number } & Omit<RowGroup, 'key'>)
);

/** An entry where it stands: its place among all, and the room in px of those before it that are not drawn. */
export type DrawnEntry<Row> = { entry: TableEntry<Row>; index: number; spaceBefore: number };

/** What a table draws, in its order. There may be 129,016: an entry is made when it is asked for. */
export interface TableEntries<Row> {
  count: number;
  at: (index: number) => TableEntry<Row> | undefined;
  /** What tells an entry from the others, as it is at hand: for numbers no text is made. */
  keyAt: (index: number) => string | number;
  /** Where the entry with this key is; -1 when there is none. */
  placeOf: (key: string) => number;
}

/** The entries of rows in their order. A row that is in two groups has a key in each. */
export function entriesOf<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string | number,
  groupOf: ((row: Row) => RowGroup) | undefined,
): TableEntries<Row> {
  return groupOf ? groupedEntries(rows, rowKey, groupOf) : plainEntries(rows, rowKey);
}

function plainEntries<Row>(rows: readonly Row[], rowKey: (row: Row) => string | number): TableEntries<Row> {
  return {
    count: rows.length,
    at: (index) => {
      const row = rows[index];
      return row === undefined ? undefined : { kind: 'row', key: String(rowKey(row)), group: '', row };
    },
    keyAt: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    placeOf: (key) => {
      const number = Number(key);
      return rows.findIndex((row) => {
        const own = rowKey(row);
        return own === key || own === number;
      });
    },
  };
}

function groupedEntries<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string | number,
  groupOf: (row: Row) => RowGroup,
): TableEntries<Row> {
  const entries: TableEntry<Row>[] = [];
  let header: Extract<TableEntry<Row>, { kind: 'group' }> | undefined;
  for (const row of rows) {
    const { key: group, ...heading } = groupOf(row);
    if (header?.group !== group) {
      header = { kind: 'group', key: `group ${group}`, group, ...heading, count: 0 };
      entries.push(header);
    }
    header.count += 1;
    entries.push({ kind: 'row', key: `${group}\n${rowKey(row)}`, group, row });
  }
  return {
    count: entries.length,
    at: (index) => entries[index],
    keyAt: (index) => entries[index]?.key ?? index,
    placeOf: (key) => entries.findIndex((entry) => entry.key === key),
  };
}

/** What is drawn, cut where the group changes: each part is a row group of its own, so that its header heads only its rows. */
export function rowGroupsOf<Row>(drawn: readonly DrawnEntry<Row>[]): { key: string; drawn: DrawnEntry<Row>[] }[] {
  const groups: { key: string; drawn: DrawnEntry<Row>[] }[] = [];
  for (const one of drawn) {
    const last = groups.at(-1);
    if (last?.key === one.entry.group) last.drawn.push(one);
    else groups.push({ key: one.entry.group, drawn: [one] });
  }
  return groups.length > 0 ? groups : [{ key: '', drawn: [] }];
}
