import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import type { TagEdit } from '../../queries/tag-writes.ts';
import { curlOfTagChange, curlOfTagDeletion } from '../../rules/curl.ts';
import { shownText } from '../../rules/shown-text.ts';
import {
  checkTagName,
  TAG_FIELDS,
  type Tag,
  type TagConflict,
  type TagField,
  type TagTexts,
  tagChangeOf,
} from '../../rules/tags.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FormShell, FormTextArea, FormTextField } from '../../ui/form.tsx';
import { type Choice, ConflictDialog } from '../shared/conflict-dialog.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import type { Problem } from '../shared/problem.tsx';
import { RestoredDraft } from '../shared/restored-draft.tsx';
import { useFormDraft, useFormStart } from '../shared/use-form-draft.ts';
import { tagTextsSchema } from './tag-texts-schema.ts';
import type { EditEnd, MetConflicts } from './use-tag-editing.ts';

export interface EditTagFormProps {
  id: number;
  title: string;
  /** What the form starts from: only looked at when it is first drawn. */
  initial: TagTexts;
  tags: readonly Tag[];
  problem: Problem | null;
  isRunning: boolean;
  onRun: (edit: TagEdit) => Promise<EditEnd>;
  onClose: () => void;
}

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
  const start = useFormStart(`tag:${id}`, tagTextsSchema, initial);
  const [started, setStarted] = useState<TagTexts>(start.base);
  const [met, setMet] = useState<MetConflicts | null>(null);
  const resolver = useMemo(() => zodResolver(schemaFor(id, started, tags)), [id, started, tags]);
  const form = useForm<TagTexts>({ resolver, defaultValues: start.values });
  const draft = useFormDraft(form, start);
  const typed = form.watch();
  const wanted = wantedOf(typed, started);
  const change = tagChangeOf(started, wanted);
  const isUnchanged = Object.keys(change).length === 0;
  const nameProblem = wanted.name === started.name ? undefined : checkTagName(wanted.name, tags, id);

  async function save(asked: TagTexts, from: TagTexts) {
    const end = await onRun({ id, started: from, wanted: asked });
    if (!end) return;
    if (end === 'saved') draft.clear();
    else if ('at' in end) form.setFocus(end.at);
    else setMet(end);
  }

  /** Goes on from what the tag is now: theirs where it was chosen, and where nothing was typed here. */
  function decide(now: TagTexts, decisions: readonly { key: TagField; choice: Choice }[]) {
    const mine = wantedOf(form.getValues(), started);
    for (const field of TAG_FIELDS) {
      const choice = decisions.find(({ key }) => key === field)?.choice;
      if (choice === 'theirs' || mine[field] === started[field]) form.setValue(field, now[field]);
    }
    setMet(null);
    setStarted(now);
    form.resetDefaultValues(now);
    void save(wantedOf(form.getValues(), now), now);
  }

  function cancel() {
    if (!isRunning) draft.clear();
    onClose();
  }

  return (
    <>
      <FormShell
        form={form}
        label={title}
        onSubmit={async (submitted) => {
          if (!isUnchanged) await save(wantedOf(submitted, started), started);
        }}
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
            <Button onClick={cancel}>{isRunning ? 'Close' : 'Cancel'}</Button>
            <Button
              type="submit"
              variant="primary"
              busy={isRunning}
              disabledReason={isUnchanged ? 'Change something first' : undefined}
            >
              Save tag
            </Button>
          </>
        }
      >
        <RestoredDraft
          isRestored={draft.isRestored}
          onDiscard={() => {
            setStarted(initial);
            draft.discard(initial);
          }}
        />
        <FormTextField form={form} name="name" label="Name" />
        <FormTextArea form={form} name="note" label="Note" rows={2} />
      </FormShell>
      <LeaveGuard
        when={!isUnchanged && !isRunning}
        what={`your changes of the tag ${initial.name}`}
        onDiscard={draft.clear}
      />
      {met ? (
        <ConflictDialog
          subject={shownText(started.name)}
          contests={met.conflicts.map(contestOf)}
          onDecide={(decisions) => decide(met.now, decisions)}
          onCancel={() => setMet(null)}
        />
      ) : null}
    </>
  );
}

const contestOf = ({ field, mine, theirs }: TagConflict) => ({
  key: field,
  label: field,
  mine: shownText(mine) || 'none',
  theirs: shownText(theirs) || 'none',
});
