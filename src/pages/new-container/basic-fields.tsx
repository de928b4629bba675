import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Resource } from '../../rules/capacity.ts';
import { hostnameOf } from '../../rules/hostnames.ts';
import type { Server } from '../../rules/servers.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { RequestInputs, Suggestion } from '../../rules/size-requests.ts';
import { SelectField } from '../../ui/field.tsx';
import { FormTextField } from '../../ui/form.tsx';
import { SizeField } from '../shared/size-field.tsx';
import type { NewContainerValues } from './form-values.ts';
import { FullNotice } from './full-notice.tsx';

export interface BasicFieldsProps {
  form: UseFormReturn<NewContainerValues>;
  address: string;
  servers: readonly Server[];
  /** Why the API did not take this server. */
  refusedServer: string | undefined;
  inputsOf: (resource: Resource) => RequestInputs;
  suggestionsOf: (resource: Resource) => readonly Suggestion[];
  /** What can be done when a size does not fit. */
  shortageAt: (resource: Resource) => ReactNode;
}

/** What a container cannot be created without: where, its name and its sizes. */
export function BasicFields(props: BasicFieldsProps) {
  const { form, address, servers, refusedServer, inputsOf, suggestionsOf, shortageAt } = props;
  const navigate = useNavigate();
  const name = form.watch('name').trim();
  const server = useRef<HTMLSelectElement>(null);
  // Only when the sentence stands at the field is the field read out with it.
  useEffect(() => {
    if (refusedServer !== undefined) server.current?.focus();
  }, [refusedServer]);
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4">
      <SelectField
        ref={server}
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
            {server.name ? `${server.address} · ${shownText(server.name)}` : server.address}
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
          name ? (
            <>
              Hostname <span className="font-mono">{hostnameOf(name)}</span>
            </>
          ) : (
            'Its hostname follows from it'
          )
        }
      />
      <FullNotice address={address} inputsOf={inputsOf} />
      <SizeField
        form={form}
        name="memory"
        label="Memory"
        inputs={inputsOf('memory')}
        suggestions={suggestionsOf('memory')}
        shortage={shortageAt('memory')}
      />
      <SizeField
        form={form}
        name="storage"
        label="Storage"
        inputs={inputsOf('storage')}
        suggestions={suggestionsOf('storage')}
        shortage={shortageAt('storage')}
      />
    </div>
  );
}
