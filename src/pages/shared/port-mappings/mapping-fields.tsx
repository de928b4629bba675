import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { ChangeEvent, ClipboardEvent, KeyboardEvent } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { type Container, nameOfContainer } from '../../../rules/containers.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { nextFreePublicPort, parsePort } from '../../../rules/ports.ts';
import { shownText } from '../../../rules/shown-text.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import type { MappingForm } from './use-mapping-form.ts';

export interface MappingFieldsProps {
  state: MappingForm;
  /** Of the server whose table below can show who holds a port; in a dialog over that table: none. */
  address?: string;
  /** The customer's containers on this server, in the order to show. */
  containers: readonly Container[];
  /** The one that it leads to, where nobody is asked. The table below shows its mappings only. */
  only?: Container | undefined;
  /** What holds the ports that "Next free" must leave out. */
  taken: readonly Pick<PortMapping, 'proto' | 'public_port'>[];
}

const protocols = [
  { value: 'tcp', label: 'TCP' },
  { value: 'udp', label: 'UDP' },
] as const;

/** Protocol, public port, container and private port: the cells of the grid that the caller lays out. */
export function MappingFields(props: MappingFieldsProps) {
  const { state, containers, only } = props;
  const { form, texts, errorOf, noteOf } = state;
  // The first invalid field gets the focus, in the order of registration: that of the eye.
  const fields = {
    public_port: form.register('public_port'),
    // A field that is not drawn has its value from the form's defaults.
    ...(only ? {} : { container: form.register('container') }),
    private_port: form.register('private_port', { onBlur: () => state.leave('private_port') }),
  };
  const chosen = containers.find(({ uid }) => String(uid) === texts.container);
  return (
    <>
      <SegmentedControl
        label="Protocol"
        options={protocols}
        value={texts.proto}
        onChange={(proto) => form.setValue('proto', proto, { shouldDirty: true })}
      />
      <PublicPortField {...props} registration={fields.public_port} />
      <ArrowRight size={16} aria-hidden="true" className="mapping-arrow mt-8.5 hidden text-muted" />
      {fields.container && (
        <SelectField label="Container" error={errorOf('container')} {...fields.container}>
          {chosen ? null : <option value="">Choose a container</option>}
          {containers.map((container) => (
            <option key={container.uid} value={container.uid}>
              {`${shownText(container.name)} ${container.uid}`.trim()}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label="Private port"
        mono
        inputMode="numeric"
        error={errorOf('private_port')}
        note={noteOf('private_port')}
        {...fields.private_port}
      />
    </>
  );
}

function PublicPortField(props: MappingFieldsProps & { registration: UseFormRegisterReturn }) {
  const { state, address, containers, only, taken, registration } = props;
  const { texts, read, errorOf, noteOf, expand, fillPublicPort } = state;
  const heldName = read.holder && describeMapping(read.holder);
  const holder = read.holder && containers.find(({ uid }) => uid === read.holder?.container);

  function fillNextFree() {
    const typed = parsePort(texts.public_port, 'public');
    const port = nextFreePublicPort(taken, texts.proto, typed.ok ? typed.port : undefined);
    if (port === undefined) return;
    fillPublicPort(port, `${describeMapping({ proto: texts.proto, public_port: port })} is free.`);
  }

  function change(event: ChangeEvent<HTMLInputElement>) {
    const { nativeEvent } = event;
    const isInsertedWhole = nativeEvent instanceof InputEvent && (nativeEvent.data?.length ?? 0) > 1;
    if (isInsertedWhole && expand(event.target.value)) return;
    void registration.onChange(event);
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    if (expand(event.clipboardData.getData('text'))) event.preventDefault();
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') expand(event.currentTarget.value);
  }

  return (
    <div className="flex min-w-0 flex-col gap-1">
      <TextField
        label="Public port"
        labelAside={
          <button
            type="button"
            onClick={fillNextFree}
            title="Fill in the next public port that nobody holds"
            className="-my-1 rounded py-1 text-accent text-small hover:underline"
          >
            Next free
          </button>
        }
        mono
        inputMode="text"
        error={errorOf('public_port')}
        note={noteOf('public_port')}
        {...registration}
        onChange={change}
        onPaste={paste}
        onKeyDown={keyDown}
        onBlur={(event) => {
          if (!expand(event.target.value)) state.leave('public_port');
          void registration.onBlur(event);
        }}
      />
      {heldName && errorOf('public_port') ? (
        <p className="flex flex-wrap gap-x-3 text-small wrap-anywhere">
          {address ? (
            <Link
              to="/servers/$address/port-mappings"
              params={{ address }}
              search={(before) => ({ ...before, filter: heldName })}
              replace={!only}
              resetScroll={only !== undefined}
              className="link"
            >
              Show {heldName}
            </Link>
          ) : null}
          {holder && holder.uid !== only?.uid ? (
            <Link to="/containers/$uid" params={{ uid: String(holder.uid) }} className="link">
              Open {nameOfContainer(holder)}
            </Link>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
