import { Check, Plus } from 'lucide-react';

export interface OptionProps {
  id: string;
  isMarked: boolean;
  isChosen: boolean;
  /** The offer to create what is typed. */
  isCreation: boolean;
  onPoint: () => void;
  onTake: () => void;
  children: string;
}

/** A row of the list of a `MultiSelect`. The field keeps the focus and handles the keys. */
export function Option({ id, isMarked, isChosen, isCreation, onPoint, onTake, children }: OptionProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-highlighted={isMarked ? '' : undefined}
      onPointerMove={isMarked ? undefined : onPoint}
      onClick={onTake}
      className="flex min-h-8 w-full text-left scroll-my-1 cursor-default items-center gap-2 rounded-md px-2 data-highlighted:bg-accent-ground forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2"
    >
      <span className="flex size-4 shrink-0 items-center text-accent">
        {isCreation ? <Plus size={14} /> : null}
        {isChosen && !isCreation ? <Check size={14} /> : null}
      </span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </button>
  );
}
