import { useState } from 'react';
import { isEmptyLabel } from '../../../rules/port-mapping-labels.ts';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import type { LabelTexts } from './use-label-texts.ts';

/** "Label" and "Note", which the API has no place for: the caller lays the two cells out. */
export function LabelFields({ state: { texts, errors, type } }: { state: LabelTexts }) {
  return (
    <>
      <TextField
        label="Label"
        autoComplete="off"
        value={texts.label}
        error={errors.label}
        onChange={({ target }) => type({ label: target.value })}
      />
      <TextAreaField
        label="Note"
        rows={1}
        value={texts.note}
        error={errors.note}
        onChange={({ target }) => type({ note: target.value })}
      />
    </>
  );
}

/** Where labels and notes are, in one sentence. */
export const LABELS_ARE_HERE =
  'The API has no place for a label and a note: they are kept in this browser, and go along with exports and imports.';

/** The two fields, folded away while nothing is in them. */
export function FoldedLabelFields({ state }: { state: LabelTexts }) {
  const [isOpen, setIsOpen] = useState(false);
  // What will be kept is never hidden.
  const isShown = isOpen || !isEmptyLabel(state.texts);
  return (
    <details
      open={isShown}
      onToggle={({ currentTarget }) => {
        if (!isEmptyLabel(state.texts)) currentTarget.open = true;
        setIsOpen(currentTarget.open);
      }}
    >
      <summary className="text-small cards:min-h-11">Label and note</summary>
      <div className="mt-2 grid items-start gap-3 sm:grid-cols-2">
        <LabelFields state={state} />
        <p className="text-muted text-small sm:col-span-2">{LABELS_ARE_HERE}</p>
      </div>
    </details>
  );
}
