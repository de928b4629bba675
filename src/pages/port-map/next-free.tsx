import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { type PortMap, type ProtocolChoice, protocolsOf } from '../../rules/port-map.ts';
import { type FreeBlock, largestFreeBlocks, nextFreeBlock, nextFreePort } from '../../rules/port-map-free.ts';
import { readBlockSize, readPlace } from '../../rules/port-map-places.ts';
import { portsInWords } from '../../rules/port-map-words.ts';
import { describeMapping, warnOfUnreadable } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { listInWords } from '../../rules/words.ts';
import { TextField } from '../../ui/field.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { takeToForm, takeToRange } from './hand-over.ts';

/** How many of the largest free blocks are named. */
const LARGEST = 5;

export interface NextFreeProps {
  address: string;
  map: PortMap;
  choice: ProtocolChoice;
  /** How many rows of the table could not be read. */
  unreadable: number;
  /** There is a container to map a port to. */
  canMap: boolean;
  onShow: (port: number) => void;
}

/** The next free port and the next free block from a port on, with the protocols of the map, and where there is most room. */
export function NextFree(props: NextFreeProps) {
  const { address, map, choice, unreadable, canMap, onShow } = props;
  const headingId = useId();
  const [texts, setTexts] = useState({ from: '8000', size: '10' });
  const from = readPlace(texts.from);
  const size = readBlockSize(texts.size);
  const port = from.ok ? nextFreePort(map, choice, from.port) : undefined;
  const block = from.ok && size.ok ? nextFreeBlock(map, choice, from.port, size.size) : undefined;
  const largest = largestFreeBlocks(map, choice, LARGEST);
  const uncertain = warnOfUnreadable(unreadable);
  const protocols = listInWords(protocolsOf(choice));

  const portSentence =
    port === undefined ? `No port is free with ${protocols}.` : `Next free port: ${nameOf(choice, port)}`;
  const blockSentence = size.ok ? sentenceOfBlock(block, size.size, protocols) : '';

  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <h3 id={headingId} className="mb-3 font-medium text-base">
        Next free
      </h3>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label="From port"
          mono
          inputMode="numeric"
          value={texts.from}
          onChange={({ target }) => setTexts({ ...texts, from: target.value })}
          error={from.ok ? undefined : from.message}
        />
        <TextField
          label="Block of"
          mono
          inputMode="numeric"
          value={texts.size}
          onChange={({ target }) => setTexts({ ...texts, size: target.value })}
          error={size.ok ? undefined : size.message}
        />
      </div>
      {from.ok ? (
        <ul className="mt-3 divide-y divide-line border-line border-y">
          <li className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-1">
            <span>{portSentence}</span>
            {port !== undefined && canMap ? <MapPort address={address} choice={choice} port={port} /> : null}
          </li>
          {size.ok ? (
            <li className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-1">
              <span>{blockSentence}</span>
              {block && canMap ? (
                <MapBlock address={address} choice={choice} block={block} name="Map the block" />
              ) : null}
            </li>
          ) : null}
        </ul>
      ) : null}
      <PoliteStatus text={from.ok ? [portSentence, blockSentence].filter(Boolean).join('. ') : ''} />
      {uncertain ? <p className="mt-2 text-danger text-small">Not certain: {uncertain}</p> : null}
      {largest.length > 0 ? (
        <p className="mt-3 text-small text-muted">
          Most room with {protocols}:{' '}
          {largest.map((one, place) => (
            <span key={one.from}>
              {place > 0 ? ', ' : null}
              <button type="button" onClick={() => onShow(one.from)} className="link min-h-6">
                {portsInWords(one)}
              </button>{' '}
              ({formatNumber(one.to - one.from + 1)})
            </span>
          ))}
          .
        </p>
      ) : null}
    </section>
  );
}

function nameOf(choice: ProtocolChoice, port: number): string {
  return choice === 'both' ? `tcp and udp ${port}` : describeMapping({ proto: choice, public_port: port });
}

function sentenceOfBlock(block: FreeBlock | undefined, size: number, protocols: string): string {
  if (block) return `Next free block of ${formatNumber(size)}: ${portsInWords(block)}`;
  return `No ${formatNumber(size)} ports side by side are free with ${protocols}.`;
}

/** One port with one protocol is what the form takes; with both, a range of one port. */
function MapPort({ address, choice, port }: { address: string; choice: ProtocolChoice; port: number }) {
  if (choice === 'both') {
    return <MapBlock address={address} choice={choice} block={{ from: port, to: port }} name="Map it" />;
  }
  return (
    <Link
      to="/servers/$address/port-mappings"
      params={{ address }}
      onClick={() => takeToForm(address, choice, port)}
      className="link inline-flex items-center py-1 max-sm:min-h-11"
    >
      Map it
    </Link>
  );
}

function MapBlock(props: { address: string; choice: ProtocolChoice; block: FreeBlock; name: string }) {
  const { address, choice, block, name } = props;
  return (
    <Link
      to="/servers/$address/port-mappings/import"
      params={{ address }}
      search={{ from: 'range' }}
      onClick={() => takeToRange(address, choice, block)}
      className="link inline-flex items-center py-1 max-sm:min-h-11"
    >
      {name}
    </Link>
  );
}
