import * as z from 'zod/mini';

const megabytes = z.catch(z.optional(z.number()), undefined);
const totalsSchema = z.object({ memory: megabytes, storage: megabytes });

/** What one place in the file gets wrong costs that place only: each field and each server is read by itself. */
const panelConfigurationSchema = z.object({
  apiUrl: z.catch(z.optional(z.string()), undefined),
  capacities: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
});

/** `config.json` beside index.html, written by the supplier. Empty (`{}`) presets and declares nothing. */
export interface PanelConfiguration {
  /** Preset of "API URL" at sign-in as the supplier wrote it: an absolute URL, a path such as `/api`, or a mistake. */
  apiUrl?: string;
  /** Totals in MB by server address, each as far as it is declared. */
  capacities?: Record<string, z.infer<typeof totalsSchema>>;
}

function readCapacities(written: Record<string, unknown>): Record<string, z.infer<typeof totalsSchema>> {
  const servers = Object.entries(written).flatMap(([address, totals]) => {
    const parsed = totalsSchema.safeParse(totals);
    return parsed.success ? [[address, parsed.data] as const] : [];
  });
  return Object.fromEntries(servers);
}

/** Reads the supplier's configuration; a missing or unreadable file is an empty one, because the panel works without it. */
export async function getPanelConfiguration(url: string, signal?: AbortSignal): Promise<PanelConfiguration> {
  try {
    const response = await fetch(url, { credentials: 'omit', cache: 'no-cache', signal: signal ?? null });
    const parsed = panelConfigurationSchema.safeParse(await response.json());
    if (!parsed.success) return {};
    const { apiUrl, capacities } = parsed.data;
    return { ...(apiUrl && { apiUrl }), ...(capacities && { capacities: readCapacities(capacities) }) };
  } catch {
    return {};
  }
}
