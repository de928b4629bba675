import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curlOf, quoteForShell } from './curl.ts';

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
  -H "X-uwsgi-it-password: $(printf %s "$UWSGI_IT_PASSWORD" | xxd -p | tr -d '\n')" \
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
});

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
