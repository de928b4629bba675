import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RangeTexts, readRange } from './port-mapping-ranges.ts';
import { endsOfRange } from './port-spans.ts';

const form = (texts: Partial<RangeTexts>): RangeTexts => ({
  publicPorts: '8000-8010',
  privatePorts: '',
  protocols: 'tcp',
  container: '30001',
  ...texts,
});

const pairsOf = (texts: Partial<RangeTexts>) => {
  const read = readRange(form(texts));
  return 'rows' in read
    ? read.rows.map(({ proto, public_port, private_port }) => `${proto} ${public_port}>${private_port}`)
    : read.errors;
};

test.each([
  [{ publicPorts: '8000', privatePorts: '9000' }, ['tcp 8000>9000']],
  [{ publicPorts: '8000-8001', privatePorts: '9000-9001' }, ['tcp 8000>9000', 'tcp 8001>9001']],
  [{ publicPorts: '8000-8001', privatePorts: '9000' }, ['tcp 8000>9000', 'tcp 8001>9001']],
  [{ publicPorts: '8000-8001' }, ['tcp 8000>8000', 'tcp 8001>8001']],
  [{ publicPorts: ' 8000 – 8001 ', privatePorts: ' ' }, ['tcp 8000>8000', 'tcp 8001>8001']],
  [{ publicPorts: '8000:8001' }, ['tcp 8000>8000', 'tcp 8001>8001']],
  [{ publicPorts: '8000..8001' }, ['tcp 8000>8000', 'tcp 8001>8001']],
  [{ publicPorts: '8000 to 8001' }, ['tcp 8000>8000', 'tcp 8001>8001']],
  [{ publicPorts: '8000-8000' }, ['tcp 8000>8000']],
  [{ publicPorts: '８０００-8000' }, ['tcp 8000>8000']],
  [
    { publicPorts: '53', privatePorts: '5353' },
    { publicPorts: 'Enter 1025 to 65535: public ports up to 1024 cannot be mapped.' },
  ],
  [
    { publicPorts: '8000-8001', privatePorts: '9000', protocols: 'both' as const },
    ['tcp 8000>9000', 'udp 8000>9000', 'tcp 8001>9001', 'udp 8001>9001'],
  ],
])('%j', (texts, expected) => {
  expect(pairsOf(texts)).toEqual(expected);
});

test.each([
  [{ publicPorts: '' }, { publicPorts: 'Enter a public port, such as 9000.' }],
  [{ publicPorts: '8010-8000' }, { publicPorts: 'Start with the lower port: 8000-8010.' }],
  [{ publicPorts: '8000-' }, { publicPorts: 'Enter the last port of the range too.' }],
  [{ publicPorts: '-8000' }, { publicPorts: 'Enter 1025 to 65535, without a minus.' }],
  [
    { publicPorts: '80-90' },
    { publicPorts: 'First port: Enter 1025 to 65535: public ports up to 1024 cannot be mapped.' },
  ],
  [{ publicPorts: '65000-70000' }, { publicPorts: 'Last port: Enter 65535 at most: no port is higher.' }],
  [{ publicPorts: '1-2-3' }, { publicPorts: 'Write the port in digits only, such as 9000.' }],
  [
    { privatePorts: '9000-9005' },
    {
      privatePorts:
        '8000-8010 are 11 ports, 9000-9005 are 6 ports. Make both equally long, or give only the first private port.',
    },
  ],
  [
    { publicPorts: '8000', privatePorts: '9000-9005' },
    {
      privatePorts:
        '8000 is 1 port, 9000-9005 are 6 ports. Make both equally long, or give only the first private port.',
    },
  ],
  [{ privatePorts: '65530' }, { privatePorts: '11 ports from 65530 on would pass 65535. Start at 65525 at most.' }],
  [{ privatePorts: '9010-9000' }, { privatePorts: 'Start with the lower port: 9000-9010.' }],
  [
    { publicPorts: 'x', privatePorts: '80', container: '' },
    {
      publicPorts: 'Write the port in digits only, such as 9000.',
      privatePorts: 'Enter 1024 to 65535: private ports below 1024 cannot be mapped.',
      container: 'Choose the container that gets the traffic.',
    },
  ],
  [{ container: '' }, { container: 'Choose the container that gets the traffic.' }],
])('%j is refused', (texts, errors) => {
  expect(pairsOf(texts)).toEqual(errors);
});

test("the platform's own ports are rows of a range, at its ends too, but alone they are refused", () => {
  expect(pairsOf({ publicPorts: '1998-2000' })).toHaveLength(3);
  expect(pairsOf({ publicPorts: '3022-3026' })).toHaveLength(5);
  expect(pairsOf({ publicPorts: '1999' })).toEqual({
    publicPorts: "Choose another port: 1999 is the platform's own, like 3022 and 3026.",
  });
});

test('the whole port space, both protocols', () => {
  expect(pairsOf({ publicPorts: '1025-65535', protocols: 'both' })).toHaveLength(129_022);
});

test('every range of legal ports is as many rows, each as far from the first on both sides', () => {
  const port = fc.integer({ min: 1025, max: 65_535 });
  fc.assert(
    fc.property(port, fc.nat({ max: 300 }), port, fc.boolean(), (first, more, start, isOpen) => {
      const publicPorts = `${first}-${first + more}`;
      const read = readRange(form({ publicPorts, privatePorts: isOpen ? `${start}` : `${start}-${start + more}` }));
      if ('errors' in read) {
        expect(Math.max(first, start) + more).toBeGreaterThan(65_535);
        return;
      }
      expect(read.rows).toHaveLength(more + 1);
      for (const { public_port, private_port } of read.rows) expect(public_port - first).toBe(private_port - start);
    }),
  );
});

test('any texts give rows or a sentence', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9 .:to–-]{0,14}$/));
  fc.assert(
    fc.property(text, text, (publicPorts, privatePorts) => {
      const read = readRange(form({ publicPorts, privatePorts }));
      expect('rows' in read ? read.rows.length : Object.keys(read.errors).length).toBeGreaterThan(0);
    }),
  );
});

test('a long text is looked at once', () => {
  const started = performance.now();
  expect(endsOfRange(`8000${' '.repeat(100_000)}x`)).toBeUndefined();
  expect(endsOfRange(`${'8'.repeat(100_000)}`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(500);
});
