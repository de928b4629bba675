/** A table of port mappings as a text that imports back to the same table. */
import { csvCell, guardFormula } from './csv-cells.ts';
import { type CurlConnection, curlOf, quoteForShell, visibleJson } from './curl.ts';
import { atOnce, eachInSteps, type InSteps } from './in-steps.ts';
import { bodyOf } from './port-mapping-edits.ts';
import { ADD, AFTER_COMMAND, AFTER_MAPPINGS, BEFORE_COMMAND, BODY } from './port-mapping-script.ts';
import type { PortMapping } from './port-mappings.ts';
import { formatNumber } from './units.ts';

/** A mapping with what the API does not know of it. */
export type ExportedMapping = PortMapping & { containerName?: string; label?: string; note?: string };

function* linesOf(rows: readonly ExportedMapping[], lineOf: (row: ExportedMapping, place: number) => string) {
  const lines: string[] = [];
  yield* eachInSteps(rows, (row, place) => void lines.push(lineOf(row, place)));
  return lines;
}

const CSV_HEADER = 'protocol,public_port,container,container_name,private_address,private_port,label,note\r\n';

const textCell = (text: string | undefined) => (text ? csvCell(guardFormula(text)) : '');

function csvLine(row: ExportedMapping): string {
  const { proto, public_port, container, container_ip, private_port, containerName, label, note } = row;
  const target = `${container},${textCell(containerName)},${textCell(container_ip)},${private_port}`;
  return `${proto},${public_port},${target},${textCell(label)},${textCell(note)}\r\n`;
}

/** CSV with a header (RFC 4180). A text that a spreadsheet would take for a formula has an apostrophe in front. */
export function csvOf(rows: readonly ExportedMapping[]): string {
  return atOnce(csvInSteps(rows)).join('');
}

/** {@link csvOf} for a page that must stay fluent meanwhile, in parts, such as a Blob takes. */
export function* csvInSteps(rows: readonly ExportedMapping[]): InSteps<string[]> {
  const lines = yield* linesOf(rows, csvLine);
  return [CSV_HEADER, ...lines];
}

/** What the API does not know, left out where there is nothing. */
function notesOf({ containerName, label, note }: ExportedMapping) {
  return {
    ...(containerName ? { container_name: containerName } : {}),
    ...(label ? { label } : {}),
    ...(note ? { note } : {}),
  };
}

function jsonRow(row: ExportedMapping): string {
  const { id, proto, public_port, container, container_ip, private_port } = row;
  return JSON.stringify({ id, proto, public_port, container, container_ip, private_port, ...notesOf(row) });
}

/** JSON: an array of rows as the API has them, one a line, with `container_name`, `label` and `note`. */
export function jsonOf(rows: readonly ExportedMapping[]): string {
  return atOnce(jsonInSteps(rows)).join('');
}

/** {@link jsonOf} in steps and parts. */
export function* jsonInSteps(rows: readonly ExportedMapping[]): InSteps<string[]> {
  const last = rows.length - 1;
  const lines = yield* linesOf(rows, (row, place) => `  ${jsonRow(row)}${place < last ? ',' : ''}\n`);
  return ['[\n', ...lines, ']\n'];
}

function scriptLine(row: ExportedMapping): string {
  const notes = notesOf(row);
  const comment = Object.keys(notes).length > 0 ? ` # ${visibleJson(notes)}` : '';
  return `${ADD} ${quoteForShell(JSON.stringify(bodyOf(row)))}${comment}\n`;
}

const aboutScript = (address: string, count: number) => `#!/bin/sh
# Creates ${formatNumber(count)} port mappings on ${visibleJson(address).slice(1, -1)}, one for each line that begins with "${ADD}".
# The API refuses what exists already, so a refusal is named and the next one is sent: run it again as often as needed.
# It stops where the API gives any other answer or none. It takes your password from $UWSGI_IT_PASSWORD.
# Names, labels and notes are comments: the API has no place for them.
`;

/** The one command of the script, for any mapping. Its only output is the status. */
function commandOfScript({ apiUrl, username }: CurlConnection, address: string): string {
  const command = curlOf({ apiUrl, username, method: 'POST', path: `portmappings/${address}` });
  // An empty value keeps curl from adding a Content-Type of its own.
  const body = `-H 'Content-Type:' --data-raw "${BODY}"`;
  return `${command} \\\n  ${body} \\\n  --silent --show-error --output /dev/null --write-out '%{http_code}'`;
}

/**
 * A script for a POSIX shell with curl that creates the mappings on the server at `address`, and ends with status 1
 * when one was refused. It goes on after a refusal, because the API refuses what exists already, but not after any other
 * failure. The password is not in it.
 */
export function shellScriptOf(connection: CurlConnection, address: string, rows: readonly ExportedMapping[]): string {
  return atOnce(shellScriptInSteps(connection, address, rows)).join('');
}

/** {@link shellScriptOf} in steps and parts. */
export function* shellScriptInSteps(
  connection: CurlConnection,
  address: string,
  rows: readonly ExportedMapping[],
): InSteps<string[]> {
  const lines = yield* linesOf(rows, scriptLine);
  const command = commandOfScript(connection, address);
  return [aboutScript(address, rows.length), BEFORE_COMMAND, command, AFTER_COMMAND, ...lines, AFTER_MAPPINGS];
}
