import type { Plugin } from 'vite';
import { chunkNamed } from './built-chunks.ts';

/**
 * Writes into the built index.html what a signed-in tab loads besides the entry, whichever page it opens: the frame and
 * what that imports. `before-paint.js` asks for it in a tab that is signed in, so that it is on its way while the entry
 * runs, which would name it only then; a browser that forbids storage does without.
 */
export function signedInModulesPlugin(): Plugin {
  let base = '/';
  return {
    name: 'signed-in-modules',
    apply: 'build',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {}, chunk: entry }) {
        const frame = chunkNamed(bundle, 'frame');
        const files = [frame.fileName, ...frame.imports].filter((file) => file !== entry?.fileName);
        const content = files.map((file) => base + file).join(' ');
        return [{ tag: 'meta', attrs: { name: 'signed-in-modules', content }, injectTo: 'head-prepend' }];
      },
    },
  };
}
