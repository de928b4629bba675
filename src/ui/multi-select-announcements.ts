import { useState } from 'react';

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, index) => name === others[index]);
}

/** What a person chose, removed or created, in words, once it is in the value; empty before. */
function describeChange(
  before: readonly string[],
  after: readonly string[],
  asked: string | readonly string[],
  shown: (name: string) => string,
): string {
  if (typeof asked === 'string') return after.includes(asked) ? `${shown(asked)} created and chosen.` : '';
  if (!isSame(asked, after)) return '';
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  return [...added.map((name) => `${shown(name)} chosen.`), ...removed.map((name) => `${shown(name)} removed.`)].join(
    ' ',
  );
}

/** Says what the person did in the field. Others change the value too, by a refresh for one: that is nobody's choice here. */
export function useAnnouncements(value: readonly string[], shown: (name: string) => string) {
  // What was asked for and is not in the value yet: the name to create, or the names chosen.
  const [asked, setAsked] = useState<string | readonly string[]>();
  const [known, setKnown] = useState({ value, said: '' });
  if (!isSame(known.value, value)) {
    const said = asked === undefined ? '' : describeChange(known.value, value, asked, shown);
    setKnown({ value, said });
    if (said !== '' || typeof asked !== 'string') setAsked(undefined);
  }
  return {
    said: known.said,
    ask: (next: string | readonly string[]) => {
      if (typeof next === 'string' || !isSame(next, value)) setAsked(next);
    },
  };
}
