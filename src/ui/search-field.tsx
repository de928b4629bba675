import { Search, X } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import { controlClass } from './field.tsx';

export type SearchFieldProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'ref'> & {
  /** The accessible name, shown as the placeholder. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Where and how wide it stands; on a phone it takes the whole line. */
  className?: string;
};

/** A filter over what is shown. Escape clears it; while it is empty, Escape is left to whatever is around it. */
export function SearchField({ label, value, onChange, className = 'sm:w-60', ...rest }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Escape' || value === '') return;
    event.preventDefault();
    event.stopPropagation();
    onChange('');
  }

  return (
    <div className={classNames('relative flex w-full', className)}>
      <Search size={14} className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-muted" />
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keyDown}
        className={classNames(controlClass(), 'pl-8! pr-8!')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={`Clear: ${label}`}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
          className="absolute inset-y-1 right-1 rounded-md px-1.5 text-muted hover:text-text"
        >
          <X size={14} />
        </button>
      )}
    </div>
  );
}
