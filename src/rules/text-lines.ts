/** A text by its lines, which end at LF, CR LF or CR. Places of lines count from 0. */
import type { InSteps } from './in-steps.ts';

const LINES_A_STEP = 5000;

export class TextLines {
  readonly text: string;
  /** Where each line begins and, at the same place, ends before its line break. */
  private readonly begins: number[] = [];
  private readonly ends: number[] = [];

  private constructor(text: string) {
    this.text = text;
  }

  /** Finds the lines of a text. */
  static *of(text: string): InSteps<TextLines> {
    const lines = new TextLines(text);
    const lineBreak = /\r\n?|\n/g;
    let begin = 0;
    for (let found = lineBreak.exec(text); found; found = lineBreak.exec(text)) {
      lines.begins.push(begin);
      lines.ends.push(found.index);
      begin = lineBreak.lastIndex;
      if (lines.begins.length % LINES_A_STEP === 0) yield;
    }
    lines.begins.push(begin);
    lines.ends.push(text.length);
    return lines;
  }

  get count(): number {
    return this.begins.length;
  }

  beginOf(line: number): number {
    return this.begins[line] ?? this.text.length;
  }

  endOf(line: number): number {
    return this.ends[line] ?? this.text.length;
  }

  /** The lines from `first` to `last`, with the line breaks between them as typed. */
  textOf(first: number, last = first): string {
    return this.text.slice(this.beginOf(first), this.endOf(last));
  }

  /** On which line a place of the text is. */
  lineAt(place: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.beginOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
