import { useState } from 'react';

/** Says what a filter leaves, each time it changes and never when the data does: a refresh must not interrupt. */
export function FilterAnnouncement({ filter, children }: { filter: string; children: string }) {
  const [said, setSaid] = useState({ filter, text: '' });
  if (said.filter !== filter) setSaid({ filter, text: children });
  return (
    <p role="status" className="sr-only">
      {said.text}
    </p>
  );
}
