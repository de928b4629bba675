import { useQuery } from '@tanstack/react-query';
import { useController } from 'react-hook-form';
import { distrosQuery } from '../../queries/distros.ts';
import { sshCommand } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FormSelect } from '../../ui/form.tsx';
import { distrosHint } from '../shared/distros-hint.ts';
import { SshKeysField } from '../shared/ssh-keys-field.tsx';
import { Fact, Facts, Section } from './facts.tsx';
import { SectionForm } from './section-form.tsx';
import type { ContainerSave } from './use-container-save.ts';

/** What it starts from, who may log in, and how. */
export function Start({ edit }: { edit: ContainerSave }) {
  const command = sshCommand(edit.container);
  return (
    <Section title="Start">
      <Facts>
        <Fact name="Log in with">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-mono text-small leading-5">{command}</code>
            <CopyButton text={command} label="Copy" size="small" />
          </span>
        </Fact>
      </Facts>
      <div className="mt-3">
        <SectionForm edit={edit} section="start" button="Save start">
          <Distro edit={edit} />
          <SshKeys edit={edit} />
        </SectionForm>
      </div>
    </Section>
  );
}

function Distro({ edit }: { edit: ContainerSave }) {
  const { form, container, started, values } = edit;
  const distros = useQuery(distrosQuery());
  const { custom_distro_name, distro, distro_name } = container;
  const offered = distros.data?.items ?? [];
  // Also one that the supplier does not offer any more is what it has.
  const isOffered = distro === null || offered.some(({ id }) => id === distro);
  // A draft may choose one before the list is there.
  const isListed = ['', String(distro), ...offered.map(({ id }) => String(id))].includes(values.distro);
  const custom = custom_distro_name ? `Its custom distro is ${shownText(custom_distro_name)}.` : undefined;
  return (
    <FormSelect form={form} name="distro" label="Distro" hint={distrosHint(distros) ?? custom}>
      {/* A distro can be exchanged, not taken away (api.md §3). */}
      {started.distro === '' && (
        <option value="">{custom_distro_name ? `Custom: ${shownText(custom_distro_name)}` : 'None yet'}</option>
      )}
      {!isOffered && <option value={distro}>{shownText(distro_name ?? String(distro))}</option>}
      {!isListed && <option value={values.distro}>{`distro ${values.distro}`}</option>}
      {offered.map(({ id, name }) => (
        <option key={id} value={id}>
          {shownText(name)}
        </option>
      ))}
    </FormSelect>
  );
}

function SshKeys({ edit }: { edit: ContainerSave }) {
  const { form, values, started } = edit;
  const { field, fieldState } = useController({ control: form.control, name: 'pending_keys' });
  return (
    // The field has a text area of its own, which gets the focus when what is pasted is no key.
    <div ref={(element) => field.ref(element?.querySelector('textarea') ?? null)}>
      <SshKeysField
        value={values.ssh_keys}
        onChange={(keys) => form.setValue('ssh_keys', keys, { shouldDirty: true })}
        pending={field.value}
        onPendingChange={(text) => {
          field.onChange(text);
          form.clearErrors('pending_keys');
        }}
        error={fieldState.error?.message}
        startedFrom={started.ssh_keys}
      />
    </div>
  );
}
