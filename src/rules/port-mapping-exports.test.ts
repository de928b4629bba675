import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvOf, type ExportedMapping, jsonOf, shellScriptOf } from './port-mapping-exports.ts';
import { type ImportContext, readImport } from './port-mapping-imports.ts';
import { containerNamed } from './port-mapping-imports-testing.ts';
import { planMappings } from './port-mapping-plans.ts';

const ADDRESS = '1.2.3.4';
const connection = { apiUrl: 'https://api.example.com/api', username: 'kratos' };

const exporters: [string, (rows: readonly ExportedMapping[]) => string][] = [
  ['CSV', csvOf],
  ['JSON', jsonOf],
  ['shell script', (rows) => shellScriptOf(connection, ADDRESS, rows)],
];

const row: ExportedMapping = {
  id: 7,
  proto: 'udp',
  public_port: 5353,
  container: 30001,
  container_ip: '10.0.0.3',
  private_port: 5300,
};

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^['"`$\\,;\t\r\n =+@#{}[\]()|&:-]{0,12}$/),
  fc.constantFrom(
    '=cmd()',
    "'=cmd()",
    "''",
    '\r\n',
    'a\nexit 1',
    '\u2028',
    '\0',
    '\u202egnp.exe',
    'שלום',
    '👩‍👩‍👧',
    ' a ',
    '"',
    '# a',
    "'\nreboot #",
    '＝1',
    "a;=cmd|' /C calc'!A0;b",
    'a;"=1+1',
    "a;'=1",
    'a\t@b\t\t-c',
    'a\n- b\r\n-c',
    '+39 02',
    '\u001b[2J',
  ),
);

const mapping = fc.record({
  id: fc.nat(),
  proto: fc.constantFrom('tcp' as const, 'udp' as const),
  public_port: fc.oneof(fc.constant(1024), fc.integer({ min: 1024, max: 65_535 })),
  container: fc.integer({ min: 30_001, max: 30_009 }),
  private_port: fc.oneof(fc.constant(1024), fc.integer({ min: 1024, max: 65_535 })),
  containerName: hostile,
  label: hostile,
  note: hostile,
});

/** The API refuses a second one with the same private port or public port of a container (api.md §4). */
const table = fc
  .uniqueArray(mapping, { selector: (one) => `${one.proto} ${one.container} ${one.public_port}`, maxLength: 12 })
  .map((rows) => rows.map((one, place) => ({ ...one, container_ip: `10.0.0.${one.container % 1000}`, id: place + 1 })));

/** Two containers are the customer's, the others somebody else's; what they are called is no matter. */
const context: ImportContext = {
  address: ADDRESS,
  containers: [containerNamed(30_001, 'hydra'), containerNamed(30_002, '30003')],
  answers: new Map(),
};

const asImported = ({ container, proto, public_port, private_port, label, note }: ExportedMapping) => ({
  container,
  proto,
  public_port,
  private_port,
  ...(label ? { label } : {}),
  ...(note ? { note } : {}),
});

describe.each(exporters)('%s', (form, exported) => {
  test('imports back to the same table, where nothing is left to do', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { format, lines } = readImport(exported(rows), context);
        expect(lines.filter(({ error, question }) => error || question)).toEqual([]);
        const wanted = lines.flatMap((line) => line.rows);
        expect(wanted).toEqual(rows.map(asImported));
        if (rows.length > 0) expect(format).toBe(form);
        const plan = planMappings({ current: rows, wanted, mode: 'exactly', containersOnServer: context.containers });
        // What the API would not take twice may be in a random table: a row that is the same but for its id.
        expect(new Set(plan.outcomes.map(({ kind }) => kind))).toEqual(new Set(rows.length > 0 ? ['unchanged'] : []));
        expect(plan.steps).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('129,016 rows go out and come back in time that grows with them', () => {
    const rows: ExportedMapping[] = [];
    for (let port = 1025; port <= 65_535; port += 1) {
      for (const proto of ['tcp', 'udp'] as const) {
        const label = port % 10 === 0 ? { label: `port "${port}"` } : {};
        rows.push({
          ...row,
          id: rows.length,
          proto,
          public_port: port,
          private_port: port,
          containerName: 'hydra',
          container_ip: '10.0.0.1',
          ...label,
        });
      }
    }
    const started = performance.now();
    const text = exported(rows);
    const { lines } = readImport(text, context);
    expect(lines.reduce((sum, line) => sum + line.rows.length, 0)).toBe(rows.length);
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);
});

test('CSV, as a spreadsheet opens it', () => {
  const rows = [row, { ...row, public_port: 1024, containerName: 'hy,dra', label: '=1+1', note: 'two\nlines "q"' }];
  expect(csvOf(rows)).toBe(
    [
      'protocol,public_port,container,container_name,private_address,private_port,label,note',
      'udp,5353,30001,,10.0.0.3,5300,,',
      `udp,1024,30001,"hy,dra",10.0.0.3,5300,'=1+1,"two\nlines ""q"""`,
      '',
    ].join('\r\n'),
  );
});

test('no cell of CSV begins with a formula, whatever a spreadsheet takes for the separator', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const text = csvOf(rows);
      const byCommas = text.match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? [];
      // Where another separator is usual, the quotes of a cell may stand within another one, and mean nothing.
      const cells = [...byCommas.map((cell) => cell.replace(/^"/, '')), ...text.split(/[;\t\r\n](?:"")?/)];
      expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('JSON, by the names of the API', () => {
  const rows = [row, { ...row, id: 8, containerName: 'hydra', label: 'dns', note: '' }];
  expect(JSON.parse(jsonOf(rows))).toEqual([row, { ...row, id: 8, container_name: 'hydra', label: 'dns' }]);
  expect(jsonOf([])).toBe('[\n]\n');
});

describe('the shell script', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'script-'));
    // Answers with the statuses given, one a call, and notes what it was asked for.
    const fake = `#!/bin/sh
printf '%s\\0' "$@" >> "$FOLDER/arguments"
printf '\\n' >> "$FOLDER/calls"
status=$(printf %s "$STATUSES" | cut -d ' ' -f "$(wc -l < "$FOLDER/calls")")
[ "$status" = none ] && exit 7
printf %s "$status"
`;
    writeFileSync(join(folder, 'curl'), fake);
    chmodSync(join(folder, 'curl'), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(rows: readonly ExportedMapping[], statuses: string, password: string | undefined = 'deimos') {
    for (const name of ['arguments', 'calls']) writeFileSync(join(folder, name), '');
    const path = join(folder, 'script.sh');
    writeFileSync(path, shellScriptOf(connection, ADDRESS, rows));
    const { UWSGI_IT_PASSWORD: _, ...environment } = process.env;
    const { status, stdout, stderr } = spawnSync('sh', [path], {
      encoding: 'utf8',
      env: {
        ...environment,
        PATH: `${folder}:${process.env.PATH}`,
        FOLDER: folder,
        STATUSES: statuses,
        ...(password === '' ? {} : { UWSGI_IT_PASSWORD: password }),
      },
    });
    const given = readFileSync(join(folder, 'arguments'), 'utf8').split('\0');
    const sent = given.filter((_argument, place) => given[place - 1] === '--data-raw');
    return { status, stdout, stderr, given, sent };
  }

  const rows = [1, 2, 3].map((place): ExportedMapping => ({ ...row, id: place, public_port: 5000 + place }));
  const bodies = rows.map(({ id: _, container_ip: __, ...body }) => body);

  test('creates every mapping, with the password from the environment', () => {
    const { status, stdout, stderr, given, sent } = run(rows, '201 201 201');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(sent.map((body) => JSON.parse(body))).toEqual(bodies);
    expect(given).toContain('https://api.example.com/api/portmappings/1.2.3.4');
    expect(given).toContain(`X-uwsgi-it-username: ${Buffer.from('kratos').toString('hex')}`);
    expect(given).toContain(`X-uwsgi-it-password: ${Buffer.from('deimos').toString('hex')}`);
    expect(shellScriptOf(connection, ADDRESS, rows)).not.toContain('deimos');
  });

  test('goes on after a refusal, names it, and ends with status 1', () => {
    const { status, stderr, sent } = run(rows, '201 403 201');
    expect(sent).toHaveLength(3);
    expect(stderr).toBe(
      `Refused: ${JSON.stringify(bodies[1], ['container', 'proto', 'public_port', 'private_port'])}\n2 created, 1 refused: they exist already, or the API does not allow them.\n`,
    );
    expect(status).toBe(1);
  });

  test.each(['500', '401', '000', 'none'])('stops at status %s', (answer) => {
    const { status, stderr, sent } = run(rows, `201 ${answer} 201`);
    expect(sent).toHaveLength(2);
    expect(stderr).toContain(`Stopped, with status ${answer}, at {"container":30001`);
    expect(status).toBe(1);
  });

  test('says what is missing without a password, and sends nothing', () => {
    const { status, stderr, sent } = run(rows, '201', '');
    expect({ status, stderr, sent }).toEqual({
      status: 1,
      stderr: 'Set UWSGI_IT_PASSWORD to your password, then run this again. Nothing was sent.\n',
      sent: [],
    });
  });

  test('no text of it is run, and a shell accepts it', () => {
    fc.assert(
      fc.property(table, (any) => {
        const script = shellScriptOf({ ...connection, username: "k'ratos\n$(touch x)" }, ADDRESS, any);
        execFileSync('sh', ['-n'], { input: script });
        const { sent } = run(any, any.map(() => '201').join(' '));
        expect(sent).toHaveLength(any.length);
      }),
      { numRuns: 5 },
    );
  });
});
