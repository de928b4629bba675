import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicyPlugin, SECURITY_HEADERS } from './e2e/content-security-policy.ts';
import { mockApiPlugin } from './src/mock-api/vite-plugin.ts';

/** Chunks smaller than this many bytes of source are put together: a request costs more than the bytes it saves. */
const SMALL_CHUNK = 40_000;

export default defineConfig({
  publicDir: 'src/public',
  plugins: [react(), tailwindcss(), contentSecurityPolicyPlugin(), mockApiPlugin()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', headers: SECURITY_HEADERS },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // The bundler would name them after every page that shares them.
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared~') ? 'shared' : '[name]'}-[hash].js`,
        codeSplitting: {
          groups: [
            // All that the entry needs, in one file; overlays and pages stay in chunks of their own.
            { name: 'initial', tags: ['$initial'] },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: SMALL_CHUNK },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'e2e/lint/*.test.ts'],
    environment: 'node',
  },
});
