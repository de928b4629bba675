import { useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type PortMap, type ProtocolChoice, portsByContainer, protocolsOf } from '../../rules/port-map.ts';
import { summaryOfMap } from '../../rules/port-map-words.ts';
import type { ContainerNames, Protocol } from '../../rules/port-mappings.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { BlockDetail } from './block-detail.tsx';
import { ByContainer } from './by-container.tsx';
import { focusCell, type GridMove } from './cell-grid.tsx';
import { ClashList } from './clash-list.tsx';
import { GoToPort } from './go-to-port.tsx';
import { BLOCK, blockOf } from './map-geometry.ts';
import { MapLegend } from './map-legend.tsx';
import { MarkContainer, MarkedContainer } from './mark-container.tsx';
import { NextFree } from './next-free.tsx';
import { PortCard } from './port-card.tsx';
import { PortPicture } from './port-picture.tsx';
import { Ranges } from './ranges.tsx';
import { shadesOf } from './shades.ts';
import { moveAmongBlocks, moveAmongPorts, useMapCursor } from './use-map-cursor.ts';

const PROTOCOLS = [
  { value: 'tcp', label: 'TCP' },
  { value: 'udp', label: 'UDP' },
  { value: 'both', label: 'Both' },
] as const satisfies readonly { value: ProtocolChoice; label: string }[];

export interface LoadedMapProps {
  address: string;
  map: PortMap;
  names: ContainerNames;
  /** The uids of the customer's containers on this server. */
  own: ReadonlySet<number>;
  /** How many rows of the table could not be read. */
  unreadable: number;
}

/** The picture with all that belongs to it. One port is looked at: both grids, the card and the URL follow it. */
export function LoadedMap({ address, map, names, own, unreadable }: LoadedMapProps) {
  const { choice, port, choose, moveTo, goTo } = useMapCursor(map);
  const [chosen, setChosen] = useState<number>();
  const containers = useMemo(() => portsByContainer(map), [map]);
  const layers = useMemo(() => protocolsOf(choice).map((proto) => shadesOf(map, proto, chosen)), [map, choice, chosen]);
  const picture = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const helpId = useId();

  // The cell has its new name before it gets the focus, so that the name is what is read.
  function focusPort(to: number) {
    flushSync(() => goTo(to));
    focusCell(detail.current, to % BLOCK);
  }

  function moveBlock(move: GridMove) {
    const to = moveAmongBlocks(port, move);
    flushSync(() => moveTo(to));
    focusCell(picture.current, blockOf(to));
  }

  function movePort(move: GridMove) {
    const to = moveAmongPorts(port, move);
    flushSync(() => moveTo(to));
    focusCell(detail.current, to % BLOCK);
  }

  function go(to: number, proto: Protocol | undefined) {
    flushSync(() => goTo(to, proto && choice !== 'both' ? proto : undefined));
    focusCell(detail.current, to % BLOCK);
  }

  /** From a list below: the picture may be out of sight. */
  function show(to: number) {
    focusPort(to);
    picture.current?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <div className="flex flex-col gap-8">
      <div>
        <div className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-3">
          <SegmentedControl label="Protocol" options={PROTOCOLS} value={choice} onChange={choose} />
          <GoToPort onGo={go} />
          <MarkContainer {...{ containers, names, chosen }} onChoose={setChosen} />
        </div>
        <p id={helpId} className="sr-only">
          {summaryOfMap(map, choice)} Arrow keys, Home, End and Page keys move. Enter opens, Escape goes back to the
          blocks.
        </p>
        <div className="grid grid-cols-1 items-start gap-x-8 gap-y-6 md:grid-cols-2 lg:grid-cols-[minmax(0,36rem)_minmax(18rem,1fr)]">
          <div ref={picture}>
            <PortPicture
              {...{ map, choice, layers, names, port }}
              describedBy={helpId}
              onMove={moveBlock}
              onOpen={focusPort}
            />
          </div>
          <div className="flex flex-col gap-4">
            <BlockDetail
              ref={detail}
              {...{ map, choice, layers, names, port }}
              describedBy={helpId}
              onMove={movePort}
              onPick={(to) => {
                const isThere = to === port;
                focusPort(to);
                if (isThere) card.current?.querySelector('a')?.focus();
              }}
              onEscape={() => focusCell(picture.current, blockOf(port))}
              onTurn={goTo}
            />
            <div ref={card}>
              <PortCard {...{ address, map, choice, port, names, own }} />
            </div>
          </div>
        </div>
        <div className="mt-6">
          <MapLegend map={map} choice={choice} />
          <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-muted text-small empty:hidden">
            <MarkedContainer {...{ containers, names, chosen }} />
            {choice === 'both' ? 'The upper half of each cell is TCP, the lower half UDP.' : null}
          </p>
        </div>
      </div>
      <ClashList {...{ address, map, names, own, unreadable }} onShow={show} />
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <NextFree {...{ address, map, choice, unreadable }} canMap={own.size > 0} onShow={show} />
        <ByContainer rows={containers} {...{ names, own }} />
      </div>
      <Ranges {...{ map, choice, names }} />
    </div>
  );
}
