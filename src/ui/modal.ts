/**
 * Ref for a `<dialog>` that is modal for as long as it is mounted: focus trap, inert page and Escape come from the browser.
 * It is closed before it leaves the document, because only `close()` gives the focus back to the opener.
 */
export function modalWhileMounted(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return undefined;
  dialog.showModal();
  // The first focus may have gone to a button under a long text, which is read from its beginning.
  dialog.scrollTop = 0;
  return () => dialog.close();
}
