/** Which form a line of an import has. */
import type { InSteps } from './in-steps.ts';
import { readArrow } from './port-mapping-imports-arrows.ts';
import type { ComposeReader } from './port-mapping-imports-compose.ts';
import { readHeader, readRow } from './port-mapping-imports-csv.ts';
import { beginsCurl, readCurl, readScriptLine } from './port-mapping-imports-curl.ts';
import { beginsDocker, readBare, readDocker } from './port-mapping-imports-docker.ts';
import { beginsForward, readPacketRule, readSocat } from './port-mapping-imports-forwards.ts';
import { takeJson } from './port-mapping-imports-json.ts';
import type { Reading } from './port-mapping-imports-said.ts';
import type { Source } from './port-mapping-imports-source.ts';
import { BEGIN_OF_SCRIPT, isLineOfScript } from './port-mapping-script.ts';
import { withoutComment } from './yaml-lines.ts';

/** A command or a line that is longer is no list of mappings. */
const LONGEST_COMMAND = 1_000_000;
const LONGEST_LINE = 10_000;
/** So far behind its line the quote of a body may be closed. */
const LONGEST_BODY = 10_000;

const NOT_UNDERSTOOD: Reading = { error: 'Not understood. Write it such as tcp 8080 -> hydra:8000, or 8080:8000.' };

const isContinued = (line: string) => (/\\+$/.exec(line)?.[0].length ?? 0) % 2 === 1;

/** The last line of the command that begins at `place`: continued by a backslash, or by a body in quotes. */
function endOfCommand({ lines }: Source, place: number): number {
  let last = place;
  while (last + 1 < lines.count && isContinued(lines.textOf(last))) last += 1;
  const body = /(?:-d|--data(?:-raw|-binary|-ascii)?|--json)[ =]?(["'])\s*\{?\s*$/.exec(lines.textOf(last));
  if (!body) return last;
  const begin = lines.endOf(last);
  const rest = lines.text.slice(begin, begin + LONGEST_BODY);
  const close = rest.search(body[1] === "'" ? /'/ : /(?<!\\)"/);
  if (close < 0) return last;
  let end = lines.lineAt(begin + close);
  while (end + 1 < lines.count && isContinued(lines.textOf(end))) end += 1;
  return end;
}

const withoutPrompt = (text: string) => text.replace(/^[$>]\s+/, '');

/** Commands, which may be continued on further lines. */
function readCommand(source: Source, text: string): { last: number; reading: Reading } | undefined {
  const plain = withoutPrompt(text);
  if (!beginsDocker(plain) && !beginsCurl(plain) && !beginsForward(plain)) return undefined;
  const { lines, place, address } = source;
  const last = endOfCommand(source, place);
  const whole = withoutPrompt(lines.textOf(place, last).trim());
  if (whole.length > LONGEST_COMMAND) return { last, reading: { error: 'This command is too long. Split it.' } };
  const curl = readCurl(whole, address);
  if (curl?.script !== undefined) source.script = { address: curl.script };
  const reading =
    curl?.reading ?? readDocker(whole, address) ?? readSocat(whole, address) ?? readPacketRule(whole, address);
  return { last, reading: reading ?? NOT_UNDERSTOOD };
}

/** Forms of one line. */
function readLine(source: Source, text: string): Reading | undefined {
  const { address, isUid } = source;
  if (text.length > LONGEST_LINE) return undefined;
  if (text === BEGIN_OF_SCRIPT) source.script = {};
  if (source.script && isLineOfScript(text)) return { about: 'Part of the script' };
  const plain = withoutComment(text);
  return (
    readScriptLine(text, address, source.script?.address) ??
    readArrow(plain, address, isUid) ??
    readBare(plain, address)
  );
}

/** Reads what begins on the line at hand, emits it and moves on behind it. */
export function* takeRecord(source: Source, compose: ComposeReader): InSteps<undefined> {
  const { lines, place, csv } = source;
  const text = lines.textOf(place).trim();
  if (text === '') {
    source.place += 1;
    return undefined;
  }
  const row = csv && readRow(lines, place, csv);
  if (row && 'mappings' in row.reading) return yield* take(source, row);
  if (text.startsWith('#')) {
    source.place += 1;
    return undefined;
  }
  const block = compose.read(place);
  if (block) return yield* take(source, block);
  if (yield* takeJson(source)) return undefined;
  const command = readCommand(source, text);
  if (command) return yield* take(source, command);
  const header = readHeader(lines.textOf(place));
  if (header) source.csv = header.header;
  const reading = header?.reading ?? readLine(source, text) ?? row?.reading ?? NOT_UNDERSTOOD;
  return yield* take(source, { last: place, reading });
}

function* take(source: Source, { last, reading }: { last: number; reading: Reading }): InSteps<undefined> {
  const first = source.place;
  source.place = last + 1;
  return yield* source.emit({ first, last, reading });
}
