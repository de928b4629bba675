import { Combobox } from '@base-ui/react/combobox';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Check, Plus } from 'lucide-react';
import { type Ref, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { FieldSentences, LOOK, REMOVE_ICON } from './multi-select-look.tsx';

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
  /** What a person had begun in the field that stood in for this one: the text, and whether the list is to be open. */
  begun?: { text: string; isOpen: boolean } | undefined;
}

/** No name: names are trimmed, so none holds only a space. */
const CREATE = ' ';

function matches(option: string, query: string): boolean {
  return option.toLowerCase().includes(query.toLowerCase());
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, index) => name === others[index]);
}

/** What a person chose, removed or created, in words, once it is in the value; empty before. */
function describeChange(
  before: readonly string[],
  after: readonly string[],
  asked: string | readonly string[],
  shown: (name: string) => string,
): string {
  if (typeof asked === 'string') return after.includes(asked) ? `${shown(asked)} created and chosen.` : '';
  if (!isSame(asked, after)) return '';
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  return [...added.map((name) => `${shown(name)} chosen.`), ...removed.map((name) => `${shown(name)} removed.`)].join(
    ' ',
  );
}

/** Says what the person did in the field. Others change the value too, by a refresh for one: that is nobody's choice here. */
function useAnnouncements(value: readonly string[], shown: (name: string) => string) {
  // What was asked for and is not in the value yet: the name to create, or the names chosen.
  const [asked, setAsked] = useState<string | readonly string[]>();
  const [known, setKnown] = useState({ value, said: '' });
  if (!isSame(known.value, value)) {
    const said = asked === undefined ? '' : describeChange(known.value, value, asked, shown);
    setKnown({ value, said });
    if (said !== '' || typeof asked !== 'string') setAsked(undefined);
  }
  return {
    said: known.said,
    ask: (next: string | readonly string[]) => {
      if (typeof next === 'string' || !isSame(next, value)) setAsked(next);
    },
  };
}

/**
 * Several of a list of names: chips in a field, filter as you type, Backspace or Delete on a chip removes it.
 * Text that was typed but never chosen is taken when it is an option; otherwise it stays in sight with a sentence
 * that says it counts for nothing, so that no form sends less than it shows.
 */
export function MultiSelect({
  label,
  options,
  value,
  onChange,
  hint,
  error,
  onCreate,
  shown = (option) => option,
  createLabel = (name) => `Create "${name}"`,
  placeholder,
  disabled,
  onBlur,
  inputRef,
  begun = { text: '', isOpen: false },
}: MultiSelectProps) {
  const inputId = useId();
  const hintId = useId();
  const errorId = useId();
  const [query, setQuery] = useState(begun.text);
  const [open, setOpen] = useState(begun.isOpen);
  const [leftOver, setLeftOver] = useState(begun.text !== '' && !begun.isOpen);
  const { said, ask } = useAnnouncements(value, shown);

  const name = query.trim();
  const found = options.filter((option) => matches(option, name));
  const canCreate = onCreate !== undefined && name !== '' && ![...options, ...value].includes(name);
  const notFound = name === '' ? 'Nothing to choose from yet' : `Nothing matches "${name}"`;
  const isEmpty = open && found.length === 0 && !canCreate;
  const problem =
    error ?? (leftOver && name !== '' ? `"${name}" is not chosen. Choose it in the list or clear it.` : '');

  function choose(next: string[]) {
    setQuery('');
    setLeftOver(false);
    if (next.includes(CREATE)) {
      ask(name);
      onCreate?.(name);
    } else {
      ask(next);
      onChange(next);
    }
  }

  function handleBlur() {
    setOpen(false);
    const option = found.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (option !== undefined) choose(value.includes(option) ? [...value] : [...value, option]);
    else setLeftOver(name !== '');
    onBlur?.();
  }

  return (
    // The list may bring a <style> element of its own, which our Content Security Policy refuses.
    <CSPProvider disableStyleElements>
      <div className={LOOK.field}>
        <label htmlFor={inputId} className={LOOK.label}>
          {label}
        </label>
        <Combobox.Root
          multiple
          autoHighlight
          open={open}
          onOpenChange={setOpen}
          disabled={disabled}
          items={canCreate ? [...options, CREATE] : options}
          filteredItems={canCreate ? [...found, CREATE] : found}
          value={[...value]}
          onValueChange={(next, { reason, cancel }) => {
            // Escape in a closed list would clear all that was chosen.
            if (reason === 'escape-key') cancel();
            else choose(next);
          }}
          inputValue={query}
          onInputValueChange={(next, { reason }) => {
            // On leaving, Base UI clears what was typed; here it is kept and named.
            if (reason === 'input-change' || reason === 'escape-key') {
              setQuery(next);
              setLeftOver(false);
            }
          }}
        >
          <div className="relative">
            <Combobox.InputGroup
              // A second group around the named one says nothing.
              role="presentation"
              className={LOOK.box}
            >
              <Combobox.Chips aria-label={value.length > 0 ? `${label}: chosen` : undefined} className={LOOK.chips}>
                {value.map((chosen) => (
                  <Combobox.Chip
                    key={chosen}
                    // A name on an element without a role is not read.
                    role="group"
                    aria-label={shown(chosen)}
                    aria-description="Press Backspace or Delete to remove"
                    className={LOOK.chip}
                  >
                    <span className={LOOK.chipText}>{shown(chosen)}</span>
                    <Combobox.ChipRemove aria-label={`Remove ${shown(chosen)}`} className={LOOK.remove}>
                      {REMOVE_ICON}
                    </Combobox.ChipRemove>
                  </Combobox.Chip>
                ))}
                <Combobox.Input
                  id={inputId}
                  ref={inputRef}
                  onBlur={handleBlur}
                  placeholder={value.length > 0 ? undefined : placeholder}
                  aria-invalid={problem !== '' || undefined}
                  aria-describedby={classNames(Boolean(hint) && hintId, problem !== '' && errorId) || undefined}
                  className={LOOK.input}
                />
              </Combobox.Chips>
            </Combobox.InputGroup>
            {/* Neither Base UI's popup, which hides the rest of the page (this label and the notifications too) from assistive
              technology while it is open, nor its portal, which would be inert behind a modal dialog. */}
            {open && (
              <div className="absolute inset-x-0 top-full z-40 mt-1 overflow-hidden rounded-lg border border-line-strong bg-surface shadow-lg">
                {isEmpty && <p className="px-3 py-2.5 text-muted">{notFound}</p>}
                <Combobox.List
                  aria-label={label}
                  // A press on the scroll bar must not take the focus, and with it the list, away.
                  onMouseDown={(event) => event.preventDefault()}
                  className="max-h-[min(18rem,40dvh)] overflow-y-auto overscroll-contain p-1 empty:p-0"
                >
                  {(option: string) => (
                    <Combobox.Item
                      key={option}
                      value={option}
                      className="flex min-h-8 scroll-my-1 cursor-default items-center gap-2 rounded-md px-2 data-highlighted:bg-accent-ground forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2"
                    >
                      <span className="flex size-4 shrink-0 items-center text-accent">
                        {option === CREATE && <Plus size={14} />}
                        {option !== CREATE && value.includes(option) && <Check size={14} />}
                      </span>
                      <span className="min-w-0 wrap-anywhere">
                        {option === CREATE ? createLabel(name) : shown(option)}
                      </span>
                    </Combobox.Item>
                  )}
                </Combobox.List>
              </div>
            )}
          </div>
        </Combobox.Root>
        <p role="status" className="sr-only">
          {isEmpty ? notFound : said}
        </p>
        <FieldSentences problem={problem} problemId={errorId} hint={hint} hintId={hintId} />
      </div>
    </CSPProvider>
  );
}
