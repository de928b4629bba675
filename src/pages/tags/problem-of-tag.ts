import { type Problem, problemBeforeWrite } from '../shared/problem.tsx';

/** Why nothing was sent: the tag could not be read just before, or the person had signed out. */
export function problemBefore(error: unknown, title: string, name: string): Problem {
  return problemBeforeWrite(error, title, `the tag ${name}`);
}

/** What to say when neither the answer nor the reads after it told; `readError` when there was no reading at all. */
export function problemUnknown(what: string, readError: unknown): Problem {
  const reads = readError ? 'the tags cannot be read' : 'the reads after it do not show it';
  return {
    title: `It is not known whether ${what}`,
    detail: `No answer proved it, and ${reads}. Nothing was sent twice. Look at the table before you repeat it.`,
  };
}
