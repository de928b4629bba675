import * as z from 'zod/mini';

/** What a draft of a tag may hold. */
export const tagTextsSchema = z.object({ name: z.string(), note: z.string() });
