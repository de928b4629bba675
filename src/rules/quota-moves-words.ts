/** A move of memory or storage in words and as curl commands (design.md §1.5). */
import type { ContainerChange } from '../api/schemas.ts';
import { nameAndUid } from './containers.ts';
import { type CurlConnection, curlOfChange, curlOfCreation } from './curl.ts';
import {
  changeOfStep,
  type MoveStep,
  type QuotaMove,
  RESOURCES,
  type Resized,
  type Shortage,
  type Sizes,
  shortOf,
  stepsOf,
  undoOf,
} from './quota-moves.ts';
import { formatMegabytes, formatNumber } from './units.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `2,000 MB of memory and 100,000 MB of storage`. */
export function sizesInWords(sizes: Sizes): string {
  return listInWords(
    RESOURCES.flatMap((resource) => {
      const megabytes = sizes[resource];
      return megabytes === undefined ? [] : [`${formatMegabytes(megabytes)} of ${resource}`];
    }),
  );
}

/** What is short: `1,000 MB of memory`. */
export function shortageInWords(shortage: Shortage): string {
  return sizesInWords(
    Object.fromEntries(shortOf(shortage).map((resource) => [resource, shortage[resource]?.megabytes])),
  );
}

/** `from 4,000 to 2,000 MB of memory`. */
export function resizeInWords({ from, to }: Pick<Resized, 'from' | 'to'>): string {
  return listInWords(
    RESOURCES.flatMap((resource) => {
      const [before, after] = [from[resource], to[resource]];
      return before === undefined || after === undefined
        ? []
        : [`from ${formatNumber(before)} to ${formatMegabytes(after)} of ${resource}`];
    }),
  );
}

const isGrowth = ({ from, to }: Resized) => RESOURCES.every((resource) => (to[resource] ?? 0) >= (from[resource] ?? 0));

function verbOf(step: Exclude<MoveStep, { kind: 'create' }>): string {
  if (step.kind === 'shrink') return 'Shrink';
  return isGrowth(step) ? 'Grow' : 'Resize';
}

/** A step of the plan, with what it reboots. */
export function stepInWords(step: MoveStep): string {
  if (step.kind === 'create') return `Create ${step.name} with ${sizesInWords(step.to)}.`;
  return `${verbOf(step)} ${nameAndUid(step)} ${resizeInWords(step)}. It reboots.`;
}

/** The donors as the subject of a sentence, each with its figures: `medusa (30002) was shrunk from … to …`. */
export function shrunkInWords(donors: readonly Resized[]): string {
  return listInWords(donors.map((donor) => `${nameAndUid(donor)} was shrunk ${resizeInWords(donor)}`));
}

/** All commands of a move, in their order. `start`: what a new container starts with. */
export function curlOfMove(connection: CurlConnection, move: QuotaMove, start: ContainerChange = {}): string {
  const commands = stepsOf(move).map((step) =>
    step.kind === 'create'
      ? curlOfCreation(connection, { wanted: { server: move.address, name: step.name, ...step.to }, start })
      : curlOfChange(connection, step.uid, changeOfStep(step)),
  );
  return commands.join('\n\n');
}

/** The way back for these donors. */
export function curlOfGivingBack(connection: CurlConnection, donors: readonly Resized[]): string {
  return donors.map((donor) => curlOfChange(connection, donor.uid, changeOfStep(undoOf(donor)))).join('\n\n');
}
