import { Link } from '@tanstack/react-router';
import { type CapacitySources, gaugeInputsOf, gaugeOf, type Resource } from '../../rules/capacity.ts';
import type { Container, ContainerDetail } from '../../rules/containers.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import { QuotaMeter } from '../shared/quota-meter.tsx';
import { Fact, Facts, Section } from './facts.tsx';

/** The server that a container is on, when it is the customer's own and its gauges can be drawn. */
export interface OwnServer {
  containers: readonly Container[];
  sources: CapacitySources;
}

function ServerMeter({
  resource,
  label,
  address,
  server,
}: {
  resource: Resource;
  label: string;
  address: string;
  server: OwnServer;
}) {
  const inputs = { resource, address, ...server };
  const { state, figures } = gaugeOf(gaugeInputsOf(inputs));
  return (
    <QuotaMeter
      {...inputs}
      label={`${label} on ${address}`}
      labelHidden
      className="mt-1 mb-0.5 flex-col items-start"
      size="small"
      detail={`Server: ${state === 'unknown' ? `${figures}, total unknown` : figures}`}
    />
  );
}

/** Sizes and addresses. On a shared server the API ignores a change of size without a word (api.md §3), so it is said here. */
export function Resources({
  container,
  server,
  shared,
}: {
  container: ContainerDetail;
  server: OwnServer | undefined;
  shared: boolean;
}) {
  const { memory, storage, ip, server_address } = container;
  return (
    <Section title="Resources">
      <Facts>
        <Fact name="Memory">
          {formatMegabytes(memory)}
          {server && <ServerMeter resource="memory" label="Memory" address={server_address} server={server} />}
        </Fact>
        <Fact name="Storage">
          {formatSize(storage)}
          {server && <ServerMeter resource="storage" label="Storage" address={server_address} server={server} />}
        </Fact>
        <Fact name="Private IP" mono>
          {ip}
        </Fact>
        <Fact name="Server">
          {shared ? (
            <span className="font-mono text-small">{server_address}</span>
          ) : (
            <Link to="/servers/$address" params={{ address: server_address }} className="link font-mono text-small">
              {server_address}
            </Link>
          )}{' '}
          <span className="text-muted">{container.server}</span>
        </Fact>
        <Fact name="Custom distros">
          {container.custom_distros_storage ? 'kept in its storage' : 'no storage for them'}
        </Fact>
      </Facts>
      {shared && (
        <p className="mt-2 max-w-prose text-muted">
          This server is shared with other customers: memory and storage cannot be changed, and no public ports can be
          mapped. Ask your supplier.
        </p>
      )}
    </Section>
  );
}
