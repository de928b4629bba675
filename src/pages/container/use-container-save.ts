import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useIsChangingContainer } from '../../queries/container-lock.ts';
import { type EditOutcome, useEditContainer } from '../../queries/edit-container.ts';
import { fieldsInWords, keysOfChange } from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import type { EditConflict } from '../../rules/stale-edits.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';
import type { Problem } from '../shared/problem.tsx';
import { problemOfTags } from '../shared/typed-tags.ts';
import { type ContainerValues, changeOf, editBaseOf } from './container-form-values.ts';
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
  const [failure, setFailure] = useState<{ place: SavePlace; problem: Problem }>();
  const [open, setOpen] = useState<OpenConflicts>();
  const underWay = useRef(false);
  const isHere = useRef(false);
  // Only the document knows whether the page is still there when a save ends.
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  function report(place: SavePlace, problem: Problem) {
    if (isHere.current) return setFailure({ place, problem });
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
    else edit.draft.clear();
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
    if (field === 'tags') tagsInput.current?.focus();
    else form.setFocus(field);
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
    const values = form.getValues();
    const { started, secrets } = edit.latest.current;
    const asked = changeOf(values, started);
    const request = { keys: keysOfChange(asked) as FormKey[], values, asked };
    if (request.keys.length === 0) return;
    setFailure(undefined);
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
    failure,
    conflicts: open,
    tagsInput,
    submit,
    save,
    /** `choices` holds one for each conflict. */
    decide(choices: Readonly<Record<string, 'mine' | 'theirs'>>) {
      if (!open) return;
      for (const { key } of open.conflicts) {
        edit.decide(key as FormKey, choices[key] ?? 'theirs', open.container);
      }
      setOpen(undefined);
      void save(open.place);
    },
    cancelConflicts: () => setOpen(undefined),
    discard() {
      setFailure(undefined);
      edit.discard();
    },
    hideFailure: () => setFailure(undefined),
  };
}

export type ContainerSave = ReturnType<typeof useContainerSave>;
