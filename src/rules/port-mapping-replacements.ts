import { eachInSteps, type InSteps } from './in-steps.ts';
import type { NewPortMapping, PortMapping } from './port-mappings.ts';

/** Which rows belong together; time grows with their number only, also when a long chain of ports moves by one. */
function rowGroups() {
  const parents = new Map<PortMapping, PortMapping>();
  function rootOf(row: PortMapping): PortMapping {
    let root = row;
    for (let up = parents.get(root); up && up !== root; up = parents.get(root)) root = up;
    // Every row that was passed points to the root from now on, so that no chain is walked twice.
    for (let one = row; one !== root; ) {
      const next = parents.get(one) ?? root;
      parents.set(one, root);
      one = next;
    }
    return root;
  }
  return {
    rootOf,
    rows: () => [...parents.keys()],
    join(rows: readonly PortMapping[]) {
      const [first] = rows;
      for (const row of rows) {
        if (!parents.has(row)) parents.set(row, row);
        if (first) parents.set(rootOf(row), rootOf(first));
      }
    },
  };
}

/**
 * What is created in the place of what, in groups: mappings that swap places hang together. `blockers` are the rows that
 * must go before each creation.
 */
export function* replacementsOf(
  blockers: ReadonlyMap<NewPortMapping, readonly PortMapping[]>,
): InSteps<{ remove: PortMapping[]; add: NewPortMapping[] }[]> {
  const joined = rowGroups();
  yield* eachInSteps([...blockers.values()], joined.join);
  const groups = new Map<PortMapping, { remove: PortMapping[]; add: NewPortMapping[] }>();
  function groupOf(row: PortMapping) {
    const root = joined.rootOf(row);
    const group = groups.get(root) ?? { remove: [], add: [] };
    groups.set(root, group);
    return group;
  }
  yield* eachInSteps(joined.rows(), (row) => void groupOf(row).remove.push(row));
  yield* eachInSteps([...blockers], ([one, [first]]) => {
    if (first) groupOf(first).add.push(one);
  });
  return [...groups.values()];
}
