/** What the sign-in form may remember in this browser: never a password (design.md §5). */
export interface Remembered {
  apiUrl: string;
  username: string;
}

const STORAGE_KEY = 'remembered';

/** The API URL and username of the last sign-in in this browser; empty strings when there are none. */
export function remembered(): Remembered {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Record<keyof Remembered, unknown>>;
    return {
      apiUrl: typeof kept.apiUrl === 'string' ? kept.apiUrl : '',
      username: typeof kept.username === 'string' ? kept.username : '',
    };
  } catch {
    return { apiUrl: '', username: '' };
  }
}

/** Remembers the API URL and the username for the next sign-in in this browser. */
export function remember({ apiUrl, username }: Remembered): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ apiUrl, username }));
  } catch {
    // Remembering is a convenience; a browser that forbids storage signs in all the same.
  }
}
