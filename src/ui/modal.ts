const FIELDS = 'input:not([type=hidden], [type=range], :disabled), select:not(:disabled), textarea:not(:disabled)';
/** What is set apart, e.g. a button that copies, is no answer to the dialog. */
const BUTTONS = 'button:not(:disabled, [aria-disabled=true], [data-set-apart]), a[href]';

/**
 * Ref for a `<dialog>` that is modal for as long as it is mounted: focus trap, inert page and Escape come from the browser.
 * The first field has the first focus, also when its code comes later and the person has not begun to use another control;
 * without a field the first button of the footer, which is the safe one (WCAG 2.2 2.4.3).
 * It is closed before it leaves the document, because only `close()` gives the focus back to the opener.
 */
export function modalWhileMounted(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return undefined;
  open(dialog);
  if (focusFirst(dialog, FIELDS)) return () => close(dialog);
  focusSafeButton(dialog) || focusFirst(dialog, BUTTONS);
  const stopWaiting = focusFieldThatComes(dialog);
  return () => {
    stopWaiting();
    close(dialog);
  };
}

/** The same for a question: the first focus is on its safe answer, whatever can be chosen beside. */
export function questionWhileMounted(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return undefined;
  open(dialog);
  focusSafeButton(dialog);
  return () => close(dialog);
}

function open(dialog: HTMLDialogElement): void {
  ignoreRestOfDoubleClick();
  dialog.showModal();
  // The browser may have led to a button under a long text, which is read from its beginning.
  dialog.scrollTop = 0;
}

function close(dialog: HTMLDialogElement): void {
  ignoreRestOfDoubleClick();
  dialog.close();
}

let waiting = new AbortController();

/** The second press of a double click was not meant for what has come under the pointer since the first. */
function ignoreRestOfDoubleClick(): void {
  waiting.abort();
  waiting = new AbortController();
  const ignore = (event: MouseEvent) => {
    if (event.detail > 1) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.type === 'mousedown') {
      waiting.abort();
    }
  };
  for (const press of ['mousedown', 'click'] as const) {
    document.addEventListener(press, ignore, { capture: true, signal: waiting.signal });
  }
}

/** The first that can take it: what is hidden cannot. */
function focusFirst(part: Element, selector: string): boolean {
  return [...part.querySelectorAll<HTMLElement>(selector)].some((candidate) => {
    candidate.focus({ preventScroll: true });
    return document.activeElement === candidate;
  });
}

function focusSafeButton(dialog: HTMLDialogElement): boolean {
  const footer = dialog.querySelector('[data-footer]');
  return footer !== null && focusFirst(footer, BUTTONS);
}

function focusFieldThatComes(dialog: HTMLDialogElement): () => void {
  const waiting = new AbortController();
  const stop = () => waiting.abort();
  const start = document.activeElement;
  const observer = new MutationObserver(() => {
    if (document.activeElement !== start || focusFirst(dialog, FIELDS)) stop();
  });
  observer.observe(dialog, { childList: true, subtree: true });
  waiting.signal.addEventListener('abort', () => observer.disconnect());
  for (const use of ['keydown', 'mousedown']) dialog.addEventListener(use, stop, { signal: waiting.signal });
  return stop;
}
