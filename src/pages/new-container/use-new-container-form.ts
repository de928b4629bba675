import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { CreationRequest } from '../../queries/create-container.ts';
import { type CreationAttempt, unresolvedCreationQuery, useForgetAttempt } from '../../queries/creation-attempts.ts';
import { draftOf } from '../../queries/drafts.ts';
import { useIsCreatingTag } from '../../queries/use-tag-writes.ts';
import { type CapacitySources, gaugeInputsOf, type Resource } from '../../rules/capacity.ts';
import { type Container, sparesOn } from '../../rules/containers.ts';
import type { Server } from '../../rules/servers.ts';
import { suggestionsFor } from '../../rules/size-requests.ts';
import { parseMegabytes } from '../../rules/units.ts';
import { problemOfTags } from '../shared/typed-tags.ts';
import { readFormDraft, useFormDraft, useFormStart } from '../shared/use-form-draft.ts';
import {
  EMPTY_VALUES,
  formSchema,
  type NewContainerValues,
  requestOf,
  sameRequest,
  sameWanted,
  valuesOf,
  valuesSchema,
} from './form-values.ts';
import { useCreation } from './use-creation.ts';
import { useSpare } from './use-spare.ts';

export interface NewContainerFormProps {
  address: string;
  servers: readonly Server[];
  containers: readonly Container[];
  sources: CapacitySources;
}

const draftKey = (address: string) => `new-container:${address}`;

/** What was typed for this container is no draft any more: it was created. What the person has typed since stays one. */
function forgetDraftOf({ wanted }: CreationAttempt) {
  const key = draftKey(wanted.server);
  const draft = readFormDraft(key, valuesSchema);
  const drafted = draft && requestOf({ ...EMPTY_VALUES, ...draft.values }, wanted.server);
  if (drafted && sameWanted(drafted.wanted, wanted)) draftOf(key, valuesSchema).clear();
}

/** The state of the form and what its controls do; the drawing of it is elsewhere. */
export function useNewContainerForm({ address, containers, sources }: NewContainerFormProps) {
  const { data: attempt } = useQuery(unresolvedCreationQuery());
  const forgetAttempt = useForgetAttempt();
  // A choice is of one spare: when it is gone, the next one is not chosen by itself.
  const [chosenSpare, setChosenSpare] = useState<number>();
  const [hasActed, setHasActed] = useState(false);
  const tagsInput = useRef<HTMLInputElement>(null);
  const submitButton = useRef<HTMLButtonElement>(null);
  const isCreatingTag = useIsCreatingTag();
  const creation = useCreation(address);
  const spareUse = useSpare();

  const offered = sparesOn(containers, address)[0];
  const replacing = offered?.uid === chosenSpare ? chosenSpare : undefined;
  const inputsOf = (resource: Resource) => gaugeInputsOf({ resource, address, containers, sources, replacing });
  const suggestionsOf = (resource: Resource) => {
    const { total, refused } = inputsOf(resource);
    return suggestionsFor({ resource, containers, serverAddress: address, total, replacing, refused });
  };

  const unresolved = attempt?.wanted.server === address ? attempt : undefined;
  const start = useFormStart(draftKey(address), valuesSchema, EMPTY_VALUES, unresolved && valuesOf(unresolved));
  const form = useForm<NewContainerValues>({
    mode: 'onTouched',
    resolver: zodResolver(formSchema({ memory: inputsOf('memory'), storage: inputsOf('storage') })),
    defaultValues: start.values,
  });
  const draft = useFormDraft(form, { ...start, key: draftKey(address) });
  const values = form.watch();
  const request = requestOf(values, address);
  const isUnderWay = creation.underWay !== undefined || spareUse.isPending;
  // What an unresolved creation asks for is in its own journal.
  const isJournaled = request !== undefined && unresolved !== undefined && sameRequest(request, unresolved);
  // What was asked for is among the allocated as soon as it is found: it must not count twice.
  const isThere = creation.outcome?.verdict === 'done-twice' || creation.step === 'starting';
  const askedOf = (resource: Resource) => {
    const parsed = parseMegabytes(values[resource]);
    return parsed.ok && !isThere ? { name: values.name.trim(), megabytes: parsed.megabytes } : undefined;
  };

  const isAbout = (earlier: CreationAttempt) => {
    const now = requestOf(form.getValues(), address);
    return now !== undefined && sameWanted(now.wanted, earlier.wanted);
  };
  async function run(request: CreationRequest) {
    const outcome = await creation.run(request, isAbout);
    if (outcome?.verdict === 'done' || outcome?.verdict === 'done-twice') forgetDraftOf(outcome.attempt);
    return outcome;
  }
  const lookForEarlier = () => void run({ mode: 'look' });
  const look = useEffectEvent(() => {
    if (attempt && !creation.underWay) lookForEarlier();
  });
  const dismiss = useEffectEvent(() => creation.dismissOutcome());
  // The journal of an earlier page load is outside of React; it is looked into once, when the form opens.
  useEffect(() => {
    look();
    return dismiss;
  }, []);

  const { errors, touchedFields, isSubmitted } = form.formState;
  const validateAgain = useEffectEvent((_server: string, _replacing: number | undefined) => {
    const sizes = (['memory', 'storage'] as const).filter((name) => isSubmitted || touchedFields[name] || errors[name]);
    if (sizes.length > 0) void form.trigger(sizes);
  });
  // What fits depends on the server and on the spare, which are no fields of this form.
  useEffect(() => validateAgain(address, replacing), [address, replacing]);

  // A sentence about what was asked for before says nothing of what the form asks for now.
  const forgetFailure = useEffectEvent(() => {
    const { outcome } = creation;
    const isAtServer = outcome?.verdict === 'not-done' && outcome.field === 'server';
    if (outcome?.verdict === 'not-sent' || (outcome?.verdict === 'not-done' && !isAtServer)) creation.dismissOutcome();
    spareUse.forget();
  });
  const forgetAtServer = useEffectEvent((_server: string) => forgetFailure());
  useEffect(() => {
    const { unsubscribe } = form.watch((_, { name }) => {
      if (name !== undefined) forgetFailure();
    });
    return unsubscribe;
  }, [form]);
  useEffect(() => forgetAtServer(address), [address]);

  /** Nothing that is in sight may be missing from what is sent: text that was typed and not chosen is no value. */
  function blockedByTags(): boolean {
    // Leaving the field takes what is typed when it is a tag; the button does not take the focus by itself.
    tagsInput.current?.blur();
    const typed = tagsInput.current?.value.trim() ?? '';
    const message = problemOfTags(typed, form.getValues('tags'), isCreatingTag);
    if (message === undefined) return false;
    form.setError('tags', { type: 'typed', message });
    tagsInput.current?.focus();
    return true;
  }

  async function submit() {
    if (blockedByTags()) return;
    const wanted = requestOf(form.getValues(), address);
    if (!wanted) return;
    setHasActed(true);
    spareUse.forget();
    if (replacing !== undefined) {
      if (await spareUse.run(replacing, wanted)) draft.clear();
      return;
    }
    await create({ mode: 'create', ...wanted });
  }

  async function create(request: CreationRequest) {
    setHasActed(true);
    const outcome = await run(request);
    if (outcome?.verdict !== 'not-done' || outcome.earlier || !isAbout(outcome.attempt)) return outcome;
    if (!outcome.field || outcome.field === 'server') return outcome;
    form.setError(outcome.field, { type: 'api', message: outcome.message }, { shouldFocus: true });
    return outcome;
  }

  /** What is asked for, when all is valid but the sizes: for those, room is to be made first. */
  async function requestBeforeRoom() {
    if (blockedByTags()) return undefined;
    const isValid = await form.trigger(['name', 'distro', 'sshKeys', 'tags', 'note'], { shouldFocus: true });
    return isValid ? requestOf(form.getValues(), address) : undefined;
  }

  // What was decided is gone, and its buttons with it.
  function dismissOutcome() {
    creation.dismissOutcome();
    submitButton.current?.focus();
  }

  /** Whatever the person kept of the twins, what was typed has become a container. */
  function endTwins() {
    form.resetDefaultValues(form.getValues());
    dismissOutcome();
  }

  return {
    form,
    request,
    draft: { isRestored: draft.isRestored, discard: () => draft.discard(EMPTY_VALUES), clear: draft.clear },
    /** Leaving now would lose something that was typed. */
    isUnsaved: form.formState.isDirty && !isUnderWay && !isJournaled,
    creation,
    /** The unresolved creation of this tab. */
    attempt,
    spare: { offered, replacing, onChange: (used: boolean) => setChosenSpare(used ? offered?.uid : undefined) },
    spareUse,
    sizes: { inputsOf, suggestionsOf, askedOf },
    tagsInput,
    submitButton,
    hasActed,
    isAbout,
    submit,
    create,
    requestBeforeRoom,
    lookAgain: () => {
      setHasActed(true);
      lookForEarlier();
    },
    createAgain: ({ attempt: { wanted, start } }: { attempt: CreationAttempt }) =>
      void create({ mode: 'create-again', wanted, start }),
    leave: ({ attempt: decided }: { attempt: CreationAttempt }) => {
      forgetAttempt(decided);
      dismissOutcome();
    },
    endTwins,
  };
}
