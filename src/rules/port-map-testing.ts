/** What the tests of the port map share: tables, and what a port is by the rows alone. */
import fc from 'fast-check';
import type { PortMapping, Protocol } from '../api/schemas.ts';
import type { PortState } from './port-map.ts';

export const PROTOCOLS = ['tcp', 'udp'] as const;

export const names = new Map([
  [30001, 'hydra'],
  [30002, 'medusa'],
]);

/** A mapping; the container's address follows from its uid as in the seed (api.md §11). */
export function row(
  id: number,
  proto: Protocol,
  public_port: number,
  container = 30001,
  private_port = 8000,
): PortMapping {
  return { id, proto, public_port, container, private_port, container_ip: `10.0.0.${container - 29_998}` };
}

/** What a port is by the rows alone, one port at a time. */
export function naiveState(rows: readonly PortMapping[], proto: Protocol, port: number): PortState {
  const held = rows.filter((mapping) => mapping.proto === proto && mapping.public_port === port).length;
  if (held > 1) return 'conflict';
  if (held === 1) return 'used';
  if (port < 1025) return 'not-offered';
  return [1999, 3022, 3026].includes(port) ? 'reserved' : 'free';
}

/** Dense where it matters: at the ends, around what is reserved, and in runs. */
export const anyPort = fc.oneof(
  fc.integer({ min: 8000, max: 8012 }),
  fc.constantFrom(1, 80, 1024, 1025, 1026, 1998, 1999, 2000, 3022, 65_534, 65_535),
);
export const anyTable = fc
  .array(
    fc.record({
      proto: fc.constantFrom<Protocol>('tcp', 'udp'),
      port: anyPort,
      container: fc.constantFrom(30001, 30002, 30009),
      private_port: fc.integer({ min: 8000, max: 8004 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ proto, port, container, private_port }, index) => row(index + 1, proto, port, container, private_port)),
  );
export const anyProtocol = fc.constantFrom<Protocol>('tcp', 'udp');

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Where the states differ at all in such a table. */
export const NEAR = [
  ...span(1, 2),
  ...span(79, 81),
  ...span(1023, 1027),
  ...span(1997, 2001),
  ...span(3020, 3028),
  ...span(7999, 8014),
  ...span(65_533, 65_535),
];

/** From 1 to 65535. */
export const EVERY_PORT = span(1, 65_535);
