import { useEffect, useState } from 'react';
import { keepPortMappingDraft } from '../../../queries/port-mapping-drafts.ts';
import { useChangeMappingLabels } from '../../../queries/port-mapping-labels.ts';
import { useAddPortMapping } from '../../../queries/use-port-mapping-writes.ts';
import { curlOfNewMapping } from '../../../rules/curl.ts';
import { isEmptyLabel, labelKey, type MappingLabel, NO_LABEL } from '../../../rules/port-mapping-labels.ts';
import { type MappingTexts, readMapping } from '../../../rules/port-mapping-requests.ts';
import { describeMapping, type MappingField, type NewPortMapping } from '../../../rules/port-mappings.ts';
import { currentConnection } from '../../../session/session.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FormShell } from '../../../ui/form.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { type Problem, useReport } from '../problem.tsx';
import { useSaidUntilNextWrite } from '../use-said-until-next-write.ts';
import { FoldedLabelFields } from './label-fields.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { draftToShow, emptyTexts, type NewMappingFormProps, placeOf } from './new-mapping-start.ts';
import { ListenHint, progressOf } from './new-mapping-words.tsx';
import { problemBefore, problemUnknown } from './problem.ts';
import { useLabelTexts, whyLabelIsNotKept } from './use-label-texts.ts';
import { isSameTexts, useMappingForm } from './use-mapping-form.ts';

/** In one line where there is room for it, else in two; the container is no field when it is given. */
const WITH_CONTAINER =
  'sm:grid-cols-[1fr_1fr_auto] sm:max-xl:[&>:nth-child(2)]:col-span-2 xl:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1.4fr)_minmax(0,1fr)_auto] xl:[&_.mapping-arrow]:block';
const OF_ONE = 'sm:grid-cols-2 lg:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)_auto] lg:[&_.mapping-arrow]:block';

type FieldProblem = Problem & { field?: MappingField | undefined };

/** The form "New port mapping" (screens.md `/servers/ADDRESS/port-mappings`). */
export function NewMappingForm(props: NewMappingFormProps) {
  const { address, containers, only, surroundings, pending } = props;
  const place = placeOf(props);
  const add = useAddPortMapping(address);
  const [draft] = useState(() => draftToShow(props));
  const state = useMappingForm({
    defaultValues: draft ?? emptyTexts(props),
    surroundings,
    isSending: add.isPending,
  });
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const report = useReport<FieldProblem>(setProblem);
  const [added, setAdded] = useSaidUntilNextWrite<{ name: string; texts: MappingTexts }>();
  const { form, texts, read } = state;
  const label = useLabelTexts(place, NO_LABEL);
  const changeLabels = useChangeMappingLabels(address);
  const isKeptDraft = draft !== undefined && !form.formState.isDirty && !form.formState.isSubmitted;

  // Leaving the page, or reloading it, must not lose what is typed and not added.
  useEffect(() => keepPortMappingDraft(place, texts), [place, texts]);

  async function submit(submitted: MappingTexts) {
    const { wanted } = readMapping(submitted, surroundings);
    if (!wanted || Object.keys(label.errors).length > 0) return;
    const name = describeMapping(wanted);
    setProblem(null);
    setAdded(undefined);
    try {
      const outcome = await add.mutateAsync(wanted);
      if (outcome.verdict === 'done') {
        finish(submitted, name);
        await keepLabel(wanted, label.texts);
      } else if (outcome.verdict === 'cannot-tell') report(problemUnknown(`${name} was added`, outcome.readError));
      else {
        report({ title: `${name} was not added`, detail: outcome.message, field: outcome.field });
        if (outcome.field) form.setFocus(outcome.field);
      }
    } catch (error) {
      report(problemBefore(error, `${name} was not added`, address));
    }
  }

  /** Without a word about it a mapping that stands again keeps what was noted on it before. */
  async function keepLabel(mapping: NewPortMapping, texts: MappingLabel) {
    if (isEmptyLabel(texts)) return;
    label.clear();
    const detail = await changeLabels(new Map([[labelKey(mapping), texts]]));
    if (detail) report({ title: `The label of ${describeMapping(mapping)} is not kept`, detail });
  }

  /** Makes room for the next one, unless the person has begun to type it. */
  function finish(submitted: MappingTexts, name: string) {
    const now = form.getValues();
    const isUntouched = now.public_port === submitted.public_port && now.private_port === submitted.private_port;
    const empty = { ...now, public_port: '', private_port: '' };
    setAdded({ name, texts: isUntouched ? empty : now });
    if (!isUntouched) return;
    const { activeElement } = document;
    const isStillHere = !activeElement || activeElement === document.body || activeElement.closest('form');
    // A reset forgets the inputs until they are drawn again, so the focus goes first.
    if (isStillHere) form.setFocus('public_port');
    form.reset(empty);
    // Also when the person has left the page, where no effect runs any more.
    keepPortMappingDraft(place, empty);
  }

  function clearDraft() {
    form.setFocus('public_port');
    form.reset(emptyTexts(props));
  }

  // It goes with the next key.
  const justAdded = added && isSameTexts(added.texts, texts) ? added.name : undefined;
  const isSaidAtField = problem?.field !== undefined && state.errorOf(problem.field) !== undefined;
  return (
    <FormShell
      form={form}
      label="New port mapping"
      onSubmit={submit}
      loading={add.isPending}
      submitError={
        problem && !isSaidAtField ? (
          <>
            <strong>{problem.title}.</strong> {problem.detail}
          </>
        ) : null
      }
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      footer={
        <>
          <div className="min-w-0 grow basis-80 text-muted text-small wrap-anywhere">
            {isKeptDraft ? (
              <p>
                This was typed before and not added.{' '}
                <button type="button" onClick={clearDraft} className="link">
                  Clear it
                </button>
              </p>
            ) : (
              <ListenHint container={containers.find(({ uid }) => String(uid) === texts.container)} texts={texts} />
            )}
            <p aria-live="polite" className="text-text">
              {progressOf({ isPending: add.isPending, looksAgain: add.looksAgain, added: justAdded })}
            </p>
          </div>
          <CopyButton
            size="small"
            label="Copy as curl"
            name="Copy as curl: new mapping"
            text={() => (read.wanted ? curlOfNewMapping(currentConnection(), address, read.wanted) : '')}
            disabledReason={read.wanted ? undefined : 'Fill in the form first'}
          />
        </>
      }
    >
      <div className={`grid items-start gap-3 ${only ? OF_ONE : WITH_CONTAINER}`}>
        <MappingFields
          state={state}
          address={address}
          containers={containers}
          only={only}
          taken={[...surroundings.mappings, ...pending]}
        />
        <Button
          type="submit"
          variant="primary"
          busy={add.isPending}
          disabledReason={whyLabelIsNotKept(label)}
          className="sm:mt-6"
        >
          Add mapping
        </Button>
      </div>
      <FoldedLabelFields state={label} />
    </FormShell>
  );
}

/** As high as the form, so that nothing moves when it comes. */
export function FormSkeleton({ isOfOne }: { isOfOne: boolean }) {
  const height = isOfOne ? 'h-106.5 lg:h-42.5' : 'h-124.5 xl:h-42.5';
  return (
    <div className={`${height} sm:h-60.5 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4`}>
      <Skeleton className="h-3 w-40" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
