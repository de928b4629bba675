import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useMemo, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import {
  type MappingSurroundings,
  type MappingTexts,
  type ReadMapping,
  readMapping,
  textsOfShorthand,
} from '../../../rules/port-mapping-requests.ts';
import type { MappingField } from '../../../rules/port-mappings.ts';

/** How long a person may pause within a number before it is called too small. */
const PAUSE_MS = 700;

type PortField = 'public_port' | 'private_port';

const FIELDS = ['public_port', 'container', 'private_port'] as const;

function schemaFor(surroundings: MappingSurroundings, standing: MappingTexts | undefined) {
  return z
    .object({
      proto: z.enum(['tcp', 'udp']),
      public_port: z.string(),
      container: z.string(),
      private_port: z.string(),
    })
    .check((context) => {
      // A mapping that stands is right as it is: it must not keep its label from being edited.
      if (standing && isSameTexts(context.value, standing)) return;
      const { errors } = readMapping(context.value, surroundings);
      for (const field of FIELDS) {
        const message = errors[field];
        if (message) context.issues.push({ code: 'custom', input: context.value[field], path: [field], message });
      }
    });
}

/** The state of a mapping's form, read against the live table at every key and at every refresh of the table. */
export interface MappingForm {
  form: UseFormReturn<MappingTexts>;
  texts: MappingTexts;
  read: ReadMapping;
  /** The error to show now: not while a number may still be growing. */
  errorOf: (field: MappingField) => string | undefined;
  noteOf: (field: MappingField) => string | undefined;
  /** Fills the public port; `note` says where it comes from. */
  fillPublicPort: (port: number, note: string) => void;
  /** The field was left: what stands in it is meant so. */
  leave: (field: PortField) => void;
  /** Fills the form from a text such as `9000:8000/udp`; false for any other text. */
  expand: (text: string) => boolean;
}

/**
 * A form of the fields of a mapping. `surroundings` must keep its identity while nothing in it changes. While its write
 * is under way it says nothing: the table may show the new row already, and that is no error.
 */
export function useMappingForm(options: {
  defaultValues: MappingTexts;
  surroundings: MappingSurroundings;
  isSending: boolean;
  /** The mapping under edit, with the same identity at each drawing: the form may be submitted as it stands. */
  standing?: MappingTexts;
}): MappingForm {
  const { defaultValues, surroundings, isSending, standing } = options;
  const resolver = useMemo(() => zodResolver(schemaFor(surroundings, standing)), [surroundings, standing]);
  const form = useForm<MappingTexts>({ resolver, defaultValues });
  const texts = form.watch();
  const read = readMapping(texts, surroundings);
  const [origin, setOrigin] = useState({ texts, note: '' });
  const [left, setLeft] = useState<{ [Field in PortField]?: string }>({});
  const paused = {
    public_port: usePause(texts.public_port),
    private_port: usePause(texts.private_port),
  };

  function errorOf(field: MappingField) {
    if (isSending) return undefined;
    const mayWait = read.unfinished.has(field) && !form.formState.isSubmitted;
    const isMeant = field !== 'container' && texts[field] !== '' && (paused[field] || left[field] === texts[field]);
    return mayWait && !isMeant ? undefined : read.errors[field];
  }

  function fillPublicPort(port: number, note: string) {
    form.setValue('public_port', String(port), { shouldDirty: true });
    setOrigin({ texts: form.getValues(), note });
  }

  function expand(text: string) {
    const found = textsOfShorthand(text);
    if (!found) return false;
    form.setValue('proto', found.proto, { shouldDirty: true });
    form.setValue('private_port', found.private_port, { shouldDirty: true });
    fillPublicPort(Number(found.public_port), `Filled in from ${text.trim()}.`);
    return true;
  }

  return {
    form,
    texts,
    read,
    errorOf,
    noteOf: (field) =>
      field === 'public_port' && origin.note && isSameTexts(origin.texts, texts) ? origin.note : read.notes[field],
    fillPublicPort,
    leave: (field) => setLeft((before) => ({ ...before, [field]: form.getValues(field) })),
    expand,
  };
}

/** Whether nothing was typed or chosen in between. */
export function isSameTexts(some: MappingTexts, others: MappingTexts): boolean {
  return some.proto === others.proto && FIELDS.every((field) => some[field] === others[field]);
}

/** Whether the text has rested for a moment. */
function usePause(text: string): boolean {
  const [rested, setRested] = useState(text);
  // A timer is outside of React; each key starts it anew.
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested === text;
}
