import { eachInSteps, type InSteps } from '../../rules/in-steps.ts';
import {
  type ImportContext,
  type ImportedLine,
  type ImportedMapping,
  readImportInSteps,
} from '../../rules/port-mapping-imports.ts';
import type { WantedList } from './wanted-list.ts';

/** A text as it was read, and what is wanted by it. */
export interface ReadText {
  list: WantedList;
  /** Those that could not be read. */
  failed: readonly ImportedLine[];
  /** The names that several containers have, once each. */
  questions: readonly { name: string; candidates: readonly number[] }[];
  /** What of the text is not used, and what it leaves open, as sentences. */
  hints: readonly string[];
}

/** Reads a text line by line; see `readImport`. */
export function* readTextInSteps(text: string, context: ImportContext): InSteps<ReadText> {
  const { format, lines, hints } = yield* readImportInSteps(text, context);
  const rows: ImportedMapping[] = [];
  const failed: ImportedLine[] = [];
  const questions = new Map<string, readonly number[]>();
  let asking = 0;
  let counted = 0;
  yield* eachInSteps(lines, (line) => {
    if (line.about === undefined) counted += 1;
    if (line.error !== undefined) failed.push(line);
    if (line.question) {
      asking += 1;
      questions.set(line.question.name, line.question.candidates);
    }
    for (const row of line.rows) rows.push(row);
  });
  return {
    list: { origin: 'import', rows, errors: failed.length, questions: asking, text: { format, lines: counted } },
    failed,
    questions: [...questions].map(([name, candidates]) => ({ name, candidates })),
    hints,
  };
}
