import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { modalWhileMounted } from './modal.ts';
import { PoliteStatus } from './polite-status.tsx';

export interface PaletteItem {
  /** Unique over all groups. */
  id: string;
  label: string;
  detail?: string;
  icon?: ReactNode;
  /** The label is an address, a port or a uid. */
  mono?: boolean;
}

export interface PaletteGroup {
  label: string;
  items: readonly PaletteItem[];
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Name of the dialog. */
  label: string;
  /** Name of the combobox, and its placeholder. */
  inputLabel: string;
  query: string;
  onQueryChange: (query: string) => void;
  /** What matches the query, already filtered and cut to a length that a person reads. */
  groups: readonly PaletteGroup[];
  /** Called with the id of the chosen item; the palette then asks to be closed. */
  onSelect: (id: string) => void;
  /** Said when no group holds an item. */
  emptyText: string;
}

/**
 * A search over everything, in a modal dialog: a combobox whose list is always shown (WAI-ARIA APG, combobox with listbox popup).
 * The first item is active as soon as there is one, so typing and Enter is enough.
 */
export function CommandPalette({ open, ...palette }: CommandPaletteProps) {
  return open ? <OpenPalette {...palette} /> : null;
}

function scrollIntoView(option: HTMLElement | null) {
  option?.scrollIntoView?.({ block: 'nearest' });
}

function OpenPalette(props: Omit<CommandPaletteProps, 'open'>) {
  const { onOpenChange, label, inputLabel, query, onQueryChange, groups, onSelect, emptyText } = props;
  const baseId = useId();
  const [pointedAt, setPointedAt] = useState<string>();
  const items = groups.flatMap((group) => group.items);
  const active = items.find((item) => item.id === pointedAt) ?? items[0];
  const optionId = (item: PaletteItem) => `${baseId}-option-${item.id}`;

  function choose(item: PaletteItem) {
    onSelect(item.id);
    onOpenChange(false);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (!active || event.nativeEvent.isComposing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const index = items.indexOf(active);
    const target = {
      ArrowDown: items[(index + 1) % items.length],
      ArrowUp: items.at(index - 1),
      Home: items[0],
      End: items.at(-1),
    }[event.key];
    if (target) setPointedAt(target.id);
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  }

  function handleClose(event: SyntheticEvent<HTMLDialogElement>) {
    if (event.target === event.currentTarget && !event.currentTarget.open) onOpenChange(false);
  }

  return (
    <dialog
      ref={modalWhileMounted}
      aria-label={label}
      closedby="any"
      onClose={handleClose}
      className="mx-auto mt-[min(12vh,6rem)] mb-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-lg border border-line-strong bg-surface text-sm text-text shadow-xl backdrop:bg-[rgb(0_0_0/0.5)]"
    >
      <div className="flex max-h-[calc(100dvh-2rem-min(12vh,6rem))] flex-col">
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Search size={16} className="shrink-0 text-muted" />
          <input
            role="combobox"
            aria-label={inputLabel}
            aria-expanded={items.length > 0}
            aria-controls={items.length > 0 ? `${baseId}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={active && optionId(active)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            placeholder={inputLabel}
            value={query}
            onChange={(event) => {
              setPointedAt(undefined);
              onQueryChange(event.target.value);
            }}
            onKeyDown={handleKeyDown}
            className="h-12 min-w-0 flex-1 bg-transparent text-base text-ellipsis outline-none placeholder:text-sm placeholder:text-muted sm:text-sm"
          />
        </div>
        <div role="status" className="shrink-0 text-muted">
          {items.length === 0 && <p className="px-4 py-6">{emptyText}</p>}
        </div>
        {/* The first item keeps its id when it becomes another one, so that its change alone is not heard. */}
        <PoliteStatus text={active ? `${items.length} found: ${active.label}` : ''} />
        {items.length > 0 && (
          <div
            role="listbox"
            id={`${baseId}-list`}
            aria-label={label}
            className="min-h-0 overflow-y-auto overscroll-contain p-2"
          >
            {groups
              .filter((group) => group.items.length > 0)
              .map((group) => (
                <fieldset key={group.label} aria-label={group.label} className="min-w-0 pb-2 last:pb-0">
                  <div aria-hidden className="px-2 py-1.5 text-xs text-muted">
                    {group.label}
                  </div>
                  {group.items.map((item) => (
                    <div
                      key={item.id}
                      role="option"
                      id={optionId(item)}
                      tabIndex={-1}
                      aria-selected={item === active}
                      ref={item === active ? scrollIntoView : undefined}
                      onMouseMove={() => setPointedAt(item.id)}
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => choose(item)}
                      onKeyDown={handleKeyDown}
                      className="flex min-h-10 cursor-default scroll-mt-8 items-center gap-x-3 rounded-lg px-2 max-sm:flex-wrap max-sm:py-2 aria-selected:bg-accent-ground forced-colors:aria-selected:outline-2 forced-colors:aria-selected:-outline-offset-2"
                    >
                      {item.icon && <span className="shrink-0 text-muted">{item.icon}</span>}
                      <span className={`max-w-3/5 shrink-0 truncate ${item.mono ? 'font-mono text-[0.8125rem]' : ''}`}>
                        {item.label}
                      </span>
                      {item.detail && (
                        <span className="ml-auto min-w-0 truncate text-muted max-sm:basis-full max-sm:whitespace-normal max-sm:text-small">
                          {item.detail}
                        </span>
                      )}
                    </div>
                  ))}
                </fieldset>
              ))}
          </div>
        )}
      </div>
    </dialog>
  );
}
