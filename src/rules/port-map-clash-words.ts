/** What is said of a clash. */
import { nameOfContainer } from './containers.ts';
import type { ClashSide, PortClash } from './port-map-runs.ts';
import { portsInWords } from './port-map-words.ts';
import { type ContainerNames, describeHolder, describeMapping } from './port-mappings.ts';
import { formatNumber } from './units.ts';

/** `tcp 9000`, or `tcp 8000–8010`. */
export function nameOfClash(clash: PortClash): string {
  return `${clash.proto} ${portsInWords(clash)}`;
}

/** `tcp 9000 to medusa (30002)`, or `11 mappings to medusa (30002)`: what is deleted of one side. */
export function describeSide({ container, rows }: ClashSide, names: ContainerNames): string {
  const [first] = rows;
  const what = first && rows.length === 1 ? describeMapping(first) : `${formatNumber(rows.length)} mappings`;
  return `${what} to ${describeHolder(container, names)}`;
}

/** Where a side leads: `10.0.0.3:8000`, or `10.0.0.3:8000–8010` when its private ports count up; else its address alone. */
export function endOfSide({ rows }: ClashSide): string {
  const [first] = rows;
  if (!first) return '';
  const isCounting = rows.every((row, index) => row.private_port === first.private_port + index);
  if (!isCounting) return first.container_ip;
  const ports = { from: first.private_port, to: first.private_port + rows.length - 1 };
  return `${first.container_ip}:${portsInWords(ports)}`;
}

/** How a side is called on its button: its container, or where it leads when that one is on several sides. */
export function nameOfSide(clash: PortClash, side: ClashSide, names: ContainerNames): string {
  const ofContainer = clash.sides.filter(({ container }) => container === side.container);
  if (ofContainer.length > 1) return endOfSide(side);
  return nameOfContainer({ uid: side.container, name: names.get(side.container) ?? '' });
}

/** `Keep hydra on tcp 9000`. */
export function keepingInWords(clash: PortClash, side: ClashSide, names: ContainerNames): string {
  return `Keep ${nameOfSide(clash, side, names)} on ${nameOfClash(clash)}`;
}
