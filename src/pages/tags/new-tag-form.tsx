import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { useCreateNotedTag } from '../../queries/use-tag-writes.ts';
import { curlOfTagCreation } from '../../rules/curl.ts';
import { checkTagName, type Tag, type TagTexts } from '../../rules/tags.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FormShell, FormTextField } from '../../ui/form.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { type Problem, useReport } from '../shared/problem.tsx';
import { RestoredDraft } from '../shared/restored-draft.tsx';
import { useFormDraft, useFormStart } from '../shared/use-form-draft.ts';
import { useSaidUntilNextWrite } from '../shared/use-said-until-next-write.ts';
import { problemBefore, problemUnknown } from './problem-of-tag.ts';
import { tagTextsSchema } from './tag-texts-schema.ts';

const EMPTY: TagTexts = { name: '', note: '' };

function schemaFor(tags: readonly Tag[]) {
  return z.object({
    name: z.string().check((context) => {
      const message = checkTagName(context.value, tags);
      if (message) context.issues.push({ code: 'custom', input: context.value, message });
    }),
    note: z.string(),
  });
}

const wantedOf = ({ name, note }: TagTexts): TagTexts => ({ name: name.trim(), note: note.trim() });

/** The form "New tag". */
export function NewTagForm({ tags }: { tags: readonly Tag[] }) {
  const creation = useCreateNotedTag();
  const resolver = useMemo(() => zodResolver(schemaFor(tags)), [tags]);
  const start = useFormStart('new-tag', tagTextsSchema, EMPTY);
  const form = useForm<TagTexts>({ resolver, defaultValues: start.values });
  const draft = useFormDraft(form, start);
  const texts = form.watch();
  const [problem, setProblem] = useState<Problem | null>(null);
  const report = useReport(setProblem);
  const [created, setCreated] = useSaidUntilNextWrite<string>();
  const whyNoCurl = checkTagName(texts.name, []);

  async function submit(submitted: TagTexts) {
    const wanted = wantedOf(submitted);
    const { name } = wanted;
    setProblem(null);
    setCreated(undefined);
    try {
      const outcome = await creation.mutateAsync(wanted);
      if (outcome.verdict === 'cannot-tell') return report(problemUnknown(`${name} was created`, outcome.readError));
      if (outcome.verdict === 'not-done') return report({ title: `${name} was not created`, detail: outcome.message });
      if ('existed' in outcome) {
        const detail = 'Somebody created it meanwhile. Nothing was sent. Use it as it is, or edit it below.';
        return report({ title: `${name} exists already`, detail });
      }
      if ('hasNote' in outcome && !outcome.hasNote) {
        const what = outcome.hasNote === false ? 'has another note' : 'may have another note';
        const detail = 'Somebody else may have created it at the same moment. Edit it below to set yours.';
        report({ title: `${name} is there, but ${what}`, detail });
      }
      finish(submitted, name);
    } catch (error) {
      report(problemBefore(error, `${name} was not created`, name));
    }
  }

  /** Makes room for the next one, unless the person has begun to type it. */
  function finish(submitted: TagTexts, name: string) {
    setCreated(name);
    const now = form.getValues();
    if (now.name !== submitted.name || now.note !== submitted.note) return;
    // The form may be gone by now, and its draft with nobody to end it.
    draft.clear();
    const { activeElement } = document;
    // A reset forgets the inputs until they are drawn again, so the focus goes first.
    if (!activeElement || activeElement === document.body || activeElement.closest('form')) form.setFocus('name');
    form.reset(EMPTY);
  }

  return (
    <FormShell
      form={form}
      label="New tag"
      onSubmit={submit}
      loading={creation.isPending}
      submitError={
        problem ? (
          <>
            <strong className="font-medium">{problem.title}.</strong> {problem.detail}
          </>
        ) : null
      }
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      footer={
        <>
          <div className="min-w-0 grow basis-64 text-muted text-small">
            <p>Containers are filtered and grouped by their tags. Tagging reboots nothing.</p>
            <p aria-live="polite" className="text-text">
              {progressOf({
                isPending: creation.isPending,
                looksAgain: creation.looksAgain,
                // It goes with the next key.
                created: texts.name === '' && texts.note === '' ? created : undefined,
              })}
            </p>
          </div>
          <CopyButton
            size="small"
            label="Copy as curl"
            text={() => curlOfTagCreation(currentConnection(), wantedOf(texts))}
            disabledReason={whyNoCurl && 'Fill in the form first'}
          />
        </>
      }
    >
      <LeaveGuard
        when={form.formState.isDirty && !creation.isPending}
        what="what you typed for the new tag"
        onDiscard={draft.clear}
      />
      <RestoredDraft isRestored={draft.isRestored} onDiscard={() => draft.discard(EMPTY)} />
      <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]">
        <FormTextField form={form} name="name" label="Name" />
        <FormTextField form={form} name="note" label="Note" placeholder="What it stands for" />
        <Button type="submit" variant="primary" busy={creation.isPending} className="sm:justify-self-start xl:mt-6">
          Create tag
        </Button>
      </div>
    </FormShell>
  );
}

function progressOf(now: { isPending: boolean; looksAgain: boolean; created: string | undefined }) {
  if (now.looksAgain)
    return 'No answer that proves it yet: looking at the tags until it is known. Nothing is sent twice.';
  if (now.isPending) return null;
  return now.created ? `Created ${now.created}.` : null;
}
