import { Link } from '@tanstack/react-router';
import { gaugeInputsOf, gaugeOf, type Resource } from '../../rules/capacity.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';
import type { Column } from '../../ui/data-table.tsx';
import { CapacityLink, QuotaMeter } from '../shared/quota-meter.tsx';
import { MappingsCount } from './mappings-count.tsx';
import type { ServerRow } from './server-rows.ts';

const names: Record<Resource, string> = { memory: 'Memory', storage: 'Storage' };

function quotaColumn(resource: Resource): Column<ServerRow> {
  return {
    key: resource,
    header: names[resource],
    sortable: true,
    cell: ({ address, containers, sources }) => {
      const inputs = { resource, address, containers, sources };
      const { state, figures, note } = gaugeOf(gaugeInputsOf(inputs));
      return (
        <QuotaMeter
          {...inputs}
          label={`${names[resource]} on ${address}`}
          labelHidden
          size="small"
          className="cards:flex-col cards:items-end"
          detail={state === 'unknown' || note ? `${figures},` : figures}
          detailLink={
            <>
              {state === 'unknown' && <CapacityLink address={address}>total unknown</CapacityLink>}
              {/* The API refused what the gauge would allow (design.md §1.1). */}
              {note && (
                <CapacityLink address={address} title={note}>
                  less may be free
                </CapacityLink>
              )}
            </>
          }
        />
      );
    },
  };
}

/** The columns of the table "Servers" (screens.md `/servers`). */
export const serverColumns: Column<ServerRow>[] = [
  {
    key: 'address',
    header: 'Address',
    width: 'max(8.5rem, 17cqi)',
    primary: true,
    sortable: true,
    cell: ({ address, name }) => (
      <span className="flex flex-col leading-5">
        <Link to="/servers/$address" params={{ address }} className="link self-start font-mono">
          {address}
        </Link>
        {name ? <span className="text-muted text-xs">{shownText(name)}</span> : null}
      </span>
    ),
  },
  {
    key: 'containers',
    header: 'Containers',
    align: 'end',
    width: '7.5rem',
    sortable: true,
    cell: ({ containers }) => formatNumber(containers.length),
  },
  quotaColumn('memory'),
  quotaColumn('storage'),
  {
    key: 'mappings',
    header: 'Port mappings',
    align: 'end',
    width: '6.5rem',
    sortable: true,
    cell: ({ address }) => <MappingsCount address={address} />,
  },
];
