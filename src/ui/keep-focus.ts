import { type RefObject, useEffect } from 'react';

/**
 * Gives the focus to `fallback` when the element that has it leaves the document: a Try again that worked, a notice that
 * is dismissed. Browsers then leave the focus on the body, and a keyboard or screen-reader user starts anew from the top
 * of the page (WCAG 2.2 2.4.3). One observer rather than a ref in every place that may vanish, where one is forgotten.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>): void {
  // Focus belongs to the document, and who removes the focused element does not know that it was focused.
  useEffect(() => {
    let last: Element | null = document.activeElement;

    function remember(event: FocusEvent) {
      last = event.target as Element;
    }
    // A person who clicks beside everything takes the focus away on purpose; a removal looks the same until it is done.
    function forget(event: FocusEvent) {
      queueMicrotask(() => {
        if (last === event.target && last?.isConnected && document.activeElement !== last) last = null;
      });
    }
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      fallback.current?.focus({ preventScroll: true });
    });

    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', forget);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', forget);
    };
  }, [fallback]);
}
