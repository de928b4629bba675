import * as z from 'zod/mini';

const totalsSchema = z.object({ memory: z.number(), storage: z.number() });

/** `config.json` beside index.html, written by the supplier. Empty (`{}`) presets and declares nothing. */
export const panelConfigurationSchema = z.object({
  /** Preset of "API URL" at sign-in; an absolute URL or a path such as `/api`. */
  apiUrl: z.optional(z.string()),
  /** Totals in MB by server address. */
  capacities: z.optional(z.record(z.string(), totalsSchema)),
});
export type PanelConfiguration = z.infer<typeof panelConfigurationSchema>;

/** Reads the supplier's configuration; a missing or unreadable file is an empty one, because the panel works without it. */
export async function getPanelConfiguration(url: string, signal?: AbortSignal): Promise<PanelConfiguration> {
  try {
    const response = await fetch(url, { credentials: 'omit', cache: 'no-cache', signal: signal ?? null });
    const parsed = panelConfigurationSchema.safeParse(await response.json());
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
