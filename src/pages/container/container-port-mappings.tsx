import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { type PortMapping, privateAddress } from '../../rules/port-mappings.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import { Section } from './facts.tsx';

const columns: Column<PortMapping>[] = [
  { key: 'public_port', header: 'Public port', mono: true, primary: true, cell: ({ public_port }) => public_port },
  { key: 'proto', header: 'Protocol', cell: ({ proto }) => proto.toUpperCase() },
  { key: 'private', header: 'Private address', mono: true, cell: privateAddress },
];

/** The public ports that lead to this container; its server must be the customer's, or the API tells nothing (api.md §4). */
export function ContainerPortMappings({ uid, address }: { uid: number; address: string }) {
  const query = useQuery(portMappingsQuery(address));
  const mappings = query.data?.items
    .filter(({ container }) => container === uid)
    .sort((one, other) => one.public_port - other.public_port || (one.proto < other.proto ? -1 : 1));

  return (
    <Section
      title="Port mappings"
      aside={
        <Link to="/servers/$address/port-mappings" params={{ address }} className="link">
          All port mappings of {address}
        </Link>
      }
    >
      {query.isLoadingError ? (
        <LoadFailure
          error={query.error}
          what={`the port mappings of ${address}`}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <DataTable
          label="Port mappings"
          room="slim"
          columns={columns}
          rows={mappings ?? []}
          rowKey={({ id }) => id}
          busy={!mappings}
          skeletonRows={1}
          empty={<p className="text-muted">No public port leads to this container yet.</p>}
        />
      )}
    </Section>
  );
}
