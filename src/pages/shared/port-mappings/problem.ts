import { type Problem, problemBeforeWrite } from '../problem.tsx';

/** Why nothing was sent: the table could not be read just before, or the person had signed out. */
export function problemBefore(error: unknown, title: string, address: string): Problem {
  return problemBeforeWrite(error, title, `the port mappings of ${address}`);
}

/** What to say when neither the answer nor the reads after it told; `readError` when there was no reading at all. */
export function problemUnknown(what: string, readError: unknown): Problem {
  const table = readError ? 'the table cannot be read' : 'the table could not tell within 30 s';
  return {
    title: `It is not known whether ${what}`,
    detail: `No answer proved it, and ${table}. Nothing was sent twice. Look at the table before you repeat it.`,
  };
}
