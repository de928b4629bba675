/** Words of a command line, as a POSIX shell has them. */

export interface ShellWords {
  words: string[];
  /** What follows the first operator that stands outside quotes, with the operator: a pipe, another command. */
  rest: string;
  /** The quote that is never closed. */
  open?: '"' | "'";
}

// In single quotes, in double quotes, escaped, space, an operator, plain. A quote may never be closed.
const PIECE = /'([^']*)('?)|"((?:[^"\\]+|\\[\s\S]?)*)("?)|\\(\r\n|[\s\S]?)|(\s+)|([;|&<>()])|([^'"\\\s;|&<>()]+)/y;

const isLineBreak = (text: string) => /^(?:\r\n|\n|\r)$/.test(text);
const withoutEscapes = (text: string) =>
  text.replace(/\\(\n|["\\$`])/g, (_, escaped) => (escaped === '\n' ? '' : escaped));

/** The text of a piece of a word; undefined for what stands between words. */
function textOfPiece([, single, , double, , escaped, , , plain]: RegExpExecArray): string | undefined {
  if (single !== undefined) return single;
  if (double !== undefined) return withoutEscapes(double);
  if (escaped !== undefined) return isLineBreak(escaped) ? undefined : escaped;
  return plain;
}

function openQuoteOf([, single, singleEnd, double, doubleEnd]: RegExpExecArray): ShellWords['open'] {
  if (single !== undefined && singleEnd === '') return "'";
  return double !== undefined && doubleEnd === '' ? '"' : undefined;
}

/** Reads words with quotes and backslashes. Expansions such as `$NAME` stay as they are. Time grows with the text only. */
export function shellWords(text: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  while (at < text.length) {
    if (word === undefined && text.charAt(at) === '#') at = endOfLine(text, at);
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (!piece) break;
    const [, , , , , , space, operator] = piece;
    if (operator !== undefined) {
      endWord();
      return { words, rest: text.slice(at) };
    }
    at = PIECE.lastIndex;
    if (space !== undefined) endWord();
    const said = textOfPiece(piece);
    if (said !== undefined) word = (word ?? '') + said;
    const open = openQuoteOf(piece);
    if (open) return { words: [...words, word ?? ''], rest: '', open };
  }
  endWord();
  return { words, rest: '' };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
