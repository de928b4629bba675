import { useState } from 'react';
import { PoliteStatus } from '../../ui/polite-status.tsx';

/** Says what a filter leaves, when the typing rests and never when the data changes: a refresh must not interrupt. */
export function FilterAnnouncement({ filter, children }: { filter: string; children: string }) {
  const [said, setSaid] = useState({ filter, text: '' });
  if (said.filter !== filter) setSaid({ filter, text: children });
  return <PoliteStatus role="status" text={said.text} occasion={said} />;
}
