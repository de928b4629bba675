import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicyPlugin, SECURITY_HEADERS } from './e2e/content-security-policy.ts';
import { mockApiPlugin } from './src/mock-api/vite-plugin.ts';

/** What every page needs before it can draw; overlays and their library stay in chunks of their own. */
const NEEDED_BY_EVERY_PAGE = /node_modules[\\/](react|react-dom|scheduler|@tanstack|zod)[\\/]/;

export default defineConfig(({ command, isPreview, mode }) => {
  const withMockApi = command === 'serve' && !process.env.VITEST && (isPreview ? mode === 'mock' : true);
  return {
    publicDir: 'src/public',
    plugins: [react(), tailwindcss(), contentSecurityPolicyPlugin(), ...(withMockApi ? [mockApiPlugin()] : [])],
    server: { host: '127.0.0.1' },
    preview: { host: '127.0.0.1', headers: SECURITY_HEADERS },
    build: {
      manifest: true,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: 'vendor', test: NEEDED_BY_EVERY_PAGE }] } },
      },
    },
    test: {
      include: ['src/**/*.test.{ts,tsx}', 'e2e/lint/*.test.ts'],
      environment: 'node',
    },
  };
});
