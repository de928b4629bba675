import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { useRefreshedQuery } from '../../queries/refreshed.ts';
import { type Container, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { formatNumber } from '../../rules/units.ts';
import { Notice } from '../../ui/alert.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import { EditableMappings, type MappingsView } from '../shared/port-mappings/editable-mappings.tsx';
import { mappingColumns, type RowActions } from '../shared/port-mappings/mapping-columns.tsx';
import { rowStateOf } from '../shared/port-mappings/mapping-row-words.ts';
import type { MappingRow } from '../shared/port-mappings/mapping-rows.ts';
import { RunPanel } from '../shared/port-mappings/run-panel.tsx';

export interface ContainerPortMappingsProps {
  container: ContainerDetail;
  /** All the customer's containers; undefined while they are not loaded. */
  own: readonly Container[] | undefined;
}

/** The public ports that lead to this container, whose server is the customer's. */
export function ContainerPortMappings({ container, own }: ContainerPortMappingsProps) {
  const { uid, server_address: address } = container;
  // The route knows the uid only, so that nothing could load the table before the server was known.
  useQuery(portMappingsQuery(address));
  const table = useRefreshedQuery(portMappingsQuery(address));
  const names = useMemo(() => new Map(own?.map(({ uid, name }) => [uid, name])), [own]);
  const containers = useMemo(
    () =>
      own
        ?.filter(({ server_address }) => server_address === address)
        .sort((one, other) => (nameOfContainer(one) < nameOfContainer(other) ? -1 : 1)),
    [own, address],
  );
  // It keeps its identity while the container's other values change, as the rows do.
  const only = containers?.find((one) => one.uid === uid) ?? container;

  if (table.isLoadingError) {
    return (
      <LoadFailure error={table.error} what={`the port mappings of ${address}`} onRetry={() => void table.refetch()} />
    );
  }
  return (
    <>
      <RunPanel key={`run ${address}`} address={address} />
      <EditableMappings address={address} table={table} containers={containers} names={names} only={only}>
        {(view) => <MappingsOfContainer {...view} />}
      </EditableMappings>
    </>
  );
}

/** So many clashes are spelt out; each row says its own. */
const MOST_CLASHES_NAMED = 3;

/** What the container's name leaves goes to the private address. */
function columnsOfOne(actions: RowActions): Column<MappingRow>[] {
  const widths: Record<string, string | undefined> = { 'public-port': '24%', protocol: '16%', actions: '8.5rem' };
  return mappingColumns(actions)
    .filter(({ key }) => key !== 'container')
    .map(({ width: _, ...column }) => {
      const width = widths[column.key];
      return width ? { ...column, width } : column;
    });
}

function MappingsOfContainer({ rows, onEdit, onDelete, whyNoEdit }: MappingsView) {
  const columns = useMemo(() => columnsOfOne({ onEdit, onDelete, whyNoEdit }), [onEdit, onDelete, whyNoEdit]);
  const clashes = rows?.filter(({ clash }) => clash) ?? [];
  const named = clashes.slice(0, MOST_CLASHES_NAMED).map(({ clash }) => clash?.sentence);
  const rest = clashes.length - named.length;
  return (
    <div className="mt-4">
      {clashes.length > 0 && (
        <Notice tone="warning" className="mb-3">
          {named.join(' ')}
          {rest > 0 ? ` ${formatNumber(rest)} more clash below.` : null}
        </Notice>
      )}
      <DataTable
        label="Port mappings"
        room="slim"
        cards="dense"
        columns={columns}
        rows={rows ?? []}
        rowKey={({ key }) => key}
        rowState={rowStateOf}
        busy={!rows}
        skeletonRows={1}
        empty={<p className="text-muted">No public port leads to this container yet.</p>}
      />
    </div>
  );
}
