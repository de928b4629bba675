import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { distrosQuery } from '../../queries/distros.ts';
import { shownText } from '../../rules/shown-text.ts';
import { holdsPrivateKey } from '../../rules/ssh-keys.ts';
import { FormSelect, FormTextArea } from '../../ui/form.tsx';
import { distrosHint } from '../shared/distros-hint.ts';
import type { NewContainerValues } from './form-values.ts';
import { TagsField } from './tags-field.tsx';

/** "Start it right away": what is set on the container as soon as it is there; all of it optional. */
export function StartGroup({
  form,
  tagsInput,
}: {
  form: UseFormReturn<NewContainerValues>;
  tagsInput: Ref<HTMLInputElement>;
}) {
  const distros = useQuery(distrosQuery());
  const chosen = form.watch('distro');
  const offered = distros.data?.items ?? [];

  return (
    <fieldset className="min-w-0 border-t border-line pt-4">
      <legend className="float-left mb-3 font-medium">Start it right away</legend>
      <span className="float-right text-muted" aria-hidden="true">
        optional
      </span>
      <div className="clear-both grid gap-x-4 gap-y-4 sm:grid-cols-2">
        <FormSelect form={form} name="distro" label="Distro" hint={distrosHint(distros)}>
          <option value="">Choose later</option>
          {/* What is sent is in sight, also while the list is not. */}
          {chosen !== '' && !offered.some(({ id }) => String(id) === chosen) && (
            <option value={chosen}>{`distro ${chosen}`}</option>
          )}
          {offered.map((distro) => (
            <option key={distro.id} value={distro.id}>
              {shownText(distro.name)}
            </option>
          ))}
        </FormSelect>
        <TagsField form={form} inputRef={tagsInput} />
        <FormTextArea
          form={form}
          name="sshKeys"
          label="SSH keys"
          mono
          rows={2}
          className="sm:col-span-2"
          autoCapitalize="none"
          placeholder="ssh-ed25519 AAAA… you@computer"
          hint="One a line. A container starts once it has a distro and a key."
          onChange={(event) => {
            // A private key must be seen at once, not when the field is left.
            if (holdsPrivateKey(event.target.value)) void form.trigger('sshKeys');
          }}
        />
        <FormTextArea
          form={form}
          name="note"
          label="Note"
          rows={1}
          className="sm:col-span-2 [&_textarea]:resize-none [&_textarea]:field-sizing-content [&_textarea]:min-h-9 [&_textarea]:py-1.5 [&_textarea]:max-h-40"
        />
      </div>
    </fieldset>
  );
}
