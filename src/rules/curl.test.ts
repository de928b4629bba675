import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  curlOf,
  curlOfChange,
  curlOfCreation,
  curlOfEdit,
  curlOfMappingResume,
  curlOfTagChange,
  curlOfTagCreation,
  curlOfTagDeletion,
  quoteForShell,
} from './curl.ts';

const request = {
  apiUrl: 'https://api.example.com/api',
  username: 'kratos',
  method: 'POST',
  path: 'containers',
  body: { server: '1.2.3.4', name: "zeus's", memory: 1000, storage: 2000 },
} as const;

/** Runs a command in a real shell with a `curl` that prints its arguments, a NUL after each. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const environment = { ...process.env, UWSGI_IT_PASSWORD: '' };
  return execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('a write as curl, ready to paste', () => {
  expect(curlOf(request)).toBe(
    String.raw`curl -X POST 'https://api.example.com/api/containers' \
  -H "X-uwsgi-it-username: 6b7261746f73" \
  -H "X-uwsgi-it-password: $(printf %s "$UWSGI_IT_PASSWORD" | od -An -v -tx1 | tr -d ' \n')" \
  -H 'Content-Type:' \
  --data-raw '{"server":"1.2.3.4","name":"zeus'\''s","memory":1000,"storage":2000}'`,
  );
});

test('without a body nothing is sent as one', () => {
  const { body: _, ...bodiless } = request;
  expect(curlOf({ ...bodiless, method: 'DELETE' })).not.toMatch(/data|Content-Type/);
});

test('the quoting survives a real shell', () => {
  const text = fc.string({ unit: 'binary' }).filter((candidate) => !candidate.includes('\0'));
  const shellish = fc.stringMatching(/^['"$`\\\n !*{}()&;|<>#~a-]{0,20}$/);
  // Many words a shell: starting one is what takes the time.
  const words = fc.array(fc.oneof(text, shellish), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(words, (given) => {
      expect(argumentsOf(`curl ${given.map(quoteForShell).join(' ')}`)).toEqual(given);
    }),
    { numRuns: 15 },
  );
}, 30_000);

test('a real shell gives curl the body and the username as the panel sends them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, username) => {
      const given = argumentsOf(curlOf({ ...request, username, body: { name } }));
      expect(JSON.parse(given.at(-1) ?? '')).toEqual({ name });
      expect(given).toContain(`X-uwsgi-it-username: ${Buffer.from(username).toString('hex')}`);
    }),
    { numRuns: 10 },
  );
});

test('a command holds nothing that a terminal would obey or that turns its direction, and sends the same', () => {
  const unseen = fc.constantFrom(
    '\u009b2J',
    '\u202e',
    '\u2066',
    '\u2028',
    '\u200b',
    '\u001b]0;x\u0007',
    '\0',
    '\r',
    '\u007f',
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(unseen, fc.string({ unit: 'grapheme' })) }), (name) => {
      const command = curlOf({ ...request, path: `portmappings/${name}`, body: { name } });
      expect(command).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(argumentsOf(command).at(-1) ?? '')).toEqual({ name });
    }),
    { numRuns: 10 },
  );
});

const connection = { apiUrl: 'https://api.example.com/api', username: 'kratos', password: 'deimos' };
const wanted = { server: '1.2.3.4', name: 'argus', memory: 8000, storage: 200_000 };
const commandsIn = (text: string) => text.match(/^curl -X \w+ '[^']+'/gm) ?? [];

test('a creation is one command, without the password', () => {
  const text = curlOfCreation(connection, { wanted, start: {} });
  expect(commandsIn(text)).toEqual(["curl -X POST 'https://api.example.com/api/containers'"]);
  expect(text).toContain(JSON.stringify(wanted));
  expect(text).not.toMatch(/deimos|6465696d6f73/);
});

test('what it starts with is a second command, and how to create its tags is a comment', () => {
  const text = curlOfCreation(connection, { wanted, start: { distro: 2, tags: ['eu'] } });
  expect(commandsIn(text)).toHaveLength(2);
  expect(text).toContain('{"distro":2,"tags":["eu"]}');
  expect(text).toContain("# curl -X POST 'https://api.example.com/api/tags'");
  expect(text.split('\n').filter((line) => line.includes('{"name":"eu"}'))).toEqual([`#   --data-raw '{"name":"eu"}'`]);
});

test('a change names its container', () => {
  expect(commandsIn(curlOfChange(connection, 30_007, { note: 'eyes' }))).toEqual([
    "curl -X POST 'https://api.example.com/api/containers/30007'",
  ]);
});

const old = {
  id: 1,
  proto: 'tcp',
  public_port: 9000,
  container: 30_001,
  container_ip: '10.0.0.3',
  private_port: 8000,
} as const;
const edited = { proto: 'tcp', public_port: 9001, container: 30_001, private_port: 8001 } as const;
const added = { ...edited, id: 3, container_ip: '10.0.0.3' };

test.each([
  ['finish', 'the old one only', [old], ['POST', 'DELETE']],
  ['finish', 'both', [old, added], ['DELETE {"id":1}']],
  ['put-back', 'both', [old, added], ['DELETE {"id":3}']],
  ['finish', 'neither', [], ['POST {"container":30001,"proto":"tcp","public_port":9001']],
  ['put-back', 'neither', [], ['POST {"container":30001,"proto":"tcp","public_port":9000']],
  ['finish', 'the new one only', [added], []],
] as const)('%s, when the table shows %s', (goal, _, table, writes) => {
  const text = curlOfMappingResume(connection, '1.2.3.4', { edit: { old, wanted: edited }, goal, table });
  const found = text.split(/^curl -X /m).slice(1);
  expect(found).toHaveLength(writes.length);
  for (const [index, write] of writes.entries()) {
    const [method, body = ''] = write.split(/ (.*)/);
    expect(found[index]).toMatch(new RegExp(`^${method}`));
    expect(found[index]).toContain(body);
  }
});

test('an edit leaves its secrets out and says so, and creates new tags first', () => {
  const connection = { apiUrl: request.apiUrl, username: 'kratos' };
  const change = { note: 'x', tags: ['hot'], pushover_token: 'sesame', slack_webhook: 'https://sesame' };
  const command = curlOfEdit(connection, 30_001, { change, newTags: ['hot'] });
  expect(command).not.toContain('sesame');
  expect(command).toMatch(/^# Left out, because it is secret: Pushover token and Slack webhook\.\n/);
  expect(command.indexOf('/api/tags')).toBeLessThan(command.indexOf('/api/containers/30001'));
  expect(argumentsOf(command)).toContain('{"note":"x","tags":["hot"]}');
  const onlySecret = curlOfEdit(connection, 30_001, { change: { jid_secret: 'sesame' }, newTags: [] });
  expect(onlySecret).toBe('# Left out, because it is secret: XMPP password.');
});

test('a tag is created without an empty note, changed by what differs, and deleted without a body', () => {
  expect(curlOfTagCreation(connection, { name: 'eu', note: '' })).toContain(`--data-raw '{"name":"eu"}'`);
  expect(curlOfTagCreation(connection, { name: 'eu', note: "Anna's" })).toContain(
    `--data-raw '{"name":"eu","note":"Anna'\\''s"}'`,
  );
  expect(curlOfTagChange(connection, 3, { note: '' })).toMatch(
    /^curl -X POST '.*\/tags\/3'.*--data-raw '{"note":""}'$/s,
  );
  const deletion = curlOfTagDeletion(connection, 3);
  expect(deletion).toMatch(/^curl -X DELETE '.*\/tags\/3'/);
  expect(deletion).not.toContain('--data-raw');
});
