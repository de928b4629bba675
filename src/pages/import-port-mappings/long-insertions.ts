/** Longer texts take a browser seconds to insert in the way in which it inserts a key. */
const LONG_CHARACTERS = 2000;

/**
 * Inserts long texts, pasted ones above all, at once: 2,000 lines take Chromium several seconds otherwise. To use as a ref;
 * the field's `onInput` and `onChange` hear of it as of any other input.
 */
export function insertsLongTextsAtOnce(field: HTMLTextAreaElement | null): (() => void) | undefined {
  if (!field) return undefined;
  function insert(event: InputEvent) {
    const { data } = event;
    if (!field || !data || data.length < LONG_CHARACTERS || !event.cancelable) return;
    event.preventDefault();
    field.setRangeText(data, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: event.inputType }));
  }
  field.addEventListener('beforeinput', insert);
  return () => field.removeEventListener('beforeinput', insert);
}
