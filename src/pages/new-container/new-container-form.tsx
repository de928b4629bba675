import { curlOfChange, curlOfCreation } from '../../rules/curl.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FormShell } from '../../ui/form.tsx';
import { LeaveGuard } from '../shared/leave-guard.tsx';
import { RestoredDraft } from '../shared/restored-draft.tsx';
import { KeptQuotaMove } from '../shared/take-quota-kept.tsx';
import { BasicFields } from './basic-fields.tsx';
import { CreationResult } from './creation-result.tsx';
import { failureOf } from './creation-words.ts';
import { changeOfSpare } from './form-values.ts';
import { liveLine } from './live-line.ts';
import { QuotaPanel } from './quota-panel.tsx';
import { SpareOffer } from './spare-offer.tsx';
import { StartGroup } from './start-group.tsx';
import { FORM_ROUTE_ID } from './use-creation.ts';
import { type NewContainerFormProps, useNewContainerForm } from './use-new-container-form.ts';
import { useTakeQuotaForNew } from './use-take-quota-for-new.ts';

/** The form itself, of whatever server, and the page that it points to for the totals that it lacks. */
const SAFE_ROUTE_IDS = [FORM_ROUTE_ID, '/signed-in/servers/$address/capacity'];

/** The form of a new container. What is typed survives a change of server, a 401 and the search for a lost answer. */
export function NewContainerForm(props: NewContainerFormProps) {
  const { address, servers, containers, sources } = props;
  const { form, request, draft, creation, spare, spareUse, sizes, tagsInput, attempt, ...act } =
    useNewContainerForm(props);
  const { outcome } = creation;
  const { replacing } = spare;
  const takeQuota = useTakeQuotaForNew(props, { form, request, attempt: attempt ?? null, replacing, ...act });
  const busy = creation.underWay !== undefined || spareUse.isPending || takeQuota.isMoving;
  const notDone = outcome?.verdict === 'not-done' ? outcome : undefined;
  const refusedServer =
    notDone?.field === 'server' && notDone.attempt.wanted.server === address ? notDone.message : undefined;
  const shownAtField =
    notDone?.field !== undefined &&
    !notDone.earlier &&
    (notDone.field === 'server' ? refusedServer !== undefined : act.hasActed && act.isAbout(notDone.attempt));
  const undecided = outcome?.verdict === 'cannot-tell' ? outcome.attempt.wanted.name : undefined;
  const line = spareUse.isPending ? `Changing ${replacing}…` : liveLine(creation, attempt?.wanted.name);

  return (
    <>
      <FormShell
        form={form}
        label="New container"
        onSubmit={act.submit}
        loading={busy}
        submitError={spareUse.failure ?? failureOf(outcome, shownAtField)}
        className="grid gap-x-8 gap-y-4 xl:grid-cols-[minmax(0,1fr)_20rem] xl:grid-rows-[repeat(6,auto)_1fr]"
        footer={
          <>
            <Button
              type="submit"
              variant="primary"
              ref={act.submitButton}
              busy={busy}
              disabledReason={
                undecided !== undefined && replacing === undefined && !busy
                  ? `Decide about ${undecided} first: look again, create it again or leave it.`
                  : undefined
              }
              // Leaving an invalid field would draw its message and move this button away under the click.
              onMouseDown={(event) => event.preventDefault()}
            >
              {replacing === undefined ? 'Create container' : `Use spare ${replacing}`}
            </Button>
            <CopyButton
              label="Copy as curl"
              text={() => {
                if (!request) return '';
                if (replacing === undefined) return curlOfCreation(currentConnection(), request);
                return curlOfChange(currentConnection(), replacing, changeOfSpare(request));
              }}
              disabledReason={request ? undefined : 'Fill in name, memory and storage first.'}
            />
            <p className="text-muted">You can resize and rename it later, not delete it.</p>
            <p role="status" className="min-h-5 basis-full text-muted">
              {line}
            </p>
          </>
        }
      >
        <LeaveGuard
          when={act.isUnsaved}
          what="what you typed for the new container"
          onDiscard={draft.clear}
          safeOn={SAFE_ROUTE_IDS}
        />
        <RestoredDraft isRestored={draft.isRestored} onDiscard={draft.discard} />
        <KeptQuotaMove address={address} containers={containers} sources={sources} />
        {spare.offered && <SpareOffer spare={spare.offered} used={replacing !== undefined} onChange={spare.onChange} />}
        <BasicFields
          form={form}
          address={address}
          servers={servers}
          refusedServer={refusedServer}
          shortageAt={takeQuota.buttonAt}
          {...sizes}
        />
        <QuotaPanel
          address={address}
          containers={containers}
          sources={sources}
          replacing={replacing}
          asked={{ memory: sizes.askedOf('memory'), storage: sizes.askedOf('storage') }}
        />
        <StartGroup form={form} tagsInput={tagsInput} />
        {outcome && !takeQuota.dialog && (
          <CreationResult
            outcome={outcome}
            busy={busy}
            hasActed={act.hasActed}
            onLookAgain={act.lookAgain}
            onCreateAgain={act.createAgain}
            onLeave={act.leave}
            onTwinsDecided={act.endTwins}
          />
        )}
      </FormShell>
      {takeQuota.dialog}
    </>
  );
}
