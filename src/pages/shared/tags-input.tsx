import { type ComponentType, useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { shownText } from '../../rules/shown-text.ts';
import type { MultiSelectProps } from '../../ui/multi-select.tsx';
import { MultiSelectStandIn } from '../../ui/multi-select-stand-in.tsx';
import { whenIdle } from '../../ui/when-idle.ts';

/** In the place of a field whose code could not be loaded; the rest of the form works without it. */
function TagsUnavailable() {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">Tags</p>
      <p className="text-muted">
        This field could not be loaded. All else works. Reload the page when the network is back.
      </p>
    </div>
  );
}

/** A press that has begun ends where it began: the field must not be exchanged under it. */
async function untilNoPress(element: HTMLElement) {
  if (!element.matches(':active')) return;
  // Its click comes right after it.
  await new Promise<void>((resolve) => addEventListener('pointerup', () => setTimeout(resolve), { once: true }));
}

interface Loaded {
  Field: ComponentType<MultiSelectProps>;
  /** What was begun in the field that stood in. */
  begun: MultiSelectProps['begun'];
}

/**
 * A field for the tags of something. Its list is the heaviest widget of a form, and an optional one: it loads when the form
 * stands and the browser is idle, or when the person comes to it (design.md §7). Until then a plain field has its place and
 * its size, and hands over the focus and what is typed.
 */
export function TagsInput(given: Omit<MultiSelectProps, 'label' | 'placeholder' | 'createLabel' | 'shown' | 'begun'>) {
  const place = useRef<HTMLDivElement>(null);
  const isAskedFor = useRef(false);
  const wasClicked = useRef(false);
  const [loaded, setLoaded] = useState<Loaded>();

  async function load() {
    if (isAskedFor.current) return;
    isAskedFor.current = true;
    const Field = await import('../../ui/multi-select.tsx').then(
      (module) => module.MultiSelect,
      () => TagsUnavailable,
    );
    if (place.current) await untilNoPress(place.current);
    const before = place.current?.querySelector('input');
    if (!before) return;
    const { value: text, selectionStart, selectionEnd } = before;
    const hasFocus = place.current?.contains(document.activeElement) ?? false;
    const isTyping = before === document.activeElement;
    const begun = { text: isTyping ? '' : text, isOpen: isTyping && wasClicked.current };
    // At once: no key pressed between the two fields may be lost.
    flushSync(() => setLoaded({ Field, begun }));
    const input = place.current?.querySelector('input');
    if (!hasFocus || !input) return;
    input.focus({ preventScroll: true });
    if (!isTyping || text === '') return;
    // Typed anew, the text opens the list with its first match marked, which Enter then takes.
    input.setRangeText(text);
    input.setSelectionRange(selectionStart, selectionEnd);
    input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  }

  const loadWhenIdle = useEffectEvent(() => whenIdle(() => void load()));
  // Only the browser knows when it is idle.
  useEffect(() => loadWhenIdle(), []);

  const props = {
    ...given,
    label: 'Tags',
    shown: shownText,
    createLabel: (name: string) => `Create the tag ${shownText(name)}`,
    placeholder: 'Choose tags, or type a new one',
  };
  return (
    <div ref={place}>
      {loaded ? (
        <loaded.Field {...props} begun={loaded.begun} />
      ) : (
        <MultiSelectStandIn
          {...props}
          onWanted={(isClick) => {
            wasClicked.current ||= isClick;
            void load();
          }}
        />
      )}
    </div>
  );
}
