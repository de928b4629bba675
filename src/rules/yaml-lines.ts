/** The little of YAML that lists of ports need. */

const KEY = /^(\s*)(?:(["'])([^"']{1,200})\2|([\w.-]{1,200}))\s*:(?:\s+(.*))?$/;

/** `key: value`, the value perhaps empty. */
export interface KeyLine {
  indent: number;
  key: string;
  value: string;
}

/** Reads a key with what follows it on its line; undefined for any other line. */
export function keyOf(line: string): KeyLine | undefined {
  const match = KEY.exec(line);
  if (!match) return undefined;
  const [, space = '', , quotedKey, plainKey, value = ''] = match;
  return { indent: space.length, key: quotedKey ?? plainKey ?? '', value: withoutComment(value) };
}

/** The text before a `#` that begins a word, outside quotes, without spaces around it. */
export function withoutComment(text: string): string {
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if ((character === '"' || character === "'") && !/\w/.test(text.charAt(at - 1))) quote = character;
    else if (character === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))) return text.slice(0, at).trim();
  }
  return text.trim();
}

/** The text within quotes around all of it. */
export const withoutQuotes = (text: string) => text.trim().replace(/^(["'])(.*)\1$/, '$2');
/** How many spaces a line begins with. */
export const indentOf = (line: string) => line.search(/\S|$/);
