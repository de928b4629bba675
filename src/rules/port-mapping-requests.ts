import {
  type ContainerNames,
  checkPrivatePort,
  checkPublicPort,
  type MappingField,
  type NewPortMapping,
  type PortMapping,
  type Protocol,
  warnOfUnreadable,
} from './port-mappings.ts';
import { type PortKind, PRIVATE_PORT_RANGE, PUBLIC_PORT_RANGE, parseMappingShorthand, parsePort } from './ports.ts';

/** The fields of the form as typed. `container` is a uid, or empty while none is chosen. */
export interface MappingTexts {
  proto: Protocol;
  public_port: string;
  container: string;
  private_port: string;
}

/** What the texts are read against. */
export interface MappingSurroundings {
  mappings: readonly PortMapping[];
  names: ContainerNames;
  /** The mapping under edit, which does not stand in its own way. */
  ignoreId?: number | undefined;
  /** How many rows of the table could not be read. */
  unreadable?: number;
}

/** The form as understood: `wanted` only when nothing speaks against it, a message and a note a field. */
export interface ReadMapping {
  wanted?: NewPortMapping;
  errors: { [Field in MappingField]?: string };
  /** How an unusual spelling was read. */
  notes: { [Field in MappingField]?: string };
  /** Who holds the public port. */
  holder?: PortMapping;
  /** Fields whose error more typing could mend: nothing to complain about while a person types. */
  unfinished: ReadonlySet<MappingField>;
}

/** Whether digits may still be coming: every port has four or five. */
function isUnfinished(text: string, kind: PortKind): boolean {
  const { least } = kind === 'public' ? PUBLIC_PORT_RANGE : PRIVATE_PORT_RANGE;
  const digits = text.normalize('NFKC').replace(/\s/g, '');
  return digits === '' || (/^\d+$/.test(digits) && Number(digits) < least);
}

/** Whether the text is on its way to `9000:8000/udp`. */
function isShorthandBegun(text: string): boolean {
  return /^\d+:/.test(text.normalize('NFKC').trim());
}

/** What one field brings to the whole. */
interface ReadField {
  port?: number;
  error?: string | undefined;
  note?: string | undefined;
  isUnfinished: boolean;
  holder?: PortMapping | undefined;
}

function readPort(
  text: string,
  kind: PortKind,
  taken: (port: number) => ReturnType<typeof checkPublicPort>,
): ReadField {
  const parsed = parsePort(text, kind);
  if (!parsed.ok) return { error: parsed.message, isUnfinished: isUnfinished(text, kind) || isShorthandBegun(text) };
  const holding = taken(parsed.port);
  return {
    port: parsed.port,
    error: holding?.message,
    note: parsed.note,
    isUnfinished: false,
    holder: holding?.holder,
  };
}

/** Reads the form against the live table: ports by api.md §4, one public port for one container only. */
export function readMapping(texts: MappingTexts, surroundings: MappingSurroundings): ReadMapping {
  const { mappings, names, ignoreId, unreadable = 0 } = surroundings;
  const { proto } = texts;
  const uid = texts.container === '' ? undefined : Number(texts.container);
  const publicPort = readPort(texts.public_port, 'public', (public_port) =>
    checkPublicPort(mappings, { proto, public_port }, ignoreId, names),
  );
  // A port that nobody is seen to hold: a warning, because the API may know better.
  const warning = publicPort.port === undefined || publicPort.error ? undefined : warnOfUnreadable(unreadable);
  if (warning) publicPort.note = [publicPort.note, warning].filter(Boolean).join(' ');
  const privatePort = readPort(texts.private_port, 'private', (private_port) =>
    uid === undefined
      ? undefined
      : checkPrivatePort(mappings, { proto, private_port, container: uid }, ignoreId, names),
  );
  const container: ReadField = {
    error: uid === undefined ? 'Choose the container that gets the traffic.' : undefined,
    isUnfinished: uid === undefined,
  };
  const fields = Object.entries({ public_port: publicPort, private_port: privatePort, container }) as [
    MappingField,
    ReadField,
  ][];

  const read: ReadMapping = {
    errors: Object.fromEntries(fields.flatMap(([field, { error }]) => (error ? [[field, error]] : []))),
    notes: Object.fromEntries(fields.flatMap(([field, { note }]) => (note ? [[field, note]] : []))),
    unfinished: new Set(fields.flatMap(([field, { isUnfinished }]) => (isUnfinished ? [field] : []))),
  };
  if (publicPort.holder) read.holder = publicPort.holder;
  const isClean = fields.every(([, { error }]) => error === undefined);
  if (isClean && publicPort.port !== undefined && privatePort.port !== undefined && uid !== undefined) {
    read.wanted = { container: uid, proto, public_port: publicPort.port, private_port: privatePort.port };
  }
  return read;
}

/** The fields that a text such as `9000:8000/udp` stands for; undefined for any other text. */
export function textsOfShorthand(text: string): Omit<MappingTexts, 'container'> | undefined {
  const mapping = parseMappingShorthand(text);
  if (!mapping) return undefined;
  const { proto, public_port, private_port } = mapping;
  return { proto, public_port: String(public_port), private_port: String(private_port) };
}

/** A mapping as the texts of the form. */
export function textsOfMapping({ proto, public_port, container, private_port }: NewPortMapping): MappingTexts {
  return {
    proto,
    public_port: String(public_port),
    container: String(container),
    private_port: String(private_port),
  };
}
