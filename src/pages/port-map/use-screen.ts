import { type RefObject, startTransition, useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** Whether a media query holds, re-rendering when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

// A zoom changes it, and so does a window that is moved to another screen; each ratio has a query of its own.
function subscribeToRatio(onChange: () => void) {
  let list: MediaQueryList | undefined;
  const watch = () => {
    list?.removeEventListener('change', change);
    list = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    list.addEventListener('change', change);
  };
  const change = () => {
    watch();
    onChange();
  };
  watch();
  return () => list?.removeEventListener('change', change);
}

/** How many device pixels a CSS pixel has now. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(subscribeToRatio, () => devicePixelRatio);
}

/** The width of an element in CSS pixels, known before its first paint; undefined until then. */
export function useWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  // Only the browser knows how much room there is.
  useLayoutEffect(() => {
    if (!element.current) return;
    setWidth(element.current.getBoundingClientRect().width);
    const observer = new ResizeObserver(([entry]) => startTransition(() => setWidth(entry?.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
