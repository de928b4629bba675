/** Before a row goes: the focus moves to the same button of the next row, else of the one before, else to the section. */
export function focusAfterRow(row: HTMLTableRowElement | null, section: HTMLElement | null): void {
  const next = [row?.nextElementSibling, row?.previousElementSibling]
    .map((sibling) => sibling?.querySelector<HTMLElement>('button[aria-label^="Delete "]'))
    .find(Boolean);
  (next ?? section)?.focus();
}
