import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compileHintsPlugin } from './e2e/compile-hints.ts';
import { contentSecurityPolicyPlugin } from './e2e/content-security-policy.ts';
import { reactModulesPlugin } from './e2e/react-modules.ts';
import { signedInModulesPlugin } from './e2e/signed-in-modules.ts';
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
  /src[\\/](pages[\\/]shared[\\/](containers-table|shared-badge)|rules[\\/]container-(filter|index))/;
/** Whatever is about the mappings themselves; the list of servers only counts them. */
const OF_MAPPINGS =
  /src[\\/](pages[\\/](shared[\\/]port-mappings|port-mappings|import-port-mappings|container)[\\/]|queries[\\/](use-)?port-mapping-|rules[\\/](port-mapping-(?!edits|keys)|port-(answers|questions)|placed-|csv-cells|integer-order))/;
/** What every page of mappings goes by, and the run of the tab. */
const MAPPINGS =
  /[\\/](problem|row-focus|run-panel|use-run-end|use-runs-soon|use-undo|no-mappings|import-draft|use-port-mapping-writes|use-container-names|port-mapping-(history-words|drafts|edit-journal|labels|runs|run-ends|run-left|late-effects|writes|filter|run-words))\.|queries[\\/]port-mapping-history\./;
/** What is wanted of many mappings, and how it is shown before it is sent. */
const MAPPING_PLANS =
  /[\\/](plan-(columns|in-dialog|kinds|view|words)|port-mapping-(plans|plan-rows|ranges|script|history|run-keeping)|lost-by-reload|csv-cells)\./;
/**
 * What a person asks for at a table of mappings, and what sends a run, shows how far it is and reverts it: asked for, or
 * loaded when the browser is idle. One file is smaller than two.
 */
const MAPPING_TASKS =
  /[\\/](shown-run|use-revert|revert-dialog|port-mapping-run-(sending|comparing)|edit-mapping-dialog|interrupted-edit|export-dialog|recent-changes|delete-selected|port-mapping-edits)\.tsx?$/;
/** The table of mappings of a server or of a container, with the form of one: what imports and maps of many do without. */
const MAPPING_TABLE = /[\\/](port-mappings-page|container-port-mappings)\./;
/** The import with the sources of its mappings, of which the first is always there. */
const IMPORT = /[\\/](import-page|read-text|range-source|copy-source)\./;
/** Rows to tick, on the pages that change many at once. */
const SELECTION = /src[\\/]pages[\\/]shared[\\/](table-selection|selection-bar|use-selection|picking)/;
/** One write to one container, with what is compared before it, and the field for tags: also for many at once. */
const CONTAINER_EDITS =
  /src[\\/](queries[\\/]edit-container|rules[\\/](stale-edits|size-requests|ssh-keys(?!-shown))|ui[\\/]multi-select|pages[\\/]shared[\\/](tags-input|typed-tags|use-typed-tag))/;
/** The forms that change containers: the sizes that are asked for, and where room for them comes from. */
const CONTAINER_CHANGES =
  /src[\\/](pages[\\/]shared[\\/](take-quota\.|resource-gauge|size-field|ssh-key)|queries[\\/](use-quota-move|create-container|creation-attempts|spares)|rules[\\/](quota-(growth|shortages)|ssh-keys-shown))/;
/** Room that is taken from other containers, once it is asked for. */
const QUOTA_MOVES =
  /src[\\/](pages[\\/]shared[\\/]take-quota-(dialog|notice)|queries[\\/](use-kept-quota-move|quota-move(s|-giving-back))|rules[\\/](quota-move|metrics))/;
const CONTAINER_PAGE = /[\\/]container-page\./;
/** What a person is asked, or asks for, on the page of a container. */
const CONTAINER_DIALOGS =
  /src[\\/]pages[\\/]container[\\/](conflict-dialog|kept-change-notice|alarm-fields|links-unlink-dialog)/;
/** Where everybody begins. */
const FRAME = /src[\\/]pages[\\/](frame[\\/]frame|servers[\\/]servers-page)\./;
/**
 * What is opened from the frame, also to ask for ports, and what it tells below every page: the browser loads it once that
 * stands.
 */
const FRAME_OVERLAYS =
  /src[\\/](pages[\\/]frame[\\/](frame-foot|outage-bar|search-dialog|sign-out-dialog|password-dialog)|ui[\\/]toast-region|queries[\\/](outage-watch|other-tabs)|session[\\/]tab-messages|rules[\\/](outages|port-(answers|questions)))\./;
const NOT_PAGE_PARTS = [CONTAINER_LIST, SELECTION, OF_MAPPINGS, CONTAINER_EDITS, CONTAINER_CHANGES, QUOTA_MOVES];
const PAGE_PARTS =
  /src[\\/](queries|rules|ui|session|pages[\\/](shared|capacity[\\/]capacity-sources|server[\\/]not-your-server))/;

const ofMappings = (part: RegExp) => (id: string) => OF_MAPPINGS.test(id) && part.test(id);

export default defineConfig({
  publicDir: 'src/public',
  plugins: [
    reactModulesPlugin(),
    react(),
    tailwindcss(),
    contentSecurityPolicyPlugin(),
    signedInModulesPlugin(),
    compileHintsPlugin(),
    mockApiPlugin(),
  ],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // The groups below move also what another file of its group imports.
      checks: { ineffectiveDynamicImport: false },
      // Reading a property does nothing else: what a library offers and nobody uses goes.
      treeshake: { propertyReadSideEffects: false },
      output: {
        // Each file names others, and no letter of a hash compresses.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        codeSplitting: {
          groups: [
            // In this order each group imports only from those before it; a cycle of files would break at start.
            { name: 'initial', tags: ['$initial'] },
            { name: 'controls', test: CONTROLS, minShareCount: 2 },
            { name: 'form-parts', test: FORM_PARTS, minShareCount: 2 },
            {
              name: 'page-parts',
              test: (id) => PAGE_PARTS.test(id) && !NOT_PAGE_PARTS.some((others) => others.test(id)),
              minShareCount: 2,
            },
            { name: 'frame', test: FRAME },
            { name: 'selection', test: SELECTION, minShareCount: 2 },
            { name: 'container-edits', test: CONTAINER_EDITS, minShareCount: 2 },
            { name: 'container-changes', test: CONTAINER_CHANGES, minShareCount: 2 },
            { name: 'container-list', test: CONTAINER_LIST, minShareCount: 2 },
            { name: 'mappings', test: ofMappings(MAPPINGS), minShareCount: 2 },
            { name: 'mapping-plans', test: ofMappings(MAPPING_PLANS), minShareCount: 2 },
            { name: 'mapping-table', test: ofMappings(MAPPING_TABLE) },
            { name: 'mapping-tasks', test: ofMappings(MAPPING_TASKS) },
            { name: 'import-page', test: ofMappings(IMPORT) },
            { name: 'container-page', test: CONTAINER_PAGE },
            { name: 'container-tasks', test: (id) => QUOTA_MOVES.test(id) || CONTAINER_DIALOGS.test(id) },
            { name: 'frame-overlays', test: FRAME_OVERLAYS },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'e2e/*/*.test.ts'],
    environment: 'node',
  },
});
