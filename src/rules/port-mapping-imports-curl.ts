/** Commands of curl that create a mapping, and the shell scripts of exports. */
import { readJsonRow } from './port-mapping-imports-json.ts';
import { quoted, type Reading, readingOf, Unreadable } from './port-mapping-imports-said.ts';
import { ADD, BODY } from './port-mapping-script.ts';
import { shellWords } from './shell-words.ts';

const CURL = /^(?:sudo\s+)?curl(?:\.exe)?\s/i;

/** Whether a command of this form begins here: it may be continued on further lines. */
export const beginsCurl = (text: string) => CURL.test(text);

const DATA = /^(?:-d|--data|--data-raw|--data-binary|--data-ascii|--json)$/;
const METHOD = /^(?:-X|--request)$/;
const PATH = /\/portmappings\/([^/?#]*)/;

interface Command {
  method?: string;
  data?: string;
  urls: string[];
  /** What makes of the data a part of the address. */
  reads?: string;
  /** Why it is not one request with one body. */
  several?: 'requests' | 'bodies';
}

const READS = /^(?:--get|--head|-[sSkvfigL]*[GI][sSkvfigL]*)$/;
const NEXT = /^(?:--next|-:)$/;

function takeWord(command: Command, word: string) {
  if (READS.test(word)) command.reads = word;
  if (NEXT.test(word)) command.several = 'requests';
  if (/^[a-z]+:\/\/|\/portmappings\//i.test(word)) command.urls.push(word);
}

/** The options that matter, also written in one word with their value, and all other words. */
function commandOf(words: readonly string[]): Command {
  const command: Command = { urls: [] };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const inline = /^(--[a-z-]+)=([\s\S]*)$/.exec(word) ?? /^(-[dX])([\s\S]+)$/.exec(word);
    const option = inline?.[1] ?? word;
    if (!DATA.test(option) && !METHOD.test(option)) {
      takeWord(command, word);
      continue;
    }
    const value = inline?.[2] ?? words[at + 1] ?? '';
    if (!inline) at += 1;
    if (DATA.test(option)) {
      if (command.data !== undefined) command.several ??= 'bodies';
      command.data = value;
    } else command.method = value.toUpperCase();
  }
  return command;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The server whose mappings the command is about. @throws Unreadable */
function serverOf({ urls, method, data, reads, several }: Command): string {
  if (several === 'requests') {
    throw new Unreadable('There are several requests in one command. Write each as a command of its own.');
  }
  if (method === 'DELETE') {
    throw new Unreadable('This command deletes, which is not imported. Delete the mapping in the table.');
  }
  if (reads !== undefined) throw new Unreadable(`This command only reads, by ${quoted(reads)}. Leave it out.`);
  const servers = urls.map((url) => PATH.exec(url)?.[1]).filter((segment) => segment !== undefined);
  const [server] = servers;
  const other = servers.find((segment) => segment !== server);
  if (server === undefined) throw new Unreadable('This command is not about port mappings. Leave it out.');
  if (data === undefined) throw new Unreadable('This command only reads: it has no -d with a mapping. Leave it out.');
  if (method !== undefined && method !== 'POST') {
    throw new Unreadable(`This command creates nothing: it uses ${quoted(method)}, not POST. Leave it out.`);
  }
  if (several === 'bodies') {
    throw new Unreadable('There are several bodies in one command. Write each mapping in a command of its own.');
  }
  if (other !== undefined) {
    throw new Unreadable(
      `This command is for several servers, ${quoted(server)} and ${quoted(other)}. Write one command for each.`,
    );
  }
  if (data.startsWith('@'))
    throw new Unreadable(`The mapping is in a file, ${quoted(data.slice(1))}. Paste what it holds.`);
  return decoded(server);
}

const whyOtherServer = (server: string, address: string) =>
  `This is for the server ${quoted(server)}, and this import for ${address}. Import it there.`;

/** Reads a command. `script` is the server of the script of which it is the command. Undefined: another form. */
export function readCurl(text: string, address: string): { reading: Reading; script?: string } | undefined {
  if (!CURL.test(text)) return undefined;
  const { words, rest, open } = shellWords(text);
  const command = commandOf(words);
  const reading = readingOf('curl', () => {
    if (open !== undefined) throw new Unreadable(`A quote ${open} is never closed. Close it.`);
    if (/^(?:;|&)[;&\s]*[^;&\s]/.test(rest) || rest.startsWith('||')) {
      throw new Unreadable('There are several commands on one line. Write each on a line of its own.');
    }
    const server = serverOf(command);
    if (server !== address) throw new Unreadable(whyOtherServer(server, address));
    return command.data === BODY ? [] : [readJsonRow(command.data ?? '')];
  });
  if (command.data !== BODY) return { reading };
  const script = decoded(command.urls.map((url) => PATH.exec(url)?.[1]).find(Boolean) ?? '');
  return { reading: 'error' in reading ? reading : { about: 'The command of the script' }, script };
}

const ADD_LINE = new RegExp(`^${ADD}\\s+'(\\{[^']*\\})'(?:\\s+#\\s*(.*))?$`);

/** What an export notes behind a mapping; nothing when somebody made another comment of it. */
function notesOf(text: string | undefined): { label?: string; note?: string } {
  if (text === undefined) return {};
  try {
    const { label, note } = JSON.parse(text);
    return { ...(typeof label === 'string' ? { label } : {}), ...(typeof note === 'string' ? { note } : {}) };
  } catch {
    return {};
  }
}

/**
 * Reads a line of an exported script, whose command was for the server `script`; a line alone is for any server.
 * Undefined: another form.
 */
export function readScriptLine(text: string, address: string, script: string | undefined): Reading | undefined {
  const match = ADD_LINE.exec(text);
  if (!match) return undefined;
  return readingOf('shell script', () => {
    if (script !== undefined && script !== address) throw new Unreadable(whyOtherServer(script, address));
    return [{ ...readJsonRow(match[1] ?? ''), ...notesOf(match[2]) }];
  });
}
