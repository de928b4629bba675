import { Notice } from '../../ui/alert.tsx';

/** Says which rows of a list could not be understood; the others are shown all the same (design.md §8). */
export function UnreadableRows({ rows }: { rows: readonly { endpoint: string; row: number; field: string }[] }) {
  const [first] = rows;
  if (!first) return null;
  const count = rows.length === 1 ? '1 row is' : `${rows.length} rows are`;
  return (
    <Notice tone="warning" className="mb-4" title={`${count} missing here`}>
      The API sent what the panel cannot read: {first.endpoint}, row {first.row + 1}, field {first.field || 'unknown'}.
      Nothing was changed. Tell your supplier.
    </Notice>
  );
}
