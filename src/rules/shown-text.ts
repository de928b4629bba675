/** How texts of the API are drawn and said: as data, which may neither hide nor turn around what stands beside it. */

// Controls but tab and line breaks; what only formats, such as an override of direction, but the joiners of emoji and of
// Persian; the separators of lines and paragraphs; half of a character.
const UNSEEN = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

const codeOf = (character: string) =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A name, tag, note, hostname or distro as it is drawn, and said in a sentence: a character that cannot be seen is shown by
 * its code, so that two names that look the same are the same; a text with letters written from right to left is isolated
 * (Unicode UAX #9), so that an address beside it keeps its order. Nearly every text is given back as it is. Never to be
 * sent, compared or searched for.
 */
export function shownText(text: string): string {
  const visible = text.replace(UNSEEN, codeOf);
  return RIGHT_TO_LEFT.test(visible) ? `${FIRST_STRONG_ISOLATE}${visible}${POP_DIRECTIONAL_ISOLATE}` : visible;
}
