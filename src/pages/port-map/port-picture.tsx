import { type PointerEvent, type SyntheticEvent, useMemo, useRef, useState } from 'react';
import {
  ALL_PORTS,
  countStates,
  type PortMap,
  type ProtocolChoice,
  protocolsOf,
  stateOfPort,
} from '../../rules/port-map.ts';
import type { FreeBlock } from '../../rules/port-map-free.ts';
import { describeBlock, describePort } from '../../rules/port-map-words.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { ColumnLabels, RowLabels } from './axis-labels.tsx';
import { CellGrid, type GridMove } from './cell-grid.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { BLOCK, blockOf, geometryOf, portAt, portsOfBlock, SIDE } from './map-geometry.ts';
import { PointedAt } from './pointed-at.tsx';
import { useDevicePixelRatio, useWidth } from './use-screen.ts';

export interface PortPictureProps {
  map: PortMap;
  choice: ProtocolChoice;
  /** The shades of each protocol of the choice. */
  layers: readonly Uint8Array[];
  names: ContainerNames;
  /** The port that is looked at. */
  port: number;
  describedBy: string;
  onMove: (move: GridMove) => void;
  /** A block was chosen, at this port of it. */
  onOpen: (port: number) => void;
}

const BLOCKS = Array.from({ length: SIDE * SIDE }, (_, block) => portsOfBlock(block));

/** All ports in one picture: 256 blocks of 256, drawn as pixels, under a grid of blocks that can be chosen. */
export function PortPicture(props: PortPictureProps) {
  const { map, choice, layers, names, port, describedBy, onMove, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const ratio = useDevicePixelRatio();
  const geometry = useMemo(() => (width ? geometryOf(width, ratio) : undefined), [width, ratio]);
  const blockNames = useMemo(() => BLOCKS.map((block) => describeBlock(map, choice, block)), [map, choice]);
  const marks = useMemo(
    () => BLOCKS.map((block) => <BlockMark key={block.from} {...{ map, choice, ...block }} />),
    [map, choice],
  );
  const [pointed, setPointed] = useState<{ port: number; left: number; top: number }>();

  function pointFrom(event: { clientX: number; clientY: number }) {
    const corner = box.current?.getBoundingClientRect();
    if (!corner || !geometry) return undefined;
    const [left, top] = [event.clientX - corner.left, event.clientY - corner.top];
    return { left, top, port: portAt(geometry, left, top) };
  }

  function point(event: PointerEvent) {
    if (event.pointerType !== 'touch') setPointed(pointFrom(event));
  }

  /** A click is at a port, Enter at the block that has the port looked at. */
  function pick(block: number, event: SyntheticEvent) {
    const { nativeEvent } = event;
    const isAtPlace = nativeEvent instanceof MouseEvent && nativeEvent.detail > 0;
    const at = isAtPlace ? pointFrom(nativeEvent)?.port : undefined;
    onOpen(at !== undefined && blockOf(at) === block ? at : block * BLOCK + (port % BLOCK));
  }

  return (
    <>
      <ColumnLabels by={BLOCK} width={geometry ? geometry.side / geometry.ratio : 0} />
      <div className="flex gap-x-2">
        <RowLabels
          from={0}
          by={SIDE * BLOCK}
          rowHeight={geometry ? geometry.block / geometry.ratio : 0}
          gap={geometry ? geometry.gap / geometry.ratio : 0}
        />
        <div
          ref={box}
          className="meter-bar relative aspect-square min-w-0 grow"
          onPointerCancel={() => setPointed(undefined)}
        >
          {geometry ? (
            <>
              <MapCanvas geometry={geometry} layers={layers} />
              <CellGrid
                label="Blocks of 256 ports"
                describedBy={describedBy}
                names={blockNames}
                contents={marks}
                current={blockOf(port)}
                selected={blockOf(port)}
                onMove={onMove}
                onPick={pick}
                onPoint={point}
                onPointEnd={() => setPointed(undefined)}
                className="absolute inset-0"
                cell={geometry.block / geometry.ratio}
                gap={geometry.gap / geometry.ratio}
              />
            </>
          ) : null}
          {pointed && width ? (
            <PointedAt left={pointed.left} top={pointed.top} width={width}>
              {sentenceAt(map, choice, pointed.port, names)}
            </PointedAt>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** What is at a place that the pointer can hardly hit: a free port is said with those around it. */
function sentenceAt(map: PortMap, choice: ProtocolChoice, port: number, names: ContainerNames): string {
  const isHeld = protocolsOf(choice).some((proto) => ['used', 'conflict'].includes(stateOfPort(map, proto, port)));
  if (isHeld && port >= ALL_PORTS.least) return describePort(map, choice, port, names);
  return describeBlock(map, choice, portsOfBlock(blockOf(port)));
}

/** A port may be a pixel: a frame tells where any is held, and a corner, beside the red of the port itself, where one is in conflict. */
function BlockMark({ map, choice, from, to }: { map: PortMap; choice: ProtocolChoice } & FreeBlock) {
  const counts = protocolsOf(choice).map((proto) => countStates(map, proto, from, to));
  const hasConflict = counts.some(({ conflict }) => conflict > 0);
  if (!hasConflict && counts.every(({ used }) => used === 0)) return null;
  return (
    <span className="block size-full outline-1 outline-allocated-2">
      {hasConflict ? (
        <span className="absolute top-0 right-0 size-2.5 bg-danger [clip-path:polygon(0_0,100%_0,100%_100%)]" />
      ) : null}
    </span>
  );
}
