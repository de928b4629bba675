import { expect, test } from 'vitest';
import { notDoneSince } from './port-mapping-late-effects.ts';

const one = (public_port: number) => ({
  id: public_port,
  proto: 'tcp' as const,
  public_port,
  container: 1,
  container_ip: '10.0.0.3',
  private_port: 8000,
});
const added = (port: number) => ({ removed: [], added: [one(port)] });
const removed = (port: number) => ({ removed: [one(port)], added: [] });

test('what a newer change did the same way is its own', () => {
  const seen = { removed: [one(1), one(2)], added: [one(3), one(4)] };
  expect(notDoneSince(seen, [added(3), removed(1)])).toEqual({ removed: [one(2)], added: [one(4)] });
  expect(notDoneSince(seen, [])).toEqual(seen);
});

test('the newest change that is about a mapping counts, whatever those before it did', () => {
  expect(notDoneSince(added(3), [removed(3), added(3)])).toEqual(added(3));
  expect(notDoneSince(added(3), [added(3), removed(3)])).toEqual({ removed: [], added: [] });
  expect(notDoneSince(removed(1), [added(1), removed(1)])).toEqual(removed(1));
});

test('the id does not matter: a mapping that was created again is the same to the person', () => {
  const again = { removed: [{ ...one(1), id: 99 }], added: [] };
  expect(notDoneSince(removed(1), [again]).removed).toEqual([]);
});
