import { describeSide, keepingInWords } from '../../rules/port-map-clash-words.ts';
import type { ClashResolution } from '../../rules/port-map-clashes.ts';
import type { ClashSide, PortClash } from '../../rules/port-map-runs.ts';
import { type ContainerNames, describeHolder } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { listInWords } from '../../rules/words.ts';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { LostByReload } from '../shared/port-mappings/lost-by-reload.tsx';

export interface KeepDialogProps {
  clash: PortClash;
  side: ClashSide;
  resolution: ClashResolution;
  names: ContainerNames;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before a clash is resolved in a way that cannot be taken back, or that deletes many mappings. */
export function KeepDialog({ clash, side, resolution, names, onConfirm, onCancel }: KeepDialogProps) {
  const { steps, removed, irrevocable } = resolution;
  const others = clash.sides.filter((other) => other !== side);
  const foreign = [...new Set(irrevocable.map(({ container }) => describeHolder(container, names)))];
  return (
    <ConfirmDialog
      open
      danger
      title={`${keepingInWords(clash, side, names)}?`}
      body={
        <>
          <p>This deletes {listInWords(others.map((other) => describeSide(other, names)))}.</p>
          <p className="mt-2">
            {irrevocable.length > 0
              ? `${listInWords(foreign)} ${foreign.length === 1 ? 'is' : 'are'} not yours on this server: what leads there cannot be created again by you, and there is no way back.`
              : 'While the map is open you can still keep another one instead.'}
          </p>
          <LostByReload steps={steps} />
        </>
      }
      confirmLabel={removed.length === 1 ? 'Delete 1 mapping' : `Delete ${formatNumber(removed.length)} mappings`}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}
