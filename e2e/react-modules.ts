import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const PREFIX = '\0react-module:';
const requireHere = createRequire(import.meta.url);

/** What a module of React's gives, each under a name of its own. */
function moduleOf(name: string): string {
  const names = Object.keys(requireHere(name)).filter((key) => !key.startsWith('__'));
  return [
    `import react from ${JSON.stringify(requireHere.resolve(name))};`,
    'export default react;',
    // In the build for production the two are one function.
    ...names.map((key) => `export const ${key} = react.${key === 'jsxs' ? 'jsx' : key};`),
  ].join('\n');
}

/** What a library brings along for a React that has no `useSyncExternalStore` yet; ours has. */
const STAND_IN = 'use-sync-external-store/shim';

/**
 * React comes as CommonJS, of which each use would be built as `(0,react.useState)(…)`. As modules they are `s(…)`, which
 * makes all scripts a hundredth smaller.
 */
export function reactModulesPlugin(): Plugin {
  return {
    name: 'react-modules',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^(react(\/jsx-runtime)?|use-sync-external-store\/shim)$/ },
      handler(source, _importer, { kind }) {
        if (source === STAND_IN) return requireHere.resolve('react');
        return kind === 'import-statement' ? PREFIX + source : null;
      },
    },
    load: {
      filter: { id: /^\0react-module:/ },
      handler: (id) => moduleOf(id.slice(PREFIX.length)),
    },
  };
}
