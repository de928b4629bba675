import { useEffect, useState } from 'react';
import { keepPortMappingDraft, portMappingDraft } from '../../../queries/port-mapping-drafts.ts';
import { useAddPortMapping } from '../../../queries/use-port-mapping-writes.ts';
import { type Container, nameOfContainer } from '../../../rules/containers.ts';
import { curlOfNewMapping } from '../../../rules/curl.ts';
import { isSameMapping } from '../../../rules/port-mapping-edits.ts';
import { type MappingSurroundings, type MappingTexts, readMapping } from '../../../rules/port-mapping-requests.ts';
import { describeMapping, type MappingField, type NewPortMapping } from '../../../rules/port-mappings.ts';
import { currentConnection } from '../../../session/session.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FormShell } from '../../../ui/form.tsx';
import { type Problem, useReport } from '../problem.tsx';
import { useSaidUntilNextWrite } from '../use-said-until-next-write.ts';
import { MappingFields } from './mapping-fields.tsx';
import { problemBefore, problemUnknown } from './problem.ts';
import { isSameTexts, useMappingForm } from './use-mapping-form.ts';

export interface NewMappingFormProps {
  address: string;
  /** The customer's containers on this server, in the order to show. */
  containers: readonly Container[];
  /** The one that the mapping leads to, where nobody is asked; left out: the person chooses. */
  only: Container | undefined;
  surroundings: MappingSurroundings;
  /** Mappings that are being added now. */
  pending: readonly NewPortMapping[];
}

function emptyTexts({ containers, only }: Pick<NewMappingFormProps, 'containers' | 'only'>): MappingTexts {
  const given = only ?? (containers.length === 1 ? containers[0] : undefined);
  return { proto: 'tcp', public_port: '', container: given ? String(given.uid) : '', private_port: '' };
}

/** Whose draft the form has: the page of a container has its own. */
const placeOf = ({ address, only }: Pick<NewMappingFormProps, 'address' | 'only'>) =>
  only ? `${address}:${only.uid}` : address;

/** Where there is room for it; the container is no field when it is given. */
const IN_ONE_LINE =
  'xl:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1.4fr)_minmax(0,1fr)_auto] xl:[&_.mapping-arrow]:block';
const OF_ONE_IN_ONE_LINE = 'lg:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)_auto] lg:[&_.mapping-arrow]:block';

type FieldProblem = Problem & { field?: MappingField | undefined };

/** What was typed before, unless it is being added right now. A container that has gone is to be chosen anew. */
function draftToShow(props: NewMappingFormProps): MappingTexts | undefined {
  const { containers, surroundings, pending } = props;
  const draft = portMappingDraft(placeOf(props));
  if (!draft) return undefined;
  const { wanted } = readMapping(draft, surroundings);
  if (wanted && pending.some((mapping) => isSameMapping(mapping, wanted))) return undefined;
  const isThere = containers.some(({ uid }) => String(uid) === draft.container);
  return isThere ? draft : { ...draft, container: emptyTexts(props).container };
}

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
  const isKeptDraft = draft !== undefined && !form.formState.isDirty && !form.formState.isSubmitted;

  // Leaving the page, or reloading it, must not lose what is typed and not added.
  useEffect(() => keepPortMappingDraft(place, texts), [place, texts]);

  async function submit(submitted: MappingTexts) {
    const { wanted } = readMapping(submitted, surroundings);
    if (!wanted) return;
    const name = describeMapping(wanted);
    setProblem(null);
    setAdded(undefined);
    try {
      const outcome = await add.mutateAsync(wanted);
      if (outcome.verdict === 'done') finish(submitted, name);
      else if (outcome.verdict === 'cannot-tell') report(problemUnknown(`${name} was added`, outcome.readError));
      else {
        report({ title: `${name} was not added`, detail: outcome.message, field: outcome.field });
        if (outcome.field) form.setFocus(outcome.field);
      }
    } catch (error) {
      report(problemBefore(error, `${name} was not added`, address));
    }
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
              <Hint container={containers.find(({ uid }) => String(uid) === texts.container)} texts={texts} />
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
      <div
        className={classNames(
          'grid items-start gap-x-3 gap-y-3 sm:grid-cols-2',
          only ? OF_ONE_IN_ONE_LINE : IN_ONE_LINE,
        )}
      >
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
          className={only ? 'sm:mt-6' : 'sm:justify-self-start xl:mt-6'}
        >
          Add mapping
        </Button>
      </div>
    </FormShell>
  );
}

function progressOf(now: { isPending: boolean; looksAgain: boolean; added: string | undefined }) {
  if (now.looksAgain)
    return 'No answer that proves it yet: looking in the table until it is known. Nothing is sent twice.';
  if (now.isPending) return null;
  return now.added ? `Added ${now.added}.` : null;
}

/** What has to be true inside the container, which the panel cannot see (api.md §4). */
function Hint({ container, texts }: { container: Container | undefined; texts: MappingTexts }) {
  const where = container ? container.ip : 'its 10.x.x.x address';
  const port = /^\d{4,5}$/.test(texts.private_port) ? `:${texts.private_port}` : '';
  return (
    <p>
      Inside {container ? nameOfContainer(container) : 'the container'}, listen on{' '}
      {container ? (
        <code className="text-text">
          {where}
          {port}
        </code>
      ) : (
        where
      )}
      , not on <code>127.0.0.1</code>.
    </p>
  );
}
