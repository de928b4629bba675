import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { draftOf } from '../../queries/drafts.ts';
import { tagsQuery } from '../../queries/tags.ts';
import { type CapacitySources, gaugeInputsOf, type Resource } from '../../rules/capacity.ts';
import type { Container, ContainerDetail } from '../../rules/containers.ts';
import { useFormDraft, useFormStart } from '../shared/use-form-draft.ts';
import { containerSchema, keptValuesSchema } from './container-form-schema.ts';
import {
  type ContainerValues,
  changedKeys,
  changeOf,
  FORM_KEYS,
  isChanged,
  isSameValue,
  isSecret,
  PLAIN_KEYS,
  type PlainKey,
  type SecretBase,
  secretBaseOf,
  valuesOf,
} from './container-form-values.ts';
import type { FormKey } from './sections.ts';

export interface ContainerFormOptions {
  container: ContainerDetail;
  /** Whether its server is the customer's. */
  owned: boolean;
  /** All the customer's containers; undefined while they cannot be read. */
  list: readonly Container[] | undefined;
  sources: CapacitySources | undefined;
}

/** Fields whose values were thrown away, what was typed in them, and what they had started from. Never stored. */
export interface DiscardedValues {
  keys: readonly FormKey[];
  values: ContainerValues;
  started: ContainerValues;
  secrets: SecretBase;
}

/**
 * Whether the draft that the form was opened with had secrets beside it, which are never kept: a restored form must not
 * look complete. Only the fact is stored, for as long as there is a draft.
 */
function useLostSecrets(uid: number, isRestored: boolean, hasSecrets: boolean): boolean {
  const [fact] = useState(() => draftOf(`container-secrets:${uid}`, z.literal(true)));
  const [had] = useState(() => isRestored && fact.read() === true);
  useEffect(() => {
    if (hasSecrets) fact.keep(true);
    else if (!had || !isRestored) fact.clear();
  }, [fact, had, hasSecrets, isRestored]);
  // Typed again, none is missing.
  return had && !hasSecrets;
}

/**
 * The one form of the page. Fields that were not touched follow the container as it is read again; of the others what is
 * typed stays, and what they started from, so that a save can tell what somebody else changed meanwhile.
 */
export function useContainerForm({ container, owned, list, sources }: ContainerFormOptions) {
  const { uid, server_address: address } = container;
  const start = useFormStart<typeof keptValuesSchema, ContainerValues>(
    `container:${uid}`,
    keptValuesSchema,
    valuesOf(container),
  );
  const [started, setStarted] = useState(start.base);
  // What is started from changes and is used within one event, before anything is drawn.
  const latest = useRef({ started, secrets: secretBaseOf(container) });

  const inputsOf = (resource: Resource) =>
    owned && list && sources
      ? gaugeInputsOf({ resource, address, containers: list, sources, replacing: uid })
      : undefined;
  const form = useForm<ContainerValues>({
    mode: 'onTouched',
    defaultValues: start.values,
    resolver: (values, context, options) =>
      zodResolver(
        containerSchema({
          started: latest.current.started,
          values,
          inputs: inputsOf,
          secrets: latest.current.secrets,
        }),
      )(values, context, options),
  });
  const draft = useFormDraft(form, start);
  const values = form.watch();
  const keys = changedKeys(values, started);
  const hadSecrets = useLostSecrets(uid, draft.isRestored, keys.some(isSecret));
  const change = changeOf(values, started);
  const { errors } = form.formState;
  const isWrong = (key: FormKey) => {
    if (isSecret(key)) return errors.secrets?.[key] !== undefined;
    return change[key] === undefined || errors[key] !== undefined;
  };
  const { data: tags } = useQuery(tagsQuery());
  const knownTags = tags?.items.map(({ name }) => name);
  // While the tags cannot be read, each may be new: a save reads them first.
  const newTagsIn = (chosen: readonly string[]) =>
    chosen.filter((tag) => !knownTags?.includes(tag) && !container.tags.includes(tag));

  /** Makes these values what the form started from. `shown`: the fields that show them from now on. */
  function startFrom(from: Partial<ContainerValues>, shown: readonly PlainKey[]) {
    const next = { ...latest.current.started, ...from };
    latest.current.started = next;
    setStarted(next);
    for (const key of shown) {
      form.setValue(key, next[key]);
      form.clearErrors(key);
    }
    form.resetDefaultValues(next);
  }

  const follow = useEffectEvent((now: ContainerDetail) => {
    const fresh = valuesOf(now);
    const { started: before, secrets } = latest.current;
    const typed = form.getValues();
    const moved = PLAIN_KEYS.filter((key) => !isSameValue(key, fresh[key], before[key]));
    const untouched = moved.filter((key) => !isChanged(key, typed, before));
    const met = moved.filter((key) => isChanged(key, typed, before) && isSameValue(key, typed[key], fresh[key]));
    const pick = Object.fromEntries([...untouched, ...met].map((key) => [key, fresh[key]]));
    if (moved.length > 0) startFrom(pick, untouched);
    const freshSecrets = secretBaseOf(now);
    for (const key of Object.keys(freshSecrets) as (keyof typeof freshSecrets)[]) {
      if (!isChanged(key, typed, before)) secrets[key] = freshSecrets[key];
    }
  });
  // The container is read again behind the form, which has a store of its own.
  useEffect(() => follow(container), [container]);

  /** What replaces or removes these secrets, unless it is another text by now. */
  function forgetSecrets(saved: readonly FormKey[], sent: ContainerValues) {
    const typed = form.getValues();
    for (const key of saved.filter(isSecret)) {
      if (typed.secrets[key] === sent.secrets[key]) form.setValue(`secrets.${key}`, '');
      if (typed.removed[key] === sent.removed[key]) form.setValue(`removed.${key}`, false);
    }
  }

  return {
    form,
    values,
    started,
    /** What is asked for now that the container did not have when the form started. */
    keys,
    /** Those of them that are not valid, as far as it is known. */
    wrong: FORM_KEYS.filter((key) => (keys.includes(key) ? isWrong(key) : isSecret(key) && isWrong(key))),
    change,
    newTags: newTagsIn(values.tags),
    newTagsIn,
    knownTags,
    draft,
    /** Secrets were typed too when the draft was kept; they are gone (design.md §8). */
    hadSecrets,
    inputsOf,
    /** What a save is compared with. */
    latest,
    forgetSecrets,
    /** These were saved: the container's values from now on, except where something else was typed meanwhile. */
    settle(saved: readonly FormKey[], sent: ContainerValues, now: ContainerDetail) {
      const [fresh, typed] = [valuesOf(now), form.getValues()];
      forgetSecrets(saved, sent);
      if (saved.some(isSecret)) latest.current.secrets = secretBaseOf(now);
      for (const key of saved) {
        if (isSecret(key)) continue;
        if (key === 'ssh_keys' && typed.pending_keys === sent.pending_keys) form.setValue('pending_keys', '');
        const isAsSent = isSameValue(key, typed[key], sent[key]);
        startFrom({ [key]: fresh[key] }, isAsSent ? [key] : []);
      }
    },
    /** A conflict was decided: `theirs` is in the form, or is what the form started from. */
    decide(key: FormKey, choice: 'mine' | 'theirs', now: ContainerDetail) {
      const fresh = valuesOf(now);
      if (isSecret(key)) {
        latest.current.secrets = secretBaseOf(now);
        if (choice === 'theirs') forgetSecrets([key], form.getValues());
      } else if (choice === 'theirs') startFrom({ [key]: fresh[key] }, [key]);
      else startFrom({ [key]: fresh[key] }, []);
    },
    /** Puts discarded fields back, with what they had started from; what was typed in one since stays. */
    bringBack(kept: DiscardedValues) {
      const now = form.getValues();
      const free = kept.keys.filter((key) => !isChanged(key, now, latest.current.started));
      const plain = free.filter((key) => !isSecret(key));
      startFrom(Object.fromEntries(plain.map((key) => [key, kept.started[key]])), []);
      for (const key of plain) form.setValue(key, kept.values[key], { shouldDirty: true });
      if (free.includes('ssh_keys')) form.setValue('pending_keys', kept.values.pending_keys, { shouldDirty: true });
      for (const key of free.filter(isSecret)) {
        form.setValue(`secrets.${key}`, kept.values.secrets[key]);
        form.setValue(`removed.${key}`, kept.values.removed[key]);
        if (key !== 'jid_secret') latest.current.secrets[key] = kept.secrets[key];
      }
    },
    /** Back to what the container is. */
    discard() {
      const fresh = valuesOf(container);
      latest.current = { started: fresh, secrets: secretBaseOf(container) };
      setStarted(fresh);
      draft.discard(fresh);
    },
  };
}

export type ContainerForm = ReturnType<typeof useContainerForm>;
