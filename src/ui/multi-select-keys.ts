import type { KeyboardEvent } from 'react';

/** What the keys of a `MultiSelect` act on. */
export interface MultiSelectKeys {
  isOpen: boolean;
  /** The place of the marked option, and how many there are. */
  active: number;
  count: number;
  text: string;
  chosen: readonly string[];
  open: () => void;
  close: () => void;
  mark: (place: number) => void;
  take: (place: number) => void;
  clearText: () => void;
  remove: (name: string) => void;
  /** Gives the focus to the last chip. */
  toChips: () => void;
}

/** The keys of an editable combobox whose list stays open, with chips before its text (WAI-ARIA APG, Combobox). */
export function handleMultiSelectKey(event: KeyboardEvent<HTMLInputElement>, keys: MultiSelectKeys): void {
  if (event.nativeEvent.isComposing) return;
  const act = actOf(event, keys);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function actOf(
  { key, currentTarget }: KeyboardEvent<HTMLInputElement>,
  keys: MultiSelectKeys,
): (() => void) | undefined {
  const { isOpen, active, count, text, chosen } = keys;
  const isAtStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
  const moveTo = (place: number) => () => (isOpen ? keys.mark((place + count) % Math.max(1, count)) : keys.open());
  switch (key) {
    case 'ArrowDown':
      return moveTo(active + 1);
    case 'ArrowUp':
      return moveTo(active < 0 ? count - 1 : active - 1);
    case 'Enter':
      // With text it is about the text, never about the form.
      if (isOpen && active >= 0 && active < count) return () => keys.take(active);
      return text === '' ? undefined : keys.open;
    case 'Escape':
      if (isOpen) return keys.close;
      return text === '' ? undefined : keys.clearText;
    case 'Backspace':
      return text === '' && chosen.length > 0 ? () => keys.remove(chosen.at(-1) ?? '') : undefined;
    case 'ArrowLeft':
      return isAtStart && chosen.length > 0 ? keys.toChips : undefined;
    default:
      return undefined;
  }
}
