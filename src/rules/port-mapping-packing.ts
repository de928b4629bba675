/** Mappings as a short text, because a tab can keep about five million characters and a server 129,016 mappings. */
import type { PlanStep } from './port-mapping-plans.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** Rows and steps as text: each container once, each number as its distance from the one before. */
export interface PackedMappings {
  containers: readonly (readonly [uid: number, ip: string])[];
  text: string;
}

/** The most characters that one mapping takes, with ports and ids as far apart as they can be. */
export const MOST_PACKED_LENGTH = 24;

/** How a step is written: `removed;removed+added;added`. */
const ROW_END = ';';
const REMOVED_END = '+';
const STEP_END = '/';

const DIGITS = 36;
const signed = (distance: number) => (distance < 0 ? -2 * distance - 1 : 2 * distance).toString(DIGITS);

function unsigned(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', DIGITS);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('This text does not hold mappings.');
  return value;
}

function distanceIn(text: string | undefined): number {
  const value = unsigned(text);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Packs steps one after another. */
export class StepPacker {
  private readonly places = new Map<string, number>();
  private readonly containers: [number, string][] = [];
  private readonly parts: string[] = [];
  private last = { publicPort: 0, privatePort: 0, id: 0 };

  add({ remove, add }: PlanStep): void {
    const removed = remove.map((row) => `${this.row(row, row.container_ip)}.${this.id(row)}`).join(ROW_END);
    this.parts.push(`${removed}${REMOVED_END}${add.map((row) => this.row(row, '')).join(ROW_END)}`);
  }

  packed(): PackedMappings {
    return { containers: this.containers, text: this.parts.join(STEP_END) };
  }

  private id({ id }: PortMapping): string {
    const text = signed(id - this.last.id);
    this.last.id = id;
    return text;
  }

  private row({ container, proto, public_port, private_port }: NewPortMapping, ip: string): string {
    const key = `${container} ${ip}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.containers.push([container, ip]) - 1;
      this.places.set(key, place);
    }
    const kind = (place * 2 + (proto === 'udp' ? 1 : 0)).toString(DIGITS);
    const ports = [public_port - this.last.publicPort, private_port - this.last.privatePort].map(signed).join('.');
    this.last.publicPort = public_port;
    this.last.privatePort = private_port;
    return `${kind}.${ports}`;
  }
}

/** The steps that were packed. @throws Error for a text that {@link StepPacker} did not make */
export function unpackSteps({ containers, text }: PackedMappings): PlanStep[] {
  const last = { publicPort: 0, privatePort: 0, id: 0 };
  function rowOf(part: string): PortMapping {
    const [kind, publicPort, privatePort, id] = part.split('.');
    const [uid, ip] = containers[Math.floor(unsigned(kind) / 2)] ?? [];
    if (uid === undefined || ip === undefined) throw new Error('This text does not hold mappings.');
    last.publicPort += distanceIn(publicPort);
    last.privatePort += distanceIn(privatePort);
    if (id !== undefined) last.id += distanceIn(id);
    return {
      id: last.id,
      proto: unsigned(kind) % 2 === 0 ? 'tcp' : 'udp',
      public_port: last.publicPort,
      container: uid,
      container_ip: ip,
      private_port: last.privatePort,
    };
  }
  const rowsOf = (part: string | undefined) => (part ? part.split(ROW_END).map(rowOf) : []);
  return text.split(STEP_END).flatMap((step) => {
    if (step === '') return [];
    const [removed, added] = step.split(REMOVED_END);
    const remove = rowsOf(removed);
    return [{ remove, add: rowsOf(added).map(({ id: _, container_ip: __, ...body }) => body) }];
  });
}
