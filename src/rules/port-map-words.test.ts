import { describe, expect, test } from 'vitest';
import { portMapOf } from './port-map.ts';
import { readBlockSize, readPlace } from './port-map-places.ts';
import { names, row } from './port-map-testing.ts';
import { describeBlock, describePort, summaryOfMap } from './port-map-words.ts';

describe('words', () => {
  const map = portMapOf([row(1, 'tcp', 9000), row(2, 'udp', 5353), row(3, 'tcp', 9001), row(4, 'tcp', 9001, 30009)]);

  test.each([
    ['tcp', 9000, 'tcp 9000, used by hydra (30001), to 10.0.0.3:8000'],
    ['tcp', 9002, 'tcp 9002, free'],
    ['tcp', 80, 'tcp 80, not offered: public ports begin at 1025'],
    ['udp', 3022, 'udp 3022, reserved by the platform'],
    ['tcp', 9001, 'tcp 9001, in conflict: hydra (30001), to 10.0.0.3:8000; container 30009, to 10.0.0.11:8000'],
    ['both', 9002, 'tcp and udp 9002, free'],
    ['both', 9000, 'tcp 9000, used by hydra (30001), to 10.0.0.3:8000. udp 9000, free'],
  ] as const)('%s %i', (choice, port, sentence) => {
    expect(describePort(map, choice, port, names)).toBe(sentence);
  });

  test.each([
    ['tcp', { from: 8960, to: 9215 }, '8960–9215: 1 used, 1 in conflict, 254 free'],
    ['both', { from: 8960, to: 9215 }, '8960–9215: tcp 1 used, 1 in conflict, 254 free; udp all free'],
    ['both', { from: 0, to: 255 }, '1–255: not offered'],
    ['both', { from: 9216, to: 9471 }, '9216–9471: all free'],
    ['tcp', { from: 9000, to: 9000 }, '9000: all used'],
    ['tcp', { from: 1024, to: 1279 }, '1024–1279: 255 free'],
  ] as const)('a block, %s %o', (choice, block, sentence) => {
    expect(describeBlock(map, choice, block)).toBe(sentence);
  });

  test('a sentence for the whole map', () => {
    expect(summaryOfMap(map, 'both')).toBe(
      'tcp: 2 of 64,508 ports used, 1 in conflict, 64,506 free. udp: 1 of 64,508 ports used, none in conflict, 64,507 free.',
    );
  });

  test.each([
    ['9000', { ok: true, port: 9000 }],
    [' UDP 5353 ', { ok: true, port: 5353, proto: 'udp' }],
    ['８０', { ok: true, port: 80 }],
    ['0', { ok: false, message: 'Enter 1 to 65535: there is no other port.' }],
    ['70000', { ok: false, message: 'Enter 1 to 65535: there is no other port.' }],
    ['', { ok: false, message: 'Write the port in digits only, such as 9000.' }],
    ['web', { ok: false, message: 'Write the port in digits only, such as 9000.' }],
  ])('the place %j', (text, read) => {
    expect(readPlace(text)).toEqual(read);
  });

  test('the size of a block', () => {
    expect(readBlockSize('10')).toEqual({ ok: true, size: 10 });
    for (const text of ['0', '', '64512', '-1', '1.5']) {
      expect(readBlockSize(text)).toEqual({ ok: false, message: 'Enter 1 to 64,511.' });
    }
  });
});
