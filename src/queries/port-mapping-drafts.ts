import * as z from 'zod/mini';
import { protocolSchema } from '../api/schemas.ts';
import type { MappingTexts } from '../rules/port-mapping-requests.ts';
import { draftOf } from './drafts.ts';

const draftSchema = z.object({
  proto: protocolSchema,
  public_port: z.string(),
  container: z.string(),
  private_port: z.string(),
});

const draftOfServer = (address: string) => draftOf(`port-mapping:${address}`, draftSchema);

/** What was typed into "New port mapping" of this server and never added. */
export function portMappingDraft(address: string): MappingTexts | undefined {
  return draftOfServer(address).read();
}

/** Keeps what is typed; a form without ports has nothing to keep. */
export function keepPortMappingDraft(address: string, texts: MappingTexts): void {
  const draft = draftOfServer(address);
  if (texts.public_port === '' && texts.private_port === '') draft.clear();
  else draft.keep(texts);
}
