import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { type CreationAttempt, forgetUnresolvedCreation, unresolvedCreation } from '../../queries/creation-attempts.ts';
import type { CapacitySources, Resource } from '../../rules/capacity.ts';
import { type Container, sparesOn } from '../../rules/containers.ts';
import { hostnameOf } from '../../rules/hostnames.ts';
import type { Server } from '../../rules/servers.ts';
import { suggestionsFor } from '../../rules/size-requests.ts';
import { parseMegabytes } from '../../rules/units.ts';
import { currentConnection } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { FormShell, FormTextField } from '../../ui/form.tsx';
import { gaugeInputsOf } from '../shared/quota-meter.tsx';
import { CreationResult, failureOf } from './creation-result.tsx';
import { curlText } from './curl-text.ts';
import {
  EMPTY_VALUES,
  type NewContainerValues,
  newContainerSchema,
  requestOf,
  sameWanted,
  valuesOf,
} from './form-values.ts';
import { liveLine } from './live-line.ts';
import { QuotaPanel } from './quota-panel.tsx';
import { SizeField } from './size-field.tsx';
import { SpareOffer } from './spare-offer.tsx';
import { StartGroup } from './start-group.tsx';
import { useCreation } from './use-creation.ts';
import { useSpare } from './use-spare.ts';

export interface NewContainerFormProps {
  address: string;
  servers: readonly Server[];
  containers: readonly Container[];
  sources: CapacitySources;
}

/** The form of a new container. What is typed survives a change of server, a 401 and the search for a lost answer. */
export function NewContainerForm({ address, servers, containers, sources }: NewContainerFormProps) {
  const navigate = useNavigate();
  const [attempt] = useState(unresolvedCreation);
  const [wantsSpare, setWantsSpare] = useState(false);
  const [submittedHere, setSubmittedHere] = useState(false);
  const creation = useCreation(address);
  const spareUse = useSpare();

  const spare = sparesOn(containers, address)[0];
  const replacing = wantsSpare ? spare?.uid : undefined;
  const inputsOf = (resource: Resource) => gaugeInputsOf({ resource, address, containers, sources, replacing });
  const suggestionsOf = (resource: Resource) =>
    suggestionsFor({ resource, containers, serverAddress: address, total: inputsOf(resource).total, replacing });

  const form = useForm<NewContainerValues>({
    mode: 'onTouched',
    resolver: zodResolver(newContainerSchema({ memory: inputsOf('memory'), storage: inputsOf('storage') })),
    defaultValues: attempt?.wanted.server === address ? valuesOf(attempt) : EMPTY_VALUES,
  });
  const values = form.watch();
  const request = requestOf(values, address);
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
  const look = useEffectEvent(() => {
    if (attempt && !creation.underWay) void creation.run({ mode: 'look' }, isAbout);
  });
  const leave = useEffectEvent(() => creation.dismissOutcome());
  // The journal of an earlier page load is outside of React; it is looked into once, when the form opens.
  useEffect(() => {
    look();
    return leave;
  }, []);

  const { errors, touchedFields, isSubmitted } = form.formState;
  const validateAgain = useEffectEvent((_server: string, _replacing: number | undefined) => {
    const sizes = (['memory', 'storage'] as const).filter((name) => isSubmitted || touchedFields[name] || errors[name]);
    if (sizes.length > 0) void form.trigger(sizes);
  });
  // What fits depends on the server and on the spare, which are no fields of this form.
  useEffect(() => validateAgain(address, replacing), [address, replacing]);

  async function submit(submitted: NewContainerValues) {
    const wanted = requestOf(submitted, address);
    if (!wanted) return;
    setSubmittedHere(true);
    spareUse.forget();
    if (replacing !== undefined) return spareUse.run(replacing, wanted);
    const outcome = await creation.run({ mode: 'create', ...wanted }, isAbout);
    if (outcome?.verdict !== 'not-done' || outcome.earlier || !outcome.field || outcome.field === 'server') return;
    form.setError(outcome.field, { type: 'api', message: outcome.message }, { shouldFocus: true });
  }

  const busy = creation.underWay !== undefined || spareUse.isPending;
  const { outcome } = creation;
  const refusedServer =
    outcome?.verdict === 'not-done' && outcome.field === 'server' && outcome.attempt.wanted.server === address
      ? outcome.message
      : undefined;
  const shownAtField = outcome?.verdict === 'not-done' && Boolean(outcome.field) && submittedHere && !outcome.earlier;
  const line = spareUse.isPending ? `Changing ${replacing}…` : liveLine(creation, unresolvedCreation()?.wanted.name);

  return (
    <FormShell
      form={form}
      label="New container"
      onSubmit={submit}
      loading={busy}
      submitError={spareUse.failure ?? failureOf(outcome, shownAtField)}
      className="grid gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,1fr)_20rem] xl:grid-rows-[repeat(6,auto)_1fr]"
      footer={
        <>
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            // Leaving an invalid field would draw its message and move this button away under the click.
            onMouseDown={(event) => event.preventDefault()}
          >
            {replacing === undefined ? 'Create container' : `Use spare ${replacing}`}
          </Button>
          <CopyButton
            label="Copy as curl"
            text={() => (request ? curlText(currentConnection(), request, replacing) : '')}
            disabledReason={request ? undefined : 'Fill in name, memory and storage first.'}
          />
          <p className="text-muted">You can resize and rename it later, not delete it.</p>
          <p role="status" className="min-h-5 basis-full text-muted">
            {line}
          </p>
        </>
      }
    >
      {spare && <SpareOffer spare={spare} used={replacing !== undefined} onChange={setWantsSpare} />}
      <div className="grid grid-cols-2 gap-x-4 gap-y-5">
        <SelectField
          label="Server"
          value={address}
          error={refusedServer}
          className="max-sm:col-span-2"
          onChange={(event) =>
            void navigate({
              to: '/servers/$address/containers/new',
              params: { address: event.target.value },
              replace: true,
            })
          }
        >
          {servers.map((server) => (
            <option key={server.address} value={server.address}>
              {server.name ? `${server.address} · ${server.name}` : server.address}
            </option>
          ))}
        </SelectField>
        <FormTextField
          form={form}
          name="name"
          label="Name"
          autoCapitalize="none"
          className="max-sm:col-span-2"
          hint={
            values.name.trim() ? (
              <>
                Hostname <span className="font-mono">{hostnameOf(values.name.trim())}</span>
              </>
            ) : (
              'Its hostname follows from it'
            )
          }
        />
        <SizeField
          form={form}
          resource="memory"
          label="Memory"
          inputs={inputsOf('memory')}
          suggestions={suggestionsOf('memory')}
        />
        <SizeField
          form={form}
          resource="storage"
          label="Storage"
          inputs={inputsOf('storage')}
          suggestions={suggestionsOf('storage')}
        />
      </div>
      <QuotaPanel
        address={address}
        containers={containers}
        sources={sources}
        replacing={replacing}
        asked={{ memory: askedOf('memory'), storage: askedOf('storage') }}
      />
      <StartGroup form={form} />
      {outcome && (
        <CreationResult
          outcome={outcome}
          busy={busy}
          onLookAgain={() => void creation.run({ mode: 'look' }, isAbout)}
          onCreateAgain={({ attempt: { wanted, start } }) =>
            void creation.run({ mode: 'create-again', wanted, start }, isAbout)
          }
          onLeave={() => {
            forgetUnresolvedCreation();
            creation.dismissOutcome();
          }}
          onKept={(uid) => {
            creation.dismissOutcome();
            void creation.openContainer(uid);
          }}
        />
      )}
    </FormShell>
  );
}
