import type { Rolldown } from 'vite';

/** The chunk of that name (vite.config.ts, `codeSplitting`). @throws Error when the build has none. */
export function chunkNamed(bundle: Rolldown.OutputBundle, name: string): Rolldown.OutputChunk {
  const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
  if (chunk?.type !== 'chunk') throw new Error(`The build has no chunk "${name}".`);
  return chunk;
}
