import { useEffect, useState } from 'react';
import { PoliteStatus } from '../../../ui/polite-status.tsx';
import { useNow } from '../../../ui/use-now.ts';

/** Often enough to know that it goes on, seldom enough to work beside it. */
const SAID_EVERY_MS = 20_000;

export interface RunAnnouncementsProps {
  /** What the run is called in its state. */
  title: string;
  progress: string;
  /** Progress is said from time to time while this holds, and at once when it changes. */
  isGoing: boolean;
  /** The heading has the focus, and is read by that. */
  isReadAtFirst: boolean;
}

/** Says how far a run is: at its start, when its state changes, and every 20 s in between. Never a single step. */
export function RunAnnouncements({ title, progress, isGoing, isReadAtFirst }: RunAnnouncementsProps) {
  const now = useNow(SAID_EVERY_MS);
  const occasion = `${title} ${isGoing ? now : ''}`;
  const [said, setSaid] = useState({ occasion, text: isReadAtFirst ? '' : `${title}: ${progress}` });
  if (said.occasion !== occasion) setSaid({ occasion, text: `${title}: ${progress}` });
  // Assistive technology hears what is added to a region that stands already.
  const [stands, setStands] = useState(false);
  useEffect(() => setStands(true), []);
  return <PoliteStatus role="status" text={stands ? said.text : ''} occasion={said} delayMs={100} />;
}
