import { formatNumber } from '../../rules/units.ts';

/** The whole port space of a server as JSON takes 16 MB; with notes on each, twice that. */
const MOST_BYTES = 40_000_000;

const inMegabytes = (bytes: number) => `${formatNumber(Math.ceil(bytes / 1_000_000))} MB`;

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-16le', first: 0xff, second: 0xfe },
  { encoding: 'utf-16be', first: 0xfe, second: 0xff },
];

function encodingOf(bytes: Uint8Array): string {
  const mark = BYTE_ORDER_MARKS.find(({ first, second }) => bytes[0] === first && bytes[1] === second);
  return mark?.encoding ?? 'utf-8';
}

/** Reads a file as text, or says why it is not read. Spreadsheets save UTF-16 with its mark too. */
export async function readTextFile(file: File): Promise<{ text: string } | { error: string }> {
  const { name, size } = file;
  if (size > MOST_BYTES) {
    return {
      error: `${name} was not read: it has ${inMegabytes(size)}, and more than ${inMegabytes(MOST_BYTES)} is no list of mappings. Choose another file.`,
    };
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return { text };
  } catch (error) {
    if (!(error instanceof TypeError)) {
      return { error: `${name} was not read: the browser could not open it. Choose it again, or paste its text.` };
    }
  }
  return { error: `${name} was not read: it is not a text. Save it as CSV, JSON or plain text first.` };
}
