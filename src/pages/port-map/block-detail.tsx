import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type PointerEvent, type Ref, useMemo, useRef, useState } from 'react';
import { ALL_PORTS, type PortMap, type ProtocolChoice } from '../../rules/port-map.ts';
import { describePort, portsInWords } from '../../rules/port-map-words.ts';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ColumnLabels, RowLabels } from './axis-labels.tsx';
import { CellGrid, type GridMove } from './cell-grid.tsx';
import { BLOCK, blockOf, portsOfBlock, SIDE } from './map-geometry.ts';
import { PointedAt } from './pointed-at.tsx';
import { SHADE_LOOK } from './shade-looks.ts';
import { SHADES } from './shades.ts';
import { useDevicePixelRatio, useWidth } from './use-screen.ts';

/** Between two cells, in CSS pixels. */
const GAP = 1;

export interface BlockDetailProps {
  /** The section, whose grid gets the focus when a block is opened. */
  ref: Ref<HTMLElement>;
  map: PortMap;
  choice: ProtocolChoice;
  /** The shades of each protocol of the choice. */
  layers: readonly Uint8Array[];
  names: ContainerNames;
  /** The port that is looked at: its block is shown. */
  port: number;
  describedBy: string;
  onMove: (move: GridMove) => void;
  onPick: (port: number) => void;
  onEscape: () => void;
  /** Shows another block. */
  onTurn: (port: number) => void;
}

/** The 256 ports of one block, each a cell. */
export function BlockDetail(props: BlockDetailProps) {
  const { ref, map, choice, layers, names, port, describedBy, onMove, onPick, onEscape, onTurn } = props;
  const block = blockOf(port);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box) ?? 0;
  const ratio = useDevicePixelRatio();
  const room = Math.max(0, width - (SIDE - 1) * GAP) / SIDE;
  // Whole pixels of the screen, so that the lines between the cells are alike.
  const cell = Math.floor(room * ratio) / ratio;
  const [pointed, setPointed] = useState<{ place: number; left: number; top: number; width: number }>();
  const ports = useMemo(() => Array.from({ length: BLOCK }, (_, place) => block * BLOCK + place), [block]);
  const cellNames = useMemo(
    () => ports.map((one) => (one < ALL_PORTS.least ? '' : describePort(map, choice, one, names))),
    [map, choice, names, ports],
  );
  const contents = useMemo(
    () => ports.map((one) => <PortCell key={one} layers={layers} port={one} />),
    [layers, ports],
  );

  function point(event: PointerEvent<HTMLElement>) {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    const corner = box.current?.getBoundingClientRect();
    if (event.pointerType === 'touch' || !target || !corner) return setPointed(undefined);
    const [left, top] = [event.clientX - corner.left, event.clientY - corner.top];
    setPointed({ place: Number(target.dataset.place), left, top, width: corner.width });
  }

  return (
    <section ref={ref} aria-labelledby="block-heading">
      <div className="mb-2 flex min-h-7 items-center gap-x-1 pl-10">
        <h3 id="block-heading" className="grow font-medium">
          Ports {portsInWords({ from: Math.max(ALL_PORTS.least, block * BLOCK), to: portsOfBlock(block).to })}
        </h3>
        <Turn label="Previous 256 ports" by={-1} block={block} port={port} onTurn={onTurn} />
        <Turn label="Next 256 ports" by={1} block={block} port={port} onTurn={onTurn} />
      </div>
      <ColumnLabels by={1} width={SIDE * (cell + GAP)} />
      <div className="flex gap-x-2">
        <RowLabels from={block * BLOCK} by={SIDE} rowHeight={cell} gap={GAP} />
        <div ref={box} className="meter-bar relative min-w-0 grow">
          <CellGrid
            label="Ports of the block"
            describedBy={describedBy}
            names={cellNames}
            contents={contents}
            current={port % BLOCK}
            selected={port % BLOCK}
            onMove={onMove}
            onPick={(place) => onPick(block * BLOCK + place)}
            onEscape={onEscape}
            onPoint={point}
            onPointEnd={() => setPointed(undefined)}
            cell={cell}
            gap={GAP}
          />
          {pointed ? <PointedAt {...pointed}>{cellNames[pointed.place]}</PointedAt> : null}
        </div>
      </div>
    </section>
  );
}

/** A protocol is a part of the cell, in the order of the choice, from the top. */
function PortCell({ layers, port }: { layers: readonly Uint8Array[]; port: number }) {
  return layers.map((shades, place) => {
    const shade = SHADES[shades[port] ?? 0] ?? 'free';
    const part = layers.length === 1 ? 'h-full' : PARTS[place];
    return <span key={part} className={classNames('absolute inset-x-0', part, SHADE_LOOK[shade])} />;
  });
}

const PARTS = ['top-0 h-1/2', 'bottom-0 h-1/2'];

interface TurnProps {
  label: string;
  by: -1 | 1;
  block: number;
  port: number;
  onTurn: (port: number) => void;
}

function Turn({ label, by, block, port, onTurn }: TurnProps) {
  const isLast = by === -1 ? block === 0 : block === SIDE * SIDE - 1;
  const Icon = by === -1 ? ChevronLeft : ChevronRight;
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={label}
      disabledReason={isLast ? 'There are no more' : undefined}
      onClick={() => onTurn(port + by * BLOCK)}
    >
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}
