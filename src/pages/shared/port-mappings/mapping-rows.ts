import { indexMapping, indexText } from '../../../rules/filter.ts';
import type { InSteps } from '../../../rules/in-steps.ts';
import { type Clash, clashesOf } from '../../../rules/port-mapping-clashes.ts';
import { bodyOf, mappingKey } from '../../../rules/port-mapping-edits.ts';
import { labelKey, type MappingLabel } from '../../../rules/port-mapping-labels.ts';
import {
  type ContainerNames,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
} from '../../../rules/port-mappings.ts';
import { byPublicPort } from './mapping-order.ts';

/** A row of the table "Port mappings". Without `stored` it is being added and has no id yet. */
export interface MappingRow {
  key: string | number;
  wanted: NewPortMapping;
  stored: PortMapping | undefined;
  containerName: string | undefined;
  label: MappingLabel | undefined;
  clash: Clash | undefined;
  /** What the filter searches: that of `indexMapping`, with label and note, and the word "clash" for what clashes. */
  index: string;
}

/** The mappings of rows, without those that are being added. */
export function mappingsOf(rows: readonly MappingRow[]): PortMapping[] {
  const mappings: PortMapping[] = [];
  for (const { stored } of rows) if (stored) mappings.push(stored);
  return mappings;
}

/** What the rows of a table are made of. */
export interface MappingFacts {
  mappings: readonly PortMapping[];
  pending: readonly NewPortMapping[];
  deletingIds: readonly number[];
  names: ContainerNames;
  labels: ReadonlyMap<string, MappingLabel>;
  /** The one container whose mappings are wanted; left out: all. */
  only?: number | undefined;
}

export interface MappingRowsMaker {
  rowsOf: (facts: MappingFacts) => InSteps<readonly MappingRow[]>;
  /** What was made last, as far as it was made to its end. */
  last: () => readonly MappingRow[] | undefined;
}

/** A step ends after so much work, a row that stands already being 1: about a millisecond. */
const WORK_A_STEP = 10_000;
/** Its text to search in is made anew. */
const WORK_OF_NEW_ROW = 10;

/** So many rows more than there are may be remembered before the others are forgotten. */
const MOST_FORGOTTEN_LATER = 1000;

/**
 * Makes the rows of one table again and again: without those being deleted, with those being added; in the order of public
 * ports. A row that is as it was is the same object, so that it is neither indexed nor drawn again. In steps, because a
 * server can have 129,016 mappings.
 */
export function createMappingRows(): MappingRowsMaker {
  const known = new Map<number, MappingRow>();
  let last: readonly MappingRow[] | undefined;

  function rowFor(wanted: NewPortMapping, stored: PortMapping | undefined, about: About): [MappingRow, number] {
    const before = stored && known.get(stored.id);
    if (before?.stored === stored && before && isSame(before, about)) return [before, 1];
    const row = rowOf(wanted, stored, about);
    if (stored) known.set(stored.id, row);
    return [row, WORK_OF_NEW_ROW];
  }

  function* rowsOf(facts: MappingFacts): InSteps<readonly MappingRow[]> {
    const standing = standingOf(facts);
    yield;
    const clashes = clashesOf(standing, facts.names);
    yield;
    const awaited = new Set<NewPortMapping>(awaitedOf(facts, standing));
    // What is searched together is made together: memory is read several times faster in its own order.
    const sorted = yield* byPublicPort([...wantedOf(standing, facts), ...awaited]);
    yield;
    const rows: MappingRow[] = [];
    let work = 0;
    for (const wanted of sorted) {
      const stored = awaited.has(wanted) ? undefined : (wanted as PortMapping);
      const [row, cost] = rowFor(wanted, stored, aboutOf(wanted, facts, stored && clashes.get(stored.id)));
      rows.push(row);
      work += cost;
      if (work < WORK_A_STEP) continue;
      work = 0;
      yield;
    }
    if (known.size > rows.length * 2 + MOST_FORGOTTEN_LATER) known.clear();
    last = rows;
    return rows;
  }
  return { rowsOf, last: () => last };
}

function standingOf({ mappings, deletingIds }: MappingFacts): readonly PortMapping[] {
  const deleting = new Set(deletingIds);
  return deleting.size > 0 ? mappings.filter(({ id }) => !deleting.has(id)) : mappings;
}

function wantedOf<Mapping extends NewPortMapping>(mappings: readonly Mapping[], { only }: MappingFacts) {
  return only === undefined ? mappings : mappings.filter(({ container }) => container === only);
}

/** Once the read shows it, the API's row takes its place. */
function awaitedOf(facts: MappingFacts, standing: readonly PortMapping[]): readonly NewPortMapping[] {
  const { pending } = facts;
  if (pending.length === 0) return pending;
  const shown = new Set(standing.map(mappingKey));
  return wantedOf(pending, facts).filter((wanted) => !shown.has(mappingKey(wanted)));
}

/** What a row says beside the mapping itself. */
type About = Pick<MappingRow, 'containerName' | 'label' | 'clash'>;

function aboutOf(wanted: NewPortMapping, { names, labels }: MappingFacts, clash: Clash | undefined): About {
  const label = labels.size > 0 ? labels.get(labelKey(wanted)) : undefined;
  return { containerName: names.get(wanted.container), label, clash };
}

/** What a clash says depends on other rows, too. */
function isSame(one: About, other: About): boolean {
  return one.containerName === other.containerName && one.label === other.label && !one.clash && !other.clash;
}

function rowOf(wanted: NewPortMapping, stored: PortMapping | undefined, about: About): MappingRow {
  const { containerName, label, clash } = about;
  const more = [...(label ? [label.label, label.note] : []), ...(clash ? ['clash'] : [])];
  const name = describeMapping(wanted);
  const index = stored
    ? indexMapping(stored, containerName, ...more)
    : indexText([name, containerName ?? '', String(wanted.container), ...more]);
  return {
    key: stored?.id ?? `pending ${name} ${wanted.container}`,
    // A copy: sorting reads it in the order of the rows, where memory is read several times faster.
    wanted: bodyOf(wanted),
    stored,
    containerName,
    label,
    clash,
    index,
  };
}
