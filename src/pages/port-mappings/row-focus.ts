import type { MappingEdit } from '../../rules/port-mapping-edits.ts';
import { describeMapping } from '../../rules/port-mappings.ts';

/** Before a row goes: the focus moves to the same button of the next row, else of the one before, else to the section. */
export function focusAfterRow(row: HTMLTableRowElement | null, section: HTMLElement | null): void {
  const next = [row?.nextElementSibling, row?.previousElementSibling]
    .map((sibling) => sibling?.querySelector<HTMLElement>('button[aria-label^="Delete "]'))
    .find(Boolean);
  (next ?? section)?.focus();
}

/** After an edit the old row's button is gone, so the focus goes to the new row's; to the section when it is filtered out. */
export function focusEdited(section: HTMLElement | null, { wanted }: MappingEdit): void {
  const button = section?.querySelector<HTMLElement>(`button[aria-label="Edit ${describeMapping(wanted)}"]`);
  (button ?? section)?.focus();
}
