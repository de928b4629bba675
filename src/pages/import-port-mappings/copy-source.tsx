import type { ReactNode } from 'react';
import type { Container } from '../../rules/containers.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { SelectField } from '../../ui/field.tsx';
import { CopyOfServer } from './copy-of-server.tsx';
import type { SourceProps } from './import-draft.ts';
import { NOTHING_WANTED, type WantedList } from './wanted-list.ts';

export interface CopySourceProps extends SourceProps {
  address: string;
  /** All servers of the customer. */
  servers: readonly string[];
  /** The customer's containers on this server. */
  containers: readonly Container[];
  names: ContainerNames;
  children: (list: WantedList) => ReactNode;
}

/** What another server has, or another container of this one. */
export function CopySource(props: CopySourceProps) {
  const { address, servers, draft, change, children } = props;
  const others = servers.filter((server) => server !== address);
  const server = (
    <SelectField
      label="Copy from"
      value={draft.copy.address}
      onChange={(event) => change({ copy: { address: event.target.value, container: '', shift: '', targets: [] } })}
    >
      <option value="">Choose a server</option>
      {others.map((other) => (
        <option key={other}>{other}</option>
      ))}
      <option value={address}>{address} (this server)</option>
    </SelectField>
  );
  if (draft.copy.address !== '') return <CopyOfServer key={draft.copy.address} {...props} server={server} />;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{server}</div>
      {children(NOTHING_WANTED)}
    </>
  );
}
