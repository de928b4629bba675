import { type ChangeEvent, type DragEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { formatNumber } from '../../rules/units.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import type { ImportDraft } from './import-draft.ts';
import { insertsLongTextsAtOnce } from './long-insertions.ts';
import { PastedForms } from './pasted-forms.tsx';
import { readTextFile } from './text-file.ts';

/** A browser takes too long to lay out more in a field: it is held beside it. */
const MOST_SHOWN_CHARACTERS = 200_000;

type Texts = Pick<ImportDraft, 'text' | 'held'>;

export interface MappingsFieldProps {
  texts: Texts;
  onChange: (texts: Texts) => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

const textsOf = (text: string, name: string): Texts =>
  text.length > MOST_SHOWN_CHARACTERS ? { text: '', held: { name, text } } : { text, held: null };

/** Where mappings are pasted, typed, chosen as a file or dropped as one. */
export function MappingsField({ texts, onChange, field }: MappingsFieldProps) {
  const [before, setBefore] = useState<{ texts: Texts; name: string }>();
  const [error, setError] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const { text, held } = texts;
  const takeField = useCallback(
    (element: HTMLTextAreaElement | null) => {
      field.current = element;
      return insertsLongTextsAtOnce(element);
    },
    [field],
  );

  async function read(chosen: File | undefined) {
    if (!chosen) return;
    setError('');
    const result = await readTextFile(chosen);
    if ('error' in result) return setError(result.error);
    setBefore(text.trim() === '' ? undefined : { texts, name: chosen.name });
    onChange(textsOf(result.text, chosen.name));
  }

  function choose(event: ChangeEvent<HTMLInputElement>) {
    void read(event.target.files?.[0]);
    // The same file may be chosen again after it was changed.
    event.target.value = '';
  }

  function drop(event: DragEvent) {
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    event.preventDefault();
    void read(dropped);
  }

  return (
    <div className="flex flex-col gap-2">
      {held ? (
        <HeldText {...held} onClear={() => onChange({ text: '', held: null })} />
      ) : (
        <TextAreaField
          ref={takeField}
          label="Mappings"
          mono
          rows={6}
          wrap="off"
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          onChange={(event) => {
            setBefore(undefined);
            onChange(textsOf(event.target.value, ''));
          }}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes('Files')) event.preventDefault();
          }}
          onDrop={drop}
          style={{ resize: 'vertical' }}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={() => file.current?.click()}>Choose file</Button>
        <input ref={file} type="file" hidden aria-label="File with mappings" onChange={choose} />
        {held ? null : <p className="text-muted">or drop one into the field</p>}
        <PastedForms />
        <p role="status" className="text-muted empty:hidden">
          {before ? (
            <>
              {before.name} replaces what was typed.{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  onChange(before.texts);
                  setBefore(undefined);
                  field.current?.focus();
                }}
              >
                Bring it back
              </button>
            </>
          ) : null}
        </p>
      </div>
      {error ? <Alert>{error}</Alert> : null}
    </div>
  );
}

/** Stands for a text that is too long to be shown. */
function HeldText({ name, text, onClear }: { name: string; text: string; onClear: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-line bg-surface px-3 py-2.5">
      <p className="min-w-0 wrap-anywhere">
        <strong className="font-medium">{name || 'The pasted text'}</strong> is read, but too long to be shown:{' '}
        {formatNumber(text.length)} characters.
      </p>
      <Button size="small" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
