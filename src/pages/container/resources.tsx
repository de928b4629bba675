import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CapacitySources, Resource } from '../../rules/capacity.ts';
import { type Container, nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { suggestionsFor } from '../../rules/size-requests.ts';
import { formatMegabytes, formatSize, parseMegabytes } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ResourceGauge, TotalsSource } from '../shared/resource-gauge.tsx';
import { SizeField } from '../shared/size-field.tsx';
import { Fact, Facts, Section } from './facts.tsx';
import { SectionForm } from './section-form.tsx';
import type { ContainerSave } from './use-container-save.ts';
import { useTakeQuotaToGrow } from './use-take-quota-to-grow.ts';

/** The server that a container is on, when it is the customer's own and its gauges can be drawn. */
export interface OwnServer {
  containers: readonly Container[];
  sources: CapacitySources;
}

export interface ResourcesProps {
  edit: ContainerSave;
  /** Whether its server is the customer's. */
  owned: boolean;
  server: OwnServer | undefined;
}

/** Sizes and addresses. On a shared server the API ignores a change of size without a word (api.md §3), so none can be typed. */
export function Resources({ edit, owned, server }: ResourcesProps) {
  const { ip, server: serverName, server_address: address, memory, storage, custom_distros_storage } = edit.container;
  const takeQuota = useTakeQuotaToGrow(edit, server);
  return (
    <Section title="Resources">
      <Facts>
        {!owned && <Fact name="Memory">{formatMegabytes(memory)}</Fact>}
        {!owned && <Fact name="Storage">{formatSize(storage)}</Fact>}
        <Fact name="Private IP" mono>
          {ip}
        </Fact>
        <Fact name="Server">
          {owned ? (
            <Link to="/servers/$address" params={{ address }} className="link font-mono text-small">
              {address}
            </Link>
          ) : (
            <span className="font-mono text-small">{address}</span>
          )}{' '}
          <span className="text-muted">{shownText(serverName)}</span>
        </Fact>
        <Fact name="Custom distros">{custom_distros_storage ? 'kept in its storage' : 'no storage for them'}</Fact>
      </Facts>
      {owned ? (
        <div className="mt-3">
          <SectionForm edit={edit} section="resources" button="Save resources">
            <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
              <Size
                edit={edit}
                resource="memory"
                label="Memory"
                server={server}
                shortage={takeQuota.buttonAt('memory')}
              />
              <Size
                edit={edit}
                resource="storage"
                label="Storage"
                server={server}
                shortage={takeQuota.buttonAt('storage')}
              />
            </div>
            {server ? (
              <p className="text-small text-muted">
                <TotalsSource address={address} sources={server.sources} />
              </p>
            ) : (
              <Notice tone="warning">
                The containers of this server could not be read, so it is not known how much is free. A new size is
                compared with them before it is sent; while they cannot be read, nothing is.
              </Notice>
            )}
          </SectionForm>
          {takeQuota.dialog}
        </div>
      ) : (
        <p className="mt-2 max-w-prose text-muted">
          This server is shared with other customers: memory and storage cannot be changed, and no public ports can be
          mapped. The API would take a new size and ignore it. Ask your supplier.
        </p>
      )}
    </Section>
  );
}

interface SizeProps {
  edit: ContainerSave;
  resource: Resource;
  label: string;
  server: OwnServer | undefined;
  /** What can be done when the size does not fit. */
  shortage: ReactNode;
}

function Size({ edit, resource, label, server, shortage }: SizeProps) {
  const { form, container, values, keys } = edit;
  const { uid, server_address: address } = container;
  const inputs = edit.inputsOf(resource);
  const parsed = parseMegabytes(values[resource]);
  const asked =
    parsed.ok && keys.includes(resource)
      ? { name: nameOfContainer(container), megabytes: parsed.megabytes }
      : undefined;
  const suggestions =
    server && inputs
      ? suggestionsFor({
          resource,
          containers: server.containers,
          serverAddress: address,
          total: inputs.total,
          replacing: uid,
          refused: inputs.refused,
        })
      : [];
  return (
    // Two rows of the grid around it: side by side, the meters stand on one line whatever is said below one field.
    <div className={classNames('grid min-w-0 gap-4', server && 'row-span-2 grid-rows-subgrid')}>
      <SizeField
        form={form}
        name={resource}
        label={label}
        inputs={inputs}
        suggestions={suggestions}
        shortage={shortage}
      />
      {server && (
        <ResourceGauge
          resource={resource}
          label={label}
          address={address}
          containers={server.containers}
          sources={server.sources}
          asked={asked}
          replacing={uid}
        />
      )}
    </div>
  );
}
