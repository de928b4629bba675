import { CircleAlert } from 'lucide-react';
import { type Ref, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { useAnnouncements } from './multi-select-announcements.ts';
import { Chips } from './multi-select-chips.tsx';
import { handleMultiSelectKey } from './multi-select-keys.ts';
import { Option } from './multi-select-option.tsx';

export interface MultiSelectProps {
  /** The visible label and the accessible name. */
  label: string;
  options: readonly string[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  hint?: string;
  error?: string | undefined;
  /** Given: a name that is no option yet is offered for creation. The caller creates it and then adds it to `value`. */
  onCreate?: (name: string) => void;
  /** How an option is drawn and said; left out: as it is. */
  shown?: (option: string) => string;
  /** Words of that offer. */
  createLabel?: (name: string) => string;
  placeholder?: string;
  disabled?: boolean;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** No name: names are trimmed, so none holds only a space. */
const CREATE = ' ';

function matches(option: string, query: string): boolean {
  return option.toLowerCase().includes(query.toLowerCase());
}

/**
 * Several of a list of names: chips in a field, filter as you type, Backspace or Delete on a chip removes it.
 * Text that was typed but never chosen is taken when it is an option; otherwise it stays in sight with a sentence
 * that says it counts for nothing, so that no form sends less than it shows.
 */
export function MultiSelect(props: MultiSelectProps) {
  const { label, options, value, onChange, hint, error, onCreate, shown = (option) => option } = props;
  const { createLabel = (name) => `Create "${name}"`, placeholder, disabled, onBlur, inputRef } = props;
  const id = useId();
  const [hintId, errorId, listId] = [`${id}-hint`, `${id}-error`, `${id}-list`];
  const field = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const [leftOver, setLeftOver] = useState(false);
  const { said, ask } = useAnnouncements(value, shown);

  const name = text.trim();
  const found = options.filter((option) => matches(option, name));
  const canCreate = onCreate !== undefined && name !== '' && ![...options, ...value].includes(name);
  const offered = canCreate ? [...found, CREATE] : found;
  const active = Math.min(marked, offered.length - 1);
  const notFound = name === '' ? 'Nothing to choose from yet' : `Nothing matches "${name}"`;
  const isEmpty = open && offered.length === 0;
  const problem =
    error ?? (leftOver && name !== '' ? `"${name}" is not chosen. Choose it in the list or clear it.` : '');
  const activeId = open && active >= 0 ? `${listId}-${active}` : undefined;
  const input = () => field.current?.querySelector('input');
  // The list scrolls with the mark, which only the browser can do.
  useEffect(() => {
    if (activeId) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, activeId]);

  function type(next: string) {
    setText(next);
    setLeftOver(false);
    setOpen(true);
    setMarked(next.trim() === '' ? -1 : 0);
  }

  function change(next: string[]) {
    ask(next);
    onChange(next);
  }

  function take(place: number) {
    const option = offered[place];
    if (option === undefined) return;
    // What was searched for is found; who looks through the list may want more of it.
    if (text !== '') setOpen(false);
    setText('');
    setLeftOver(false);
    setMarked(-1);
    if (option === CREATE) {
      ask(name);
      onCreate?.(name);
    } else change(value.includes(option) ? value.filter((one) => one !== option) : [...value, option]);
  }

  function remove(gone: string, next?: string) {
    const chip = [...(field.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])].find(
      ({ dataset }) => dataset.chip === next,
    );
    (chip ?? input())?.focus();
    change(value.filter((one) => one !== gone));
  }

  function handleBlur() {
    setOpen(false);
    setMarked(-1);
    const option = found.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (option !== undefined) {
      setText('');
      if (!value.includes(option)) change([...value, option]);
    } else setLeftOver(name !== '');
    onBlur?.();
  }

  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div ref={field} className="relative">
        <div
          data-disabled={disabled ? '' : undefined}
          className="flex min-h-9 flex-wrap items-center gap-1 rounded-lg border border-line-strong bg-surface px-2.5 py-1 transition-colors hover:border-muted has-aria-invalid:border-danger has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-focus data-disabled:bg-sunken data-disabled:text-muted"
        >
          <Chips names={value} shown={shown} disabled={disabled} onRemove={remove} onLeave={() => input()?.focus()} />
          <input
            id={id}
            ref={inputRef}
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={activeId}
            aria-invalid={problem !== '' || undefined}
            aria-describedby={classNames(Boolean(hint) && hintId, problem !== '' && errorId) || undefined}
            disabled={disabled}
            placeholder={value.length > 0 ? undefined : placeholder}
            value={text}
            onChange={(event) => type(event.currentTarget.value)}
            onClick={() => setOpen(true)}
            onKeyDown={(event) =>
              handleMultiSelectKey(event, {
                isOpen: open,
                active,
                count: offered.length,
                text,
                chosen: value,
                open: () => setOpen(true),
                close: () => setOpen(false),
                mark: setMarked,
                take,
                clearText: () => {
                  setText('');
                  setLeftOver(false);
                },
                remove,
                toChips: () => [...(field.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])].at(-1)?.focus(),
              })
            }
            onBlur={handleBlur}
            className="h-6 min-w-12 flex-1 bg-transparent outline-none placeholder:text-muted"
          />
        </div>
        {open && (
          <div className="absolute inset-x-0 top-full z-40 mt-1 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-lg">
            {isEmpty && <p className="px-3 py-2.5 text-muted">{notFound}</p>}
            <div
              ref={list}
              id={listId}
              role="listbox"
              aria-label={label}
              aria-multiselectable
              tabIndex={-1}
              // A press in the list, or on its scroll bar, must not take the focus, and with it the list, away.
              onMouseDown={(event) => event.preventDefault()}
              className="max-h-[min(18rem,40dvh)] overflow-y-auto overscroll-contain p-1 empty:p-0"
            >
              {offered.map((option, place) => (
                <Option
                  key={option}
                  id={`${listId}-${place}`}
                  isMarked={place === active}
                  isChosen={value.includes(option)}
                  onPoint={() => setMarked(place)}
                  onTake={() => take(place)}
                  isCreation={option === CREATE}
                >
                  {option === CREATE ? createLabel(name) : shown(option)}
                </Option>
              ))}
            </div>
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {isEmpty ? notFound : said}
      </p>
      <Sentences problem={problem} problemId={errorId} hint={hint} hintId={hintId} />
    </div>
  );
}

/** The sentences below the field. An empty `problem` is none. */
function Sentences(props: { problem: string; problemId: string; hint: string | undefined; hintId: string }) {
  const { problem, problemId, hint, hintId } = props;
  return (
    <>
      {problem ? (
        <p id={problemId} className="flex gap-1.5 text-[0.8125rem] text-danger">
          <CircleAlert size={14} className="mt-[3px] shrink-0" />
          <span className="min-w-0 wrap-anywhere">{problem}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={hintId} className="text-[0.8125rem] text-muted wrap-anywhere">
          {hint}
        </p>
      ) : null}
    </>
  );
}
