import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import type { TagEdit } from '../../queries/tag-writes.ts';
import { curlOfTagChange, curlOfTagDeletion } from '../../rules/curl.ts';
import { checkTagName, type Tag, type TagConflict, type TagTexts, tagChangeOf } from '../../rules/tags.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FormShell, FormTextArea, FormTextField } from '../../ui/form.tsx';
import type { Problem } from '../shared/problem.tsx';
import { MetConflict } from './met-conflict.tsx';
import type { ToMend } from './use-tag-editing.ts';

export interface EditTagFormProps {
  id: number;
  title: string;
  /** What the form starts from: only looked at when it is first drawn. */
  initial: TagTexts;
  tags: readonly Tag[];
  problem: Problem | null;
  isRunning: boolean;
  onRun: (edit: TagEdit) => Promise<ToMend | undefined>;
  onClose: () => void;
}

const FIELDS = ['name', 'note'] as const;

/** What is typed, without spaces around a new name; a text that was not touched stays as it is, whatever it holds. */
const wantedOf = (typed: TagTexts, started: TagTexts): TagTexts => ({
  name: typed.name === started.name ? started.name : typed.name.trim(),
  note: typed.note,
});

function schemaFor(id: number, started: TagTexts, tags: readonly Tag[]) {
  return z.object({
    name: z.string().check((context) => {
      // A name that the panel would not give, but that stands, must not keep the note from being edited.
      const message = context.value === started.name ? undefined : checkTagName(context.value, tags, id);
      if (message) context.issues.push({ code: 'custom', input: context.value, message });
    }),
    note: z.string(),
  });
}

/** Sends only what changed. What somebody else changed meanwhile is kept, or shown for a decision. */
export function EditTagForm({ id, title, initial, tags, problem, isRunning, onRun, onClose }: EditTagFormProps) {
  const [started, setStarted] = useState(initial);
  const [conflicts, setConflicts] = useState<readonly TagConflict[]>([]);
  const resolver = useMemo(() => zodResolver(schemaFor(id, started, tags)), [id, started, tags]);
  const form = useForm<TagTexts>({ resolver, defaultValues: initial });
  const typed = form.watch();
  const wanted = wantedOf(typed, started);
  const change = tagChangeOf(started, wanted);
  const isUnchanged = Object.keys(change).length === 0;
  const nameProblem = wanted.name === started.name ? undefined : checkTagName(wanted.name, tags, id);
  const [undecided] = conflicts;

  async function submit(submitted: TagTexts) {
    const asked = wantedOf(submitted, started);
    if (isUnchanged || undecided) return;
    const met = await onRun({ id, started, wanted: asked });
    if (!met) return;
    if ('at' in met) return form.setFocus(met.at);
    // What was not touched here follows, so that it is neither overwritten nor shown as it was.
    for (const field of FIELDS) {
      if (asked[field] === started[field]) form.setValue(field, met.now[field]);
    }
    setStarted(met.now);
    setConflicts(met.conflicts);
  }

  function decide({ field, theirs }: TagConflict, takesTheirs: boolean) {
    if (takesTheirs) form.setValue(field, theirs);
    setConflicts((before) => before.filter((conflict) => conflict.field !== field));
    // The buttons of the decision go, and the focus would fall behind the dialog.
    form.setFocus(field);
  }

  return (
    <FormShell
      form={form}
      label={title}
      onSubmit={submit}
      loading={isRunning}
      submitError={
        problem ? (
          <>
            <strong className="font-medium">{problem.title}.</strong> {problem.detail}
          </>
        ) : null
      }
      className="flex flex-col gap-4"
      footer={
        <>
          <span className="flex grow flex-wrap gap-x-1">
            <CopyButton
              size="small"
              label="Copy as curl"
              text={() => curlOfTagChange(currentConnection(), id, change)}
              disabledReason={isUnchanged || nameProblem ? 'Change something first' : undefined}
            />
            <CopyButton
              size="small"
              label="Copy deletion as curl"
              text={() => curlOfTagDeletion(currentConnection(), id)}
            />
          </span>
          <Button onClick={onClose}>{isRunning ? 'Close' : 'Cancel'}</Button>
          <Button type="submit" variant="primary" busy={isRunning} disabledReason={whyNotSaved(isUnchanged, undecided)}>
            Save tag
          </Button>
        </>
      }
    >
      <FormTextField form={form} name="name" label="Name" />
      <FormTextArea form={form} name="note" label="Note" rows={2} />
      {conflicts.map((conflict) => (
        <MetConflict
          key={conflict.field}
          conflict={conflict}
          onDecide={(takesTheirs) => decide(conflict, takesTheirs)}
        />
      ))}
    </FormShell>
  );
}

function whyNotSaved(isUnchanged: boolean, undecided: TagConflict | undefined): string | undefined {
  if (undecided) return `Choose which ${undecided.field} to keep first`;
  return isUnchanged ? 'Change something first' : undefined;
}
