/** What people ask about ports, in the search and above the table of all mappings. */
import type { Protocol } from '../api/schemas.ts';

/** "Who holds port 9000?", or "where does hydra listen?". */
export type PortQuestion =
  | { kind: 'port'; port: number; proto?: Protocol }
  /** `name` as typed, in lower case: the name of a container, or its uid. */
  | { kind: 'container'; name: string };

const MOST = 65_535;

const PORT =
  /^(?:(?:who|what|which container) (?:holds|has|uses|owns|takes|is on|is at|listens on|gets) )?(?:ports? )?(?:(tcp|udp)[ /:]*)?(?:port )?(\d{1,5})(?:[ /]*(tcp|udp))?$/;

const WHERE = [
  /^where (?:does|do|is) (.+?)(?: listen(?:s|ing)?(?: on| at)?)?$/,
  /^(?:(?:the )?ports (?:of|for)|(?:which|what) ports? (?:does|of|has)) (.+?)(?: (?:have|hold|use|listen on))?$/,
  /^(.+?)(?:'s)? ports?$/,
];

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[?\s]+/g, ' ')
    .trim();

/** What is asked; undefined for any other text, also for a bare name, which may be anything's. */
export function readPortQuestion(text: string): PortQuestion | undefined {
  const asked = plain(text);
  const [, before, digits, after] = PORT.exec(asked) ?? [];
  const port = Number(digits);
  if (digits && port > 0 && port <= MOST && !(before && after)) {
    const proto = (before ?? after) as Protocol | undefined;
    return proto ? { kind: 'port', port, proto } : { kind: 'port', port };
  }
  for (const form of WHERE) {
    const name = form.exec(asked)?.[1];
    if (name) return { kind: 'container', name };
  }
  return undefined;
}

/** The question as the few words that a filter takes: `tcp 9000`, `hydra`. Any other text as it is. */
export function filterOfQuestion(text: string): string {
  const question = readPortQuestion(text);
  if (!question) return text;
  if (question.kind === 'container') return question.name;
  return question.proto ? `${question.proto} ${question.port}` : String(question.port);
}
