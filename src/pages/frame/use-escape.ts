import { useEffect, useEffectEvent } from 'react';

/** Calls `close` on Escape while something is open, unless a dialog over it is what Escape closes. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    close();
  });
  // The key belongs to the document: the focus may be beside what is open.
  useEffect(() => {
    if (!isOpen) return;
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOpen]);
}
