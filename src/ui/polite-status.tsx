import { useEffect, useState } from 'react';

/** It has been heard by then, and must not be met a second time by whoever reads on. */
const STANDS_MS = 3000;

const NOTHING = { text: '' };

export interface PoliteStatusProps {
  /** Said when it changes: once, when it has stood for `delayMs`. What stands at first is no news. */
  text: string;
  /** Says the text anew when this changes, though it is the same text. */
  occasion?: unknown;
  /** What changes now is said by other means. */
  quiet?: boolean;
  /** Long enough that a person who types hears what is left at the end, not what each key leaves. */
  delayMs?: number;
  role?: 'status';
}

/** Says aloud what is also shown, and is empty again afterwards (WCAG 2.2 4.1.3). */
export function PoliteStatus({ text, occasion, quiet = false, delayMs = 500, role }: PoliteStatusProps) {
  const [seen, setSeen] = useState({ text, occasion });
  const [due, setDue] = useState(NOTHING);
  const [said, setSaid] = useState(NOTHING);
  if (seen.text !== text || seen.occasion !== occasion) {
    setSeen({ text, occasion });
    setDue(quiet || text === '' ? NOTHING : { text });
  } else if (quiet && due !== NOTHING) {
    setDue(NOTHING);
  }

  useEffect(() => {
    if (due === NOTHING) return;
    const timers = [setTimeout(setSaid, delayMs, due), setTimeout(setSaid, delayMs + STANDS_MS, NOTHING)];
    return () => timers.forEach(clearTimeout);
  }, [due, delayMs]);

  return (
    <p role={role} aria-live="polite" className="sr-only">
      {said === due ? said.text : null}
    </p>
  );
}
