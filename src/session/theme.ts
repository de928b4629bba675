import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

/** Where the choice is kept in `localStorage`. */
export const THEME_KEY = 'theme';
const listeners = new Set<() => void>();

function chosenTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function show(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Shows the panel in this theme and remembers it; `before-paint.js` reads it back before the first paint, so that none flashes. */
export function chooseTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // The choice then lasts until the next reload.
  }
  show(theme);
}

/** Another tab has chosen. */
export function showStoredTheme(): void {
  const theme = localStorage.getItem(THEME_KEY);
  show(theme === 'light' || theme === 'dark' ? theme : 'system');
}

/** The chosen theme, re-rendering on every change. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenTheme);
}
