import { zodResolver } from '@hookform/resolvers/zod';
import { type KeyboardEvent, useEffect, useId, useMemo } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { type Container, type ContainerDetail, nameAndUid } from '../../rules/containers.ts';
import { curlOfChange } from '../../rules/curl.ts';
import {
  type CallContainer,
  changeOfStep,
  type KnownLinks,
  type LinkStep,
  linkChoices,
  linkSteps,
  matchingChoices,
  readLinkTarget,
  rebootsInWords,
} from '../../rules/links.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormShell } from '../../ui/form.tsx';

const NONE: readonly Container[] = [];

export interface LinkFormProps {
  container: ContainerDetail;
  /** All the customer's containers; undefined while they are not loaded. */
  own: readonly Container[] | undefined;
  linksOf: KnownLinks;
  call: CallContainer;
  isOwn: (uid: number) => boolean;
  underWay: readonly LinkStep[] | undefined;
  /** What is chosen, so that its links can be read before it is linked. */
  onTarget: (uid: number | undefined) => void;
  /** Gives how many of the steps were done. */
  onLink: (steps: readonly LinkStep[]) => Promise<number>;
}

/** The form that links to one more container, and back where it is the customer's own. */
export function LinkForm(props: LinkFormProps) {
  const { container, own = NONE, linksOf, call, isOwn, underWay, onTarget, onLink } = props;
  const listId = useId();
  const schema = useMemo(
    () =>
      z.object({ target: z.string(), back: z.boolean() }).check((context) => {
        const read = readLinkTarget(context.value.target, { container, own });
        if (read.ok) return;
        context.issues.push({ code: 'custom', input: context.value.target, path: ['target'], message: read.message });
      }),
    [container, own],
  );
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { target: '', back: true } });
  const text = form.watch('target');
  const back = form.watch('back');
  const choices = useMemo(() => linkChoices(own, container), [own, container]);
  const shown = useMemo(() => matchingChoices(choices, text), [choices, text]);
  const target = readLinkTarget(text, { container, own });
  const uid = target.ok ? target.uid : undefined;
  const isForeign = uid !== undefined && !isOwn(uid);
  const steps = uid === undefined ? [] : linkSteps({ from: container, to: uid, back: back && !isForeign }, linksOf);
  // Its links are read by whoever draws the list.
  useEffect(() => onTarget(uid), [uid, onTarget]);

  const isSaid = !target.ok && (target.isFinal || form.formState.isSubmitted);
  const isSending = underWay !== undefined;
  const told = underWay ?? steps;

  /** Half a name of the only one that it can be is enough: what the link reboots is read before a second Enter. */
  function takeOnlyMatch(event: KeyboardEvent) {
    const [only, ...more] = text.trim() === '' || target.ok ? [] : shown;
    if (event.key !== 'Enter' || !only || more.length > 0) return;
    event.preventDefault();
    form.setValue('target', only.text, { shouldValidate: true });
  }

  async function submit() {
    // What is left of it after the first step has a button of its own.
    if ((await onLink(steps)) === 0) return;
    const { activeElement } = document;
    const isStillHere = !activeElement || activeElement === document.body || activeElement.closest('form');
    // A reset forgets the inputs until they are drawn again, so the focus goes first.
    if (isStillHere) form.setFocus('target');
    form.reset({ target: '', back });
  }

  return (
    <FormShell
      form={form}
      label="New link"
      onSubmit={submit}
      loading={isSending}
      submitError={null}
      className="mb-4 flex flex-col gap-3"
    >
      <TextField
        label="Link to"
        list={listId}
        hint="One of your containers, or the uid of another customer's."
        error={isSaid && !isSending ? target.message : undefined}
        note={target.ok ? noteOf(target, isForeign) : undefined}
        {...form.register('target')}
        onKeyDown={takeOnlyMatch}
      />
      <datalist id={listId}>
        {shown.map((choice) => (
          <option key={choice.text} value={choice.text} />
        ))}
      </datalist>
      {isForeign ? (
        <p className="text-small">
          The link works once its owner links {uid} back to {container.uid}. Only they can do that.
        </p>
      ) : (
        <label className="flex items-center gap-2">
          <input type="checkbox" {...form.register('back')} className="size-4 accent-accent" />
          Also link back
        </label>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          busy={isSending}
          disabledReason={props.own ? undefined : 'Your containers are not loaded yet'}
        >
          Link
        </Button>
        <p className="min-w-0 grow basis-40 text-muted">
          {told.length > 0 ? rebootsInWords(told, call) : 'A link reboots the container that it is made in.'}
          {steps.length > 1 && uid !== undefined && !linksOf.has(uid)
            ? ` ${call(uid)} only if it does not link back already.`
            : null}
        </p>
        <CopyButton
          size="small"
          label="Copy as curl"
          name="Copy as curl: new link"
          text={() => steps.map((step) => curlOfChange(currentConnection(), step.uid, changeOfStep(step))).join('\n\n')}
          disabledReason={steps.length > 0 ? undefined : 'Say first what to link to'}
        />
      </div>
    </FormShell>
  );
}

function noteOf({ uid, container }: { uid: number; container: Container | undefined }, isForeign: boolean): string {
  if (container) return `That is ${nameAndUid(container)}.`;
  return isForeign ? `${uid} is none of your containers: it belongs to another customer.` : `That is ${uid}, yours.`;
}
