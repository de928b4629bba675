import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';

export interface ChipsProps {
  names: readonly string[];
  shown: (name: string) => string;
  disabled: boolean | undefined;
  /** `next` gets the focus; undefined: the field. */
  onRemove: (name: string, next?: string) => void;
  /** Back to the field. */
  onLeave: () => void;
}

/** What is chosen, in the field: arrows walk over the chips, Backspace or Delete removes one, every other way is its button. */
export function Chips({ names, shown, disabled, onRemove, onLeave }: ChipsProps) {
  function handleKey(event: KeyboardEvent<HTMLElement>, place: number) {
    const chip = event.currentTarget;
    const focus = (element: Element | null) => (element instanceof HTMLElement ? element.focus() : onLeave());
    if (event.key === 'ArrowLeft') focus(chip.previousElementSibling ?? chip);
    else if (event.key === 'ArrowRight') focus(chip.nextElementSibling);
    else if (event.key === 'Backspace' || event.key === 'Delete') {
      onRemove(names[place] ?? '', names[place + 1] ?? names[place - 1]);
    } else return;
    event.preventDefault();
  }

  return names.map((name, place) => (
    <fieldset
      key={name}
      tabIndex={-1}
      data-chip={name}
      aria-label={shown(name)}
      aria-description="Press Backspace or Delete to remove"
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && !disabled) handleKey(event, place);
      }}
      className="m-0 flex h-6 min-w-0 max-w-full items-center rounded-sm bg-sunken pl-1.5 text-[0.8125rem] focus:bg-accent-ground forced-colors:focus:outline-2 forced-colors:focus:-outline-offset-2"
    >
      <span className="truncate">{shown(name)}</span>
      <button
        type="button"
        aria-label={`Remove ${shown(name)}`}
        disabled={disabled}
        // The focus stays in the field, and the list as it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onRemove(name)}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
      >
        <X size={12} aria-hidden="true" />
      </button>
    </fieldset>
  ));
}
