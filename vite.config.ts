import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicyPlugin, SECURITY_HEADERS } from './e2e/content-security-policy.ts';
import { mockApiPlugin } from './src/mock-api/vite-plugin.ts';

/*
 * What pages share goes into few files: a request costs more than the bytes it saves. The sign-in page needs no tables, and
 * the list of servers neither forms nor the tables of other pages.
 */
const CONTROLS =
  /src[\\/](ui[\\/](alert|button|class-names|document-title|field|notifications|polite-status)|queries[\\/]session|rules[\\/](api-url|failures|return-path)|pages[\\/]shared[\\/]brand)\.|lucide-react|@tanstack[\\/](react-query|query-core)[\\/]/;
const FORM_PARTS = /react-hook-form|@hookform|src[\\/]ui[\\/]form\./;
/** Shared by pages that the list of servers, where everybody begins, does not need. */
const CONTAINER_LIST =
  /src[\\/](pages[\\/]shared[\\/](containers-table|use-selection|shared-badge)|rules[\\/]container-(filter|index))/;
const MAPPING_TABLE =
  /src[\\/](pages[\\/]shared[\\/]port-mappings[\\/]|queries[\\/](use-)?port-mapping-|rules[\\/]port-mapping-requests)/;
/** One write to one container, with what is compared before it: also for many at once, which need no form. */
const CONTAINER_EDITS = /src[\\/](queries[\\/]edit-container|rules[\\/](stale-edits|size-requests|ssh-keys(?!-shown)))/;
/** The forms that change containers: the sizes that are asked for, and where room for them comes from. */
const CONTAINER_CHANGES =
  /src[\\/](pages[\\/]shared[\\/](take-quota(?!-kept)|resource-gauge|size-field|ssh-key)|queries[\\/]((use-)?quota-move(?!-journal)|create-container|creation-attempts|spares)|rules[\\/](quota-|ssh-keys-shown))/;
const PAGE_PARTS = /src[\\/](queries|rules|ui|pages[\\/](shared|capacity[\\/]capacity-sources))/;

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
        codeSplitting: {
          groups: [
            // In this order each group imports only from those before it; a cycle of files would break at start.
            { name: 'initial', tags: ['$initial'] },
            { name: 'controls', test: CONTROLS, minShareCount: 2 },
            { name: 'form-parts', test: FORM_PARTS, minShareCount: 2 },
            {
              name: 'page-parts',
              test: (id) =>
                PAGE_PARTS.test(id) &&
                ![CONTAINER_LIST, MAPPING_TABLE, CONTAINER_EDITS, CONTAINER_CHANGES].some((others) => others.test(id)),
              minShareCount: 2,
            },
            { name: 'container-edits', test: CONTAINER_EDITS, minShareCount: 2 },
            { name: 'container-changes', test: CONTAINER_CHANGES, minShareCount: 2 },
            { name: 'container-list', test: CONTAINER_LIST, minShareCount: 2 },
            { name: 'mapping-table', test: MAPPING_TABLE, minShareCount: 2 },
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
