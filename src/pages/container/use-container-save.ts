import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useIsChangingContainer } from '../../queries/container-lock.ts';
import { type EditOutcome, useEditContainer } from '../../queries/edit-container.ts';
import { fieldsInWords, keysOfChange } from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import type { EditConflict } from '../../rules/stale-edits.ts';
import { dismiss } from '../../ui/notifications.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import type { Problem } from '../shared/problem.tsx';
import { problemOfTags } from '../shared/typed-tags.ts';
import { type ContainerValues, changedKeys, changeOf, editBaseOf, isOther, isSecret } from './container-form-values.ts';
import { failureOf, savedInWords } from './save-words.ts';
import type { FormKey, SavePlace } from './sections.ts';
import { type ContainerForm, type ContainerFormOptions, useContainerForm } from './use-container-form.ts';

/** Somebody else changed the same: what is to be decided before anything is sent. */
export interface OpenConflicts {
  place: SavePlace;
  conflicts: EditConflict[];
  container: ContainerDetail;
}

/** What is saved: the fields, the form as it was then, and what is asked of the API. */
interface SaveRequest {
  keys: FormKey[];
  values: ContainerValues;
  asked: ContainerChange;
}

interface SaveFailure {
  place: SavePlace;
  problem: Problem;
  /** What was typed when it failed, and in which fields. */
  values: ContainerValues;
  keys: readonly FormKey[];
}

/** Whether the person has typed something else since. What a read brings into untouched fields is no edit. */
function isEditedSince(failure: SaveFailure, { values, keys }: ContainerForm): boolean {
  return [...failure.keys, ...keys].some((key) => isOther(key, values, failure.values));
}

/** Whose value of a field is kept. */
export interface Decision {
  key: FormKey;
  choice: 'mine' | 'theirs';
}

/** The form of the page, and what saving it does and says (design.md §1.3). */
export function useContainerSave(options: ContainerFormOptions) {
  const { container, owned, sources } = options;
  const { uid } = container;
  const edit: ContainerForm = useContainerForm(options);
  const { form } = edit;
  const { mutateAsync } = useEditContainer();
  const busy = useIsChangingContainer(uid);
  const navigate = useNavigate();
  const notify = useOwnNotifications();
  const tagsInput = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<SaveFailure>();
  // Edited since it failed: what is said of the values then is no help any more.
  if (failure && isEditedSince(failure, edit)) setFailure(undefined);
  const [sending, setSending] = useState<SaveRequest>();
  const [open, setOpen] = useState<OpenConflicts>();
  const underWay = useRef(false);
  const isHere = useRef(false);
  const undo = useRef<number>(undefined);
  // Only the document knows whether the page is still there when a save ends; what was discarded has no form to go back to then.
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      if (undo.current !== undefined) dismiss(undo.current);
    };
  }, []);

  /** As they are now: what the form gives is its own object, which goes on changing. */
  const valuesNow = () => structuredClone(form.getValues());

  /** The focus on a field of the form, by what is saved. */
  function focusField(key: FormKey) {
    if (key === 'tags') tagsInput.current?.focus();
    else if (key === 'ssh_keys') form.setFocus('pending_keys');
    else form.setFocus(isSecret(key) ? `secrets.${key}` : key);
  }

  function report(place: SavePlace, problem: Problem) {
    if (isHere.current) {
      const { started } = edit.latest.current;
      const values = valuesNow();
      return setFailure({ place, problem, values, keys: changedKeys(values, started) });
    }
    notify({
      title: `${nameOfContainer(container)}: ${problem.title.toLowerCase()}`,
      detail: problem.detail,
      tone: 'danger',
      action: {
        label: 'Open',
        onAction: () => void navigate({ to: '/containers/$uid', params: { uid: String(uid) } }),
      },
    });
  }

  /** Nothing that is in sight may be missing from what is sent: text that was typed and not chosen is no value. */
  function blockedByTags(): boolean {
    // Leaving the field takes what is typed when it is a tag; Enter in another field does not leave it.
    tagsInput.current?.blur();
    const typed = tagsInput.current?.value.trim() ?? '';
    const message = problemOfTags(typed, form.getValues('tags'), false);
    if (message === undefined) return false;
    form.setError('tags', { type: 'typed', message });
    tagsInput.current?.focus();
    return true;
  }

  function done(request: SaveRequest, outcome: Extract<EditOutcome, { verdict: 'done' }>) {
    if (isHere.current) edit.settle(request.keys, request.values, outcome.container);
    else
      edit.draft.forget(
        [...request.keys, ...(request.keys.includes('ssh_keys') ? ['pending_keys'] : [])],
        request.values,
      );
    const words = savedInWords({ ...request, ...outcome, before: container });
    notify({ ...words, tone: 'success' });
  }

  function notDone(
    place: SavePlace,
    request: SaveRequest,
    outcome: Exclude<EditOutcome, { verdict: 'done' | 'conflict' }>,
  ) {
    if (outcome.verdict === 'not-done') {
      const { fields } = outcome;
      // The other fields are compared with the fresh read by themselves.
      edit.forgetSecrets(
        request.keys.filter((key) => !fields.includes(key)),
        request.values,
      );
    }
    const field = outcome.verdict === 'not-sent' ? outcome.field : undefined;
    if (!field || !isHere.current) return report(place, failureOf(outcome));
    form.setError(field, { type: 'api', message: outcome.message });
    focusField(field);
  }

  function contested(place: SavePlace, { conflicts, container: now }: Extract<EditOutcome, { verdict: 'conflict' }>) {
    if (isHere.current) return setOpen({ place, conflicts, container: now });
    const words = fieldsInWords(conflicts.map(({ key }) => key));
    report(place, {
      title: 'Nothing was saved',
      detail: `Somebody else changed ${words} meanwhile. Open it to choose.`,
    });
  }

  async function send(place: SavePlace) {
    if (blockedByTags()) return;
    const values = valuesNow();
    const { started, secrets } = edit.latest.current;
    const asked = changeOf(values, started);
    const request = { keys: keysOfChange(asked) as FormKey[], values, asked };
    if (request.keys.length === 0) return;
    setFailure(undefined);
    setSending(request);
    try {
      const outcome = await mutateAsync({
        uid,
        base: editBaseOf({ change: asked, started, container, secrets }),
        change: asked,
        sources: owned ? sources : undefined,
        newTags: edit.newTagsIn(asked.tags ?? []),
      });
      if (outcome.verdict === 'done') done(request, outcome);
      else if (outcome.verdict === 'conflict') contested(place, outcome);
      else notDone(place, request, outcome);
    } catch {
      report(place, {
        title: 'Not known whether it was saved',
        detail: 'The panel failed and may not have sent it. Look at the values, then save again.',
      });
    } finally {
      setSending(undefined);
    }
  }

  /** Sends valid values: one save at a time, whatever is pressed meanwhile. */
  async function submit(place: SavePlace) {
    if (underWay.current || busy) return;
    underWay.current = true;
    try {
      await send(place);
    } finally {
      underWay.current = false;
    }
  }

  /** What is invalid has the focus, and nothing is sent. */
  const save = (place: SavePlace) => form.handleSubmit(() => submit(place))();

  return {
    ...edit,
    container,
    busy,
    /** What is changed and on no way to the API: the page must not be left with it unasked. */
    unsent: sending
      ? edit.keys.filter((key) => !sending.keys.includes(key) || isOther(key, edit.values, sending.values))
      : edit.keys,
    failure,
    conflicts: open,
    tagsInput,
    submit,
    save,
    decide(decisions: readonly Decision[]) {
      if (!open) return;
      for (const { key, choice } of decisions) edit.decide(key, choice, open.container);
      // The page behind a modal dialog takes no focus, and the dialog gives it back when it closes.
      flushSync(() => setOpen(undefined));
      if (changedKeys(form.getValues(), edit.latest.current.started).length > 0) return void save(open.place);
      notify({ title: 'Nothing of yours left to save: theirs is kept' });
      const [first] = decisions;
      // Its button is gone with the bar.
      if (open.place === 'bar' && first) focusField(first.key);
    },
    cancelConflicts: () => setOpen(undefined),
    /** Throws away what is typed, with a way back for as long as the notification stands. */
    discard() {
      const [first] = edit.keys;
      if (first === undefined) return;
      const { started, secrets } = edit.latest.current;
      const discarded = { keys: edit.keys, values: valuesNow(), started, secrets: { ...secrets } };
      setFailure(undefined);
      // A form that is filled anew forgets its inputs until they are drawn again.
      focusField(first);
      edit.discard();
      undo.current = notify({
        title: `Discarded ${fieldsInWords(edit.keys)}`,
        action: { label: 'Undo', onAction: () => edit.bringBack(discarded) },
      });
    },
    /** The page is left without what was not sent; what is on its way stays until it is known to be saved. */
    leave: () => (sending ? edit.draft.keepOnly(sending.values) : edit.draft.clear()),
  };
}

export type ContainerSave = ReturnType<typeof useContainerSave>;
