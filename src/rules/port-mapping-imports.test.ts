import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeOfOne, outcomesOf, read } from './port-mapping-imports-testing.ts';
import { planMappings } from './port-mapping-plans.ts';

test('several forms in one text are counted, each line read by its own', () => {
  const text = `-p 8080:80
tcp 8081 -> hydra:81

public_port,private_port,container
8082,82,hydra
udp 8083 -> medusa:83
8084,84,medusa
{"public_port":8085,"private_port":85,"container":30001}
what is this
`;
  expect(outcomesOf(text)).toEqual([
    '1 tcp 8080>30002:80',
    '2 tcp 8081>30001:81',
    '4 about: Header of CSV',
    '5 tcp 8082>30001:82',
    '6 udp 8083>30002:83',
    '7 tcp 8084>30002:84',
    '8 tcp 8085>30001:85',
    '9 error: The header has 3 columns, and this line 1.',
  ]);
  expect(read(text).format).toBe('4 forms');
});

test.each(['', '\n\n', '  # a comment\n\t#another', '\ufeff'])('%j holds nothing', (text) => {
  expect(read(text)).toEqual({ format: '', lines: [], hints: [] });
});

test('what nobody understands is an error that says how to write it', () => {
  expect(outcomeOfOne('open the web port')).toBe(
    'error: Not understood. Write it such as tcp 8080 -> hydra:8000, or 8080:8000.',
  );
});

test('a port that the server does not allow is a row, and the plan says why it cannot be', () => {
  const wanted = read('8080:80\n80:8080\n1999:8081').lines.flatMap(({ rows }) => rows);
  const { outcomes } = planMappings({ current: [], wanted, mode: 'only-add' });
  expect(outcomes.map((outcome) => outcome.kind === 'conflict' && outcome.message)).toEqual([
    'Enter 1024 to 65535: private ports below 1024 cannot be mapped.',
    'Enter 1025 to 65535: public ports up to 1024 cannot be mapped.',
    "Choose another port: 1999 is the platform's own, like 3022 and 3026.",
  ]);
});

/** Lines or blocks, and which of their lines are records, headers and the like: all but blank ones and comments. */
const piece = fc.oneof(
  fc.constantFrom(
    '',
    '   ',
    '# comment',
    '-p 8080:80',
    'docker run -d --name hydra \\\n  -p 80:80 \\\n  nginx',
    'docker run -p 80:80 \\',
    '8080:80/tcp',
    'services:\n  hydra:\n    image: nginx\n    ports:\n      - "8080:80"\n\n      - target: 80\n        published: 81',
    'ports:\n- 1:2',
    '  - "8080:80"',
    'image: x',
    'tcp 8080 -> hydra:80',
    'udp 1-3 → twin:4',
    'socat TCP-LISTEN:8080,fork TCP:10.0.0.1:80',
    '-A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.1:80',
    'public_port,private_port,container',
    '8080,80,hydra',
    '8080,80,"hydra"',
    '8080,80,"hy\n\ndra"',
    'public;private;note\n1;2;"a\n\n# b"',
    '[\n{"public_port":1,"private_port":2,"container":30001},\n\n17\n,\n{"public_port":1\n}\n]',
    '[{"public_port":1,"private_port":2,"container":30001},',
    '{"public_port":1,',
    '"private_port":2}',
    ']',
    'curl https://a/api/portmappings/1.2.3.4 -d \'{\n"public_port":1,"private_port":2}\'',
    "curl https://a/api/portmappings/1.2.3.4 -d '",
    'add \'{"public_port":1,"private_port":2}\' # {}',
    'set -u',
    '}',
    'near -> miss:x',
    '"',
    "'",
    '\\',
  ),
  fc.stringMatching(/^[-p 0-9:/"'#,;{}[\]\\>=.\ta]{0,20}$/),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Which lines of a text, counted from 1, are neither blank nor comments nor within a record of several lines. */
function contentLines(text: string): number[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .flatMap((line, place) => (/^\s*(?:#|$)/.test(line) ? [] : [place + 1]));
}

describe('any text', () => {
  test('each line with content is in exactly one record, and each record has exactly one outcome', () => {
    const text = fc
      .array(piece, { maxLength: 12 })
      .chain((pieces) => fc.constantFrom('\n', '\r\n', '\r').map((lineBreak) => pieces.join(lineBreak)));
    fc.assert(
      fc.property(text, (any) => {
        const { lines } = read(any);
        const outcomesEach = lines.map(
          ({ rows, error, question, about }) =>
            [rows.length > 0, error !== undefined, question !== undefined, about !== undefined].filter(Boolean).length,
        );
        expect(outcomesEach.filter((count) => count !== 1)).toEqual([]);
        const isInOrder = lines.every(
          ({ line, lastLine }, place) => line > (lines[place - 1]?.lastLine ?? 0) && lastLine >= line,
        );
        expect(isInOrder).toBe(true);
        const isCovered = (at: number) => lines.some(({ line, lastLine }) => line <= at && at <= lastLine);
        expect(contentLines(any).filter((line) => !isCovered(line))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  test('nothing is thrown, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (any) => void read(any)));
  });
});

describe('long texts', () => {
  const many = (line: string, count: number) =>
    Array.from({ length: count }, (_, place) => line.replaceAll('N', String(place))).join('\n');

  test('130,000 lines that nobody understands', () => {
    expect(read(many('nonsense N', 130_000)).lines).toHaveLength(130_000);
  }, 60_000);

  test.each([
    ['of unknown names', 'tcp 80 -> nameN:80'],
    ['that name the whole port space', 'tcp,udp 1-65535 -> hydra:1'],
    ['of open brackets', '{'],
    ['of open lists', '[{"a":['],
    ['of open quotes', '{"a'],
    ['of open cells', '"'],
    ['of open commands', "curl -d '"],
    ['that all go on', 'docker run -p 8080:80 \\'],
    ['of services', 'service:\n ports:'],
    ['of headers', 'public,private,container'],
    ['of blanks', ''],
    ['of arrows', '->'],
    ['of colons', ':::::::::'],
  ])(
    '%s are read in time that grows with them',
    (_, line) => {
      const text = many(line, 20_000);
      const started = performance.now();
      const { lines } = read(`public,private,note\n${text}`);
      expect(lines.at(-1)?.lastLine).toBeLessThanOrEqual(40_001);
      expect(performance.now() - started).toBeLessThan(20_000);
    },
    60_000,
  );

  test.each(['"', '[', '{', '\\', ' ', 'a', '1', ':', '-', ',', "'", '->', '/a', '"\\a', '#'])(
    'one line of %j is read at once',
    (character) => {
      const started = performance.now();
      for (const begin of ['', 'tcp 80 -> ', '-p ', '[', '{"a":"', 'curl -d ', 'a: ', '- ', '"']) {
        read(`${begin}${character.repeat(300_000)}`);
      }
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    30_000,
  );
});
