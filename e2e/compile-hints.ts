import type { Plugin } from 'vite';
import { chunkNamed } from './built-chunks.ts';

/** Nearly all of these runs before the first row of the list of servers stands. */
const RUN_AT_START = ['index', 'controls', 'page-parts', 'frame'];

/** Counts on the first line only (WICG, Explicit JavaScript Compile Hints); to other browsers it is a comment. */
export const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Tells Chrome that nearly all of a file runs at once. It then compiles the file while it loads, beside the page, instead of
 * within the page, function by function, when each is called.
 */
export function compileHintsPlugin(): Plugin {
  return {
    name: 'compile-hints',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // Vite writes a first line of its own before.
      order: 'post',
      handler(_, bundle) {
        for (const name of RUN_AT_START) {
          const chunk = chunkNamed(bundle, name);
          chunk.code = COMPILE_HINT + chunk.code;
        }
      },
    },
  };
}
