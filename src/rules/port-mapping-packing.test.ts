import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_PACKED_LENGTH, StepPacker, unpackSteps } from './port-mapping-packing.ts';
import type { PlanStep } from './port-mapping-plans.ts';

const port = fc.integer({ min: 1024, max: 65_535 });
const body = fc.record({
  container: fc.integer({ min: 1, max: 70_000 }),
  proto: fc.constantFrom('tcp' as const, 'udp' as const),
  public_port: port,
  private_port: port,
});
const row = fc
  .tuple(body, fc.integer({ min: 1, max: 2 ** 31 }), fc.constantFrom('10.0.0.3', '10.0.0.4'))
  .map(([one, id, container_ip]) => ({ ...one, id, container_ip }));
const steps = fc.array(
  fc
    .record({ remove: fc.array(row, { maxLength: 3 }), add: fc.array(body, { maxLength: 3 }) })
    .filter(({ remove, add }) => remove.length + add.length > 0),
);

function packed(all: readonly PlanStep[]) {
  const packer = new StepPacker();
  for (const step of all) packer.add(step);
  return packer.packed();
}

test('steps come back from their text as they were', () => {
  fc.assert(
    fc.property(steps, (all) => {
      expect(unpackSteps(JSON.parse(JSON.stringify(packed(all))))).toEqual(all);
    }),
  );
});

test('no mapping takes more than it may', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const count = all.reduce((sum, { remove, add }) => sum + remove.length + add.length, 0);
      expect(packed(all).text.length).toBeLessThanOrEqual(count * MOST_PACKED_LENGTH);
    }),
  );
});

test.each(['zz', '0.1', '1.!.2+', '9.1.1+', '0.-1.4+'])('%s is no list of steps', (text) => {
  expect(() => unpackSteps({ containers: [[30_001, '']], text })).toThrow();
});

test('the deletion of a whole port space fits into a tab', () => {
  const all = Array.from({ length: 129_016 }, (_, index) => {
    const container = 30_001 + (index % 400);
    const proto = index % 2 ? ('udp' as const) : ('tcp' as const);
    const public_port = 1025 + ((index * 7919) % 64_511);
    return {
      remove: [
        { id: index + 1, proto, public_port, container, container_ip: '10.0.0.3', private_port: 8000 + (index % 999) },
      ],
      add: [],
    };
  });
  expect(JSON.stringify(packed(all)).length).toBeLessThan(3_000_000);
});
