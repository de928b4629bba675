/** The fields of a mapping in forms that name them, such as CSV and JSON. */
import { quoted, readProtocols, readSpan, type SaidMapping, Unreadable } from './port-mapping-imports-said.ts';
import type { PortSpan } from './port-spans.ts';

export type FieldName =
  | 'protocol'
  | 'publicPorts'
  | 'privatePorts'
  | 'container'
  | 'containerName'
  | 'privateAddress'
  | 'label'
  | 'note'
  | 'id';

/** Names without what is neither a letter nor a digit and, as they are met most often, those of the API. */
const NAMES: Record<FieldName, string> = {
  protocol: 'protocol protocols proto type ipprotocol transport transportprotocol',
  publicPorts:
    'public_port publicport publicports pubport public port extport externalport external hostport published publishedport listenport from',
  privatePorts:
    'private_port privateport privateports privport private intport internalport internal containerport targetport target to',
  container: 'container containeruid containerid uid',
  containerName: 'container_name containername name service',
  privateAddress: 'container_ip privateaddress privateip containerip containeraddress ip address',
  label: 'label title',
  note: 'note notes comment description',
  id: 'id',
};

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as FieldName] as const),
  ),
);

/** The field that a column or a key stands for, whatever its case and however its words are parted. */
export function fieldOfName(name: string): FieldName | undefined {
  // `__proto__` would be a protocol.
  if (name.startsWith('__')) return undefined;
  return FIELDS.get(name) ?? FIELDS.get(name.toLowerCase().replace(/[^a-z\d]+/g, ''));
}

/** What each field says; left out when the form has no such field. */
export type FieldTexts = ReadonlyMap<FieldName, string>;

/** Cuts `10.0.0.3:8000`; without ports, none are said. */
function cutAddress(text: string): { ip: string; ports?: string } {
  const [, ip = text, ports] = /^([^:]*|\[[^\]]*\]):([^:]*)$/.exec(text) ?? [];
  return ports === undefined ? { ip } : { ip, ports };
}

function privatePortsOf(own: string | undefined, ofAddress: string | undefined): PortSpan | undefined {
  const text = own?.trim() || (ofAddress ?? own);
  if (text === undefined) return undefined;
  const ports = readSpan(text, 'private');
  if (ofAddress === undefined) return ports;
  const { first, last } = readSpan(ofAddress, 'private');
  if (first === ports.first && last === ports.last) return ports;
  throw new Unreadable(`The private port is said twice, ${quoted(text)} and ${quoted(ofAddress)}. Keep one of them.`);
}

/** Reads a mapping from its fields. Without private ports they are the same as the public ones. @throws Unreadable */
export function saidOfFields(texts: FieldTexts): SaidMapping {
  const trimmed = (field: FieldName) => texts.get(field)?.trim() || undefined;
  const { ip, ports } = cutAddress(trimmed('privateAddress') ?? '');
  return {
    protocols: readProtocols(texts.get('protocol')),
    publicPorts: readSpan(texts.get('publicPorts') ?? '', 'public'),
    privatePorts: privatePortsOf(texts.get('privatePorts'), ports),
    owner: { container: trimmed('container'), name: trimmed('containerName'), ip: ip.trim() || undefined },
    label: texts.get('label'),
    note: texts.get('note'),
  };
}
