import { useMemo, useState } from 'react';
import * as z from 'zod/mini';
import { draftOf } from '../../../queries/drafts.ts';
import { checkLabel, isSameLabel, LONGEST_NOTE, type MappingLabel } from '../../../rules/port-mapping-labels.ts';

// Twice what is taken: a text that has to be shortened first is kept as well.
const text = z.optional(z.string().check(z.maxLength(2 * LONGEST_NOTE)));
const draftSchema = z.object({ label: text, note: text });
type Typed = { label?: string | undefined; note?: string | undefined };

/** The fields "Label" and "Note": what is typed wins over what is stored, which may come or change meanwhile. */
export interface LabelTexts {
  texts: MappingLabel;
  errors: { label?: string; note?: string };
  isChanged: boolean;
  isRestored: boolean;
  type: (typed: Partial<MappingLabel>) => void;
  /** Forgets what was typed, and its draft: saved or given up. */
  clear: () => void;
}

/** What is typed is kept in this tab under `key` until it is cleared or typed back. */
export function useLabelTexts(key: string, stored: MappingLabel): LabelTexts {
  const draft = useMemo(() => draftOf(`mapping-label:${key}`, draftSchema), [key]);
  const [typed, setTyped] = useState<Typed>(() => draft.read() ?? {});
  const [wasRestored, setWasRestored] = useState(() => draft.read() !== undefined);
  const texts = { label: typed.label ?? stored.label, note: typed.note ?? stored.note };
  return {
    texts,
    errors: checkLabel(texts),
    isChanged: !isSameLabel(texts, stored),
    isRestored: wasRestored,
    type: (part) => {
      const now = { ...typed, ...part };
      setTyped(now);
      if (isSameLabel({ ...texts, ...part }, stored)) draft.clear();
      else draft.keep(now);
    },
    clear: () => {
      draft.clear();
      setTyped({});
      setWasRestored(false);
    },
  };
}

/** Why nothing can be saved with these texts. */
export function whyLabelIsNotKept({ errors }: Pick<LabelTexts, 'errors'>): string | undefined {
  return errors.label ?? errors.note;
}
