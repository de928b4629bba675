import * as z from 'zod/mini';
import { protocolSchema } from '../api/schemas.ts';
import type { MappingTexts } from '../rules/port-mapping-requests.ts';
import { clearJournal, readJournal, writeJournal } from './journal.ts';

const draftSchema = z.object({
  proto: protocolSchema,
  public_port: z.string(),
  container: z.string(),
  private_port: z.string(),
});

const draftKey = (address: string) => `draft-port-mapping:${address}`;

/** What was typed into "New port mapping" of this server and never added, also before a reload; gone at sign-out. */
export function portMappingDraft(address: string): MappingTexts | undefined {
  return readJournal(draftKey(address), draftSchema);
}

/** Keeps what is typed; a form without ports has nothing to keep. */
export function keepPortMappingDraft(address: string, texts: MappingTexts): void {
  if (texts.public_port === '' && texts.private_port === '') clearJournal(draftKey(address));
  else writeJournal(draftKey(address), texts);
}
