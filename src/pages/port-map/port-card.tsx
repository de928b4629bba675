import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { holdersOfPort, type PortMap, type ProtocolChoice, protocolsOf, stateOfPort } from '../../rules/port-map.ts';
import { describePort } from '../../rules/port-map-words.ts';
import { type ContainerNames, describeHolder, describeMapping, type Protocol } from '../../rules/port-mappings.ts';
import { PUBLIC_PORT_RANGE } from '../../rules/ports.ts';
import { takeToForm } from './hand-over.ts';

// Under a finger they are as high as a button.
const LINK = 'link inline-flex items-center py-0.5 max-sm:min-h-11';

export interface PortCardProps {
  address: string;
  map: PortMap;
  choice: ProtocolChoice;
  port: number;
  names: ContainerNames;
  /** The uids of the customer's containers on this server. */
  own: ReadonlySet<number>;
}

/** What is at the port that is looked at, and what can be done about it. */
export function PortCard({ choice, port, ...rest }: PortCardProps) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface" aria-label="What is at the port">
      {protocolsOf(choice).map((proto) => (
        <li key={proto} className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
          <PortLine proto={proto} port={port} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function PortLine(props: Omit<PortCardProps, 'choice'> & { proto: Protocol }) {
  const { address, map, proto, port, names, own } = props;
  const state = stateOfPort(map, proto, port);
  const name = describeMapping({ proto, public_port: port });
  const uids = [...new Set(holdersOfPort(map, proto, port).map(({ container }) => container))];
  return (
    <>
      <p className="flex min-w-0 grow basis-40 gap-1.5">
        {state === 'conflict' ? (
          <TriangleAlert size={14} aria-hidden="true" className="mt-[3px] shrink-0 text-danger" />
        ) : null}
        <span className="min-w-0 wrap-anywhere">{describePort(map, proto, port, names)}</span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-small empty:hidden">
        {uids.length > 0 ? (
          <Link to="/servers/$address/port-mappings" params={{ address }} search={{ filter: name }} className={LINK}>
            Show {name}
          </Link>
        ) : null}
        {uids
          .filter((uid) => own.has(uid))
          .map((uid) => (
            <Link key={uid} to="/containers/$uid" params={{ uid: String(uid) }} className={`${LINK} wrap-anywhere`}>
              Open {describeHolder(uid, names)}
            </Link>
          ))}
        {state === 'free' && own.size > 0 && port >= PUBLIC_PORT_RANGE.least ? (
          <Link
            to="/servers/$address/port-mappings"
            params={{ address }}
            onClick={() => takeToForm(address, proto, port)}
            className={LINK}
          >
            Map {name}
          </Link>
        ) : null}
      </p>
    </>
  );
}
