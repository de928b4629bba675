// Runs a TypeScript file on Node 20, which cannot strip types itself: `node e2e/run-typescript.mjs FILE [ARGUMENTS]`.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file] = process.argv.splice(2, 1);
if (!file) {
  console.error('Nothing was run: name a TypeScript file, as in "node e2e/run-typescript.mjs e2e/bench.ts".');
  process.exit(1);
}
await runnerImport(resolve(file), { configFile: false, logLevel: 'warn' });
