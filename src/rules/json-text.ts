/** Where values of JSON end in a text that may not be JSON. */

/** A mapping is flat: what is nested deeper than this is none, and need not be looked through to its end. */
const DEEPEST = 8;

/** Behind the value that begins at `begin` with a bracket; undefined when it is not closed. A text ends with its line. */
export function endOfValue(text: string, begin: number): number | undefined {
  const closers: string[] = [];
  const mark = /[{}[\]]|"(?:[^"\\\r\n]|\\[^\r\n])*"?/g;
  mark.lastIndex = begin;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const [character] = found;
    if (character === '{' || character === '[') closers.push(character === '{' ? '}' : ']');
    else if (character.startsWith('"')) continue;
    else if (closers.pop() !== character) return undefined;
    if (closers.length === 0) return mark.lastIndex;
    if (closers.length > DEEPEST) return undefined;
  }
  return undefined;
}

const SCALAR = /(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*(?:[,\]\r\n]|$))/y;

/** Behind spaces, line breaks and commas. */
export function skipCommas(text: string, begin: number): number {
  const space = /[\s,]*/y;
  space.lastIndex = begin;
  space.exec(text);
  return space.lastIndex;
}

/** Behind the last character before `from` that is no space. */
export function endOfContent(text: string, from: number): number {
  let end = from;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Behind the text, number or word of JSON that begins at `begin` and that is all before a comma or the end of the line. */
export function endOfScalar(text: string, begin: number): number | undefined {
  SCALAR.lastIndex = begin;
  return SCALAR.test(text) ? SCALAR.lastIndex : undefined;
}
