/** Proves that the linter really reports every import that the import rule of design.md §2 forbids, and no other. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where an import stands, and which folders it may take from: a value, or only a type. */
const IMPORTERS: Record<string, { file: string; values: string[]; types?: string[] }> = {
  api: { file: 'src/api/tags.ts', values: ['api'] },
  ui: { file: 'src/ui/button.tsx', values: ['ui'] },
  'mock-api': { file: 'src/mock-api/tags.ts', values: ['mock-api'] },
  rules: { file: 'src/rules/ports.ts', values: ['rules'], types: ['api'] },
  session: { file: 'src/session/session.ts', values: ['session'], types: ['api'] },
  queries: { file: 'src/queries/tags.ts', values: ['queries', 'api', 'session', 'rules'] },
  pages: { file: 'src/pages/servers/servers-page.tsx', values: ['pages', 'queries', 'rules', 'session', 'ui'] },
  'a test of api': { file: 'src/api/tags.test.ts', values: ['api', 'mock-api'] },
  'a test of queries': {
    file: 'src/queries/tags.test.tsx',
    values: ['queries', 'api', 'session', 'rules', 'mock-api'],
  },
  'a test of rules': { file: 'src/rules/ports.test.ts', values: ['rules'], types: ['api'] },
  'main.tsx': { file: 'src/main.tsx', values: ['queries', 'rules', 'session', 'ui'] },
  'routes.tsx': { file: 'src/routes.tsx', values: ['pages', 'queries', 'rules', 'session', 'ui'] },
  'a test in the browser': { file: 'e2e/servers.spec.ts', values: ['mock-api'] },
};

const FOLDERS = ['api', 'ui', 'mock-api', 'rules', 'session', 'queries', 'pages'];

const SPELLINGS: { isType: boolean; write: (from: string) => string }[] = [
  { isType: false, write: (from) => `import { thing } from '${from}';` },
  {
    isType: false,
    write: (from) => `import { type Thing, thing } from '${from}';`,
  },
  { isType: false, write: (from) => `import '${from}';` },
  { isType: false, write: (from) => `const later = () => import('${from}');` },
  { isType: false, write: (from) => `export { thing } from '${from}';` },
  { isType: true, write: (from) => `import type { Thing } from '${from}';` },
];

const IMPORTS = Object.keys(IMPORTERS).flatMap((importer) => FOLDERS.map((folder) => [importer, folder] as const));

/** One line a case, so that the line number of a report names its case. */
const cases = Object.entries(IMPORTERS).flatMap(([importer, { file, values, types = [] }]) => {
  const ofFile = FOLDERS.flatMap((folder) =>
    SPELLINGS.map(({ isType, write }) => {
      const from = posix.relative(posix.dirname(file), `src/${folder}/other.ts`);
      return {
        importer,
        folder,
        code: write(from.startsWith('.') ? from : `./${from}`),
        allowed: values.includes(folder) || (isType && types.includes(folder)),
      };
    }),
  );
  return ofFile.map((one, index) => ({ ...one, file, line: index + 1 }));
});

interface Report {
  diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
}

let project: string;
let reported: Set<string>;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'panel-import-rule-'));
  cpSync(join(root, '.biome.jsonc'), join(project, '.biome.jsonc'));
  cpSync(join(root, 'e2e/lint/types-only.grit'), join(project, 'e2e/lint/types-only.grit'));
  for (const { file } of Object.values(IMPORTERS)) {
    mkdirSync(join(project, dirname(file)), { recursive: true });
    const lines = cases.filter((one) => one.file === file).map(({ code }) => code);
    writeFileSync(join(project, file), `${lines.join('\n')}\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: project, encoding: 'utf8' });
  const report = JSON.parse(stdout) as Report;
  const ofTheRule = report.diagnostics.filter(({ category }) => /noRestrictedImports|plugin/.test(category));
  reported = new Set(ofTheRule.map(({ location }) => `${posix.normalize(location.path)}:${location.start.line}`));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(IMPORTS)('%s → %s', (importer, folder) => {
  const ofImport = cases.filter((one) => one.importer === importer && one.folder === folder);
  const forbidden = ofImport.filter(({ allowed }) => !allowed).map(({ code }) => code);
  const found = ofImport.filter(({ file, line }) => reported.has(`${file}:${line}`)).map(({ code }) => code);
  expect(found).toEqual(forbidden);
});
