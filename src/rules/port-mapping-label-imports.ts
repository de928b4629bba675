/** The labels and notes that come with a list of mappings. */
import { eachInSteps, type InSteps } from './in-steps.ts';
import { isSameLabel, labelKey, type MappingLabel, NO_LABEL } from './port-mapping-labels.ts';
import type { WantedOutcome } from './port-mapping-plans.ts';
import type { NewPortMapping } from './port-mappings.ts';

type Labels = ReadonlyMap<string, MappingLabel>;

/**
 * What a list sets on the mappings that stand afterwards, by `labelKey`; nothing that is so already. What the list does not
 * say of one stays as it is `known`.
 */
export function* labelsToSetInSteps(
  rows: readonly (NewPortMapping & Partial<MappingLabel>)[],
  outcomes: readonly WantedOutcome[],
  known: Labels,
): InSteps<ReadonlyMap<string, MappingLabel>> {
  const labels = new Map<string, MappingLabel>();
  yield* eachInSteps(rows, (row, place) => {
    const { label = '', note = '' } = row;
    if ((label === '' && note === '') || outcomes[place]?.kind === 'conflict') return;
    const key = labelKey(row);
    const before = known.get(key) ?? NO_LABEL;
    const texts = { label: label || before.label, note: note || before.note };
    if (isSameLabel(texts, before)) labels.delete(key);
    else labels.set(key, texts);
  });
  return labels;
}

/** What a plan says of a mapping that gets a label or a note, after what else happens to it. */
export function labelInWords({ label, note }: MappingLabel): string {
  if (label === '') return ', with a note';
  return `, labelled “${label}”${note === '' ? '' : ' with a note'}`;
}

/** The way back from labels that were `set`: what each was before, but for those that were changed again since. */
export function labelsToUndo(set: Labels, before: Labels, now: Labels): Map<string, MappingLabel> {
  return new Map(
    [...set]
      .filter(([key, label]) => isSameLabel(now.get(key) ?? NO_LABEL, label))
      .map(([key]) => [key, before.get(key) ?? NO_LABEL]),
  );
}
