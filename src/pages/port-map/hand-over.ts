import { keepPortMappingDraft, portMappingDraft } from '../../queries/port-mapping-drafts.ts';
import type { ProtocolChoice } from '../../rules/port-map.ts';
import type { FreeBlock } from '../../rules/port-map-free.ts';
import type { Protocol } from '../../rules/port-mappings.ts';
import { offerRange } from '../import-port-mappings/import-draft.ts';

/** The form "New port mapping" of the server begins with this port; what else was typed there stays. */
export function takeToForm(address: string, proto: Protocol, port: number): void {
  const typed = portMappingDraft(address) ?? { container: '', private_port: '' };
  keepPortMappingDraft(address, { ...typed, proto, public_port: String(port) });
}

/** The range form of the server begins with these ports. */
export function takeToRange(address: string, protocols: ProtocolChoice, { from, to }: FreeBlock): void {
  offerRange(address, { publicPorts: from === to ? String(from) : `${from}-${to}`, protocols });
}
