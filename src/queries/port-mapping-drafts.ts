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

const draftOfForm = (place: string) => draftOf(`port-mapping:${place}`, draftSchema);

/** What was typed into "New port mapping" and never added. `place`: the address, or `ADDRESS:UID` on the page of a container. */
export function portMappingDraft(place: string): MappingTexts | undefined {
  return draftOfForm(place).read();
}

/** Keeps what is typed; a form without ports has nothing to keep. */
export function keepPortMappingDraft(place: string, texts: MappingTexts): void {
  const draft = draftOfForm(place);
  if (texts.public_port === '' && texts.private_port === '') draft.clear();
  else draft.keep(texts);
}
