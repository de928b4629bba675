import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import * as z from 'zod/mini';
import { draftOf } from '../../queries/drafts.ts';

/**
 * The fields of a form that may be kept, by name: never one that holds a secret. A field whose value does not fit its
 * schema is not kept; a schema that transforms keeps what it makes of it.
 */
type KeptFields = z.ZodMiniObject<Record<string, z.ZodMiniType>>;

/** Of the fields that were changed: what they started from and what they held. */
const entryOf = <Schema extends KeptFields>(schema: Schema) =>
  z.object({ base: z.partial(schema), values: z.partial(schema) });

interface KeptChanges<Values> {
  base: Partial<Values>;
  values: Partial<Values>;
}

/** Of the fields that a person had changed: what they started from (`base`) and what was typed. Undefined: nothing is kept. */
export function readFormDraft<Schema extends KeptFields>(
  key: string,
  schema: Schema,
): KeptChanges<z.infer<Schema>> | undefined {
  // What `z.partial` infers of a schema that is not known here is the same, in a form that TypeScript does not recognise.
  return draftOf(key, entryOf(schema)).read() as KeptChanges<z.infer<Schema>> | undefined;
}

/** What a form opens with: see {@link useFormStart}. */
export interface FormStart<Values extends FieldValues> {
  key: string;
  schema: KeptFields;
  /** The `defaultValues` to call `useForm` with: what is drawn first, with the draft in it. */
  values: Values;
  /** What counts as unchanged: of fields in the draft what they had started from, of all others what stands now. */
  base: Values;
  isRestored: boolean;
}

/**
 * What a form starts with, decided once: `standing` is what it would show without a draft. To call before `useForm`, whose
 * `defaultValues` are `start.values`; then {@link useFormDraft} makes `start.base` what the form counts as unchanged, so
 * that what is dirty, and a comparison with what the API says by now, are as if the page had never been reloaded.
 * `instead`: values from elsewhere that win over the draft.
 */
export function useFormStart<Schema extends KeptFields, Values extends FieldValues & z.infer<Schema>>(
  key: string,
  schema: Schema,
  standing: Values,
  instead?: Values,
): FormStart<Values> {
  const [start] = useState(() => {
    if (instead) return { key, schema, values: instead, base: standing, isRestored: false };
    const draft = readFormDraft(key, schema);
    const values = { ...standing, ...draft?.values };
    return { key, schema, values, base: { ...standing, ...draft?.base }, isRestored: draft !== undefined };
  });
  return start;
}

const isSame = (some: unknown, others: unknown) => JSON.stringify(some) === JSON.stringify(others);

/**
 * Keeps what a person changed in the form, at every key, until the form is back at what it started from: saved and reset,
 * or changed back. Only the fields that the schema names. When
 * `start.key` changes while the form stands, the draft moves along.
 */
export function useFormDraft<Values extends FieldValues, Context, Output>(
  form: UseFormReturn<Values, Context, Output>,
  start: FormStart<Values>,
) {
  const { key, schema } = start;
  const draft = useMemo(() => draftOf(key, entryOf(schema)), [key, schema]);
  const keptIn = useRef(draft);
  const [isRestored, setIsRestored] = useState(start.isRestored);

  function clear() {
    draft.clear();
    setIsRestored(false);
  }

  /** False when there is nothing to keep. */
  function keep(values: FieldValues, defaults: FieldValues): boolean {
    const changed = Object.entries(schema.shape).filter(([name, field]) => {
      const allowed = field.safeParse(values[name]);
      return allowed.success && !isSame(allowed.data, defaults[name]);
    });
    const pick = (from: FieldValues) => Object.fromEntries(changed.map(([name]) => [name, from[name]]));
    if (changed.length > 0) draft.keep({ base: pick(defaults), values: pick(values) });
    return changed.length > 0;
  }

  const open = useEffectEvent(() => {
    if (!isSame(start.values, start.base)) form.resetDefaultValues(start.base);
  });
  const follow = useEffectEvent((values: FieldValues, defaults: FieldValues) => {
    if (!keep(values, defaults)) clear();
  });
  const moveTo = useEffectEvent((now: typeof draft) => {
    const before = keptIn.current;
    keptIn.current = now;
    if (before !== now && keep(form.getValues(), form.formState.defaultValues ?? {})) before.clear();
  });

  // The form's own store is outside of React: it is told once what counts as unchanged, and asked to report every change.
  useEffect(() => {
    open();
    return form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, defaultValues }) => follow(values, defaultValues ?? {}),
    });
  }, [form]);
  useEffect(() => moveTo(draft), [draft]);

  return {
    /** The form was opened with a draft, and something of it is still there. */
    isRestored,
    /** Forgets the draft and leaves the form as it is: it was sent, or the person leaves it. */
    clear,
    /** Keeps these values instead of what is typed: the rest is given up by the person, who leaves the form. */
    keepOnly: (values: Values) => {
      if (!keep(values, form.formState.defaultValues ?? {})) clear();
    },
    /** These fields were sent with these values: of the draft, only what holds something else by now stays. */
    forget: (names: readonly string[], sent: Values) => {
      const kept = draft.read();
      const isSent = (name: string, value: unknown) => {
        const allowed = schema.shape[name]?.safeParse(sent[name]);
        return names.includes(name) && allowed?.success === true && isSame(allowed.data, value);
      };
      const left = Object.entries(kept?.values ?? {}).filter(([name, value]) => !isSent(name, value));
      if (!kept || left.length === 0) return clear();
      const base = Object.fromEntries(left.map(([name]) => [name, kept.base[name]]));
      draft.keep({ base, values: Object.fromEntries(left) });
    },
    /** Forgets the draft, and fills the form with these values anew. */
    discard: (values: Values) => {
      clear();
      form.reset(values);
    },
  };
}
