import { nameAndUid } from '../../rules/containers.ts';
import { describeMapping } from '../../rules/port-mappings.ts';
import type { MappingRow } from '../shared/port-mappings/mapping-rows.ts';
import { type SelectableRows, selectColumnOf } from '../shared/table-selection.tsx';

/** `tcp 9000`; where another container has it too, the container beside it. */
function nameOf({ wanted, clash, containerName = '' }: MappingRow): string {
  const name = describeMapping(wanted);
  return clash ? `${name} to ${nameAndUid({ uid: wanted.container, name: containerName })}` : name;
}

/** The id of its mapping; what is being added has none. */
export const idOf = ({ key }: MappingRow) => (typeof key === 'number' ? key : undefined);

/** How mappings are selected: what is being added cannot be. */
export const selectableMappings: SelectableRows<MappingRow> = { keyOf: idOf, nameOf };

/** The first column of the table, in which mappings are selected. */
export const selectColumn = selectColumnOf(selectableMappings);
