import type { MappingEdit } from '../../../rules/port-mapping-edits.ts';
import { describeMapping } from '../../../rules/port-mappings.ts';

/** After an edit the old row's button is gone, so the focus goes to the new row's; to the section when it is filtered out. */
export function focusEdited(section: HTMLElement | null, { wanted }: MappingEdit): void {
  const button = section?.querySelector<HTMLElement>(`button[aria-label="Edit ${describeMapping(wanted)}"]`);
  (button ?? section)?.focus();
}
