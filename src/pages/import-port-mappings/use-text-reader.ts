import { useCallback, useEffect, useState } from 'react';
import type { InSteps } from '../../rules/in-steps.ts';
import type { ImportContext } from '../../rules/port-mapping-imports.ts';
import { useWasIdle } from '../../ui/when-idle.ts';
import { useInSteps } from '../shared/use-in-steps.ts';
import type { ReadText, readTextInSteps } from './read-text.ts';
import type { Reading } from './wanted-list.ts';

/** What is read of a text so far, and how far that is. */
export interface TextReading extends Reading {
  read: ReadText | undefined;
  /** The code that reads did not come, e.g. offline. */
  isMissing: boolean;
}

function* nothingYet(): InSteps<undefined> {
  yield;
  return undefined;
}

/** Reads a text in turns with the page. What reads all its forms is loaded when the page is idle, or with the first text. */
export function useTextReader(text: string, context: ImportContext): TextReading {
  const [reader, setReader] = useState<typeof readTextInSteps>();
  const [isMissing, setIsMissing] = useState(false);
  const isWanted = useWasIdle() || text !== '';
  // Code comes from outside.
  useEffect(() => {
    if (!isWanted) return;
    import('./read-text.ts').then(
      (module) => setReader(() => module.readTextInSteps),
      () => setIsMissing(true),
    );
  }, [isWanted]);
  const begin = useCallback(() => (reader ? reader(text, context) : nothingYet()), [reader, text, context]);
  const { result, isCurrent, isSlow } = useInSteps(begin);
  return { read: result, isCurrent: isCurrent && reader !== undefined, isSlow, isMissing };
}
