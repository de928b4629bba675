import { useState } from 'react';
import { useMappingLabels } from '../../queries/port-mapping-labels.ts';
import type { ContainerNames, PortMapping } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChoiceList } from '../shared/choice-list.tsx';
import { inTurns } from '../shared/use-in-steps.ts';
import { EXPORT_FORMATS, type ExportFormat, exportInSteps, fileNameOf } from './export-formats.ts';
import { saveFile } from './save-file.ts';

export interface ExportDialogProps {
  address: string;
  all: readonly PortMapping[];
  /** What the filter lets through. */
  shown: readonly PortMapping[];
  selected: readonly PortMapping[];
  names: ContainerNames;
  onClose: () => void;
}

type Extent = 'all' | 'shown' | 'selected';

const EXTENT_WORDS: Record<Extent, string> = { all: 'All', shown: 'Shown by the filter', selected: 'Selected' };

const mappingsInWords = (count: number) => `${formatNumber(count)} ${count === 1 ? 'mapping' : 'mappings'}`;

/** "Export port mappings": which, in which form, as a file or copied. */
export function ExportDialog({ address, all, shown, selected, names, onClose }: ExportDialogProps) {
  const labels = useMappingLabels(address);
  const rowsOf = { all, shown, selected };
  const extents = extentsOf(rowsOf);
  const [extent, setExtent] = useState<Extent>(extents.at(-1) ?? 'all');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [isBusy, setIsBusy] = useState(false);
  const mappings = rowsOf[extent];
  const nothing = mappings.length === 0 ? 'There is nothing to export' : undefined;

  async function make(): Promise<string[]> {
    setIsBusy(true);
    try {
      const request = { address, format, mappings, names, labels };
      return await new Promise<string[]>((resolve) => inTurns(exportInSteps(request), resolve));
    } finally {
      setIsBusy(false);
    }
  }

  async function download() {
    const { type } = EXPORT_FORMATS.find(({ value }) => value === format) ?? EXPORT_FORMATS[0];
    saveFile(fileNameOf(address, format, new Date()), await make(), type);
  }

  return (
    <Dialog
      open
      title="Export port mappings"
      onClose={onClose}
      footer={
        <>
          <span className="mr-auto max-sm:mr-0">
            <CopyButton text={async () => (await make()).join('')} label="Copy" disabledReason={nothing} />
          </span>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" busy={isBusy} disabledReason={nothing} onClick={() => void download()}>
            Download
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ChoiceList
          label="What"
          value={extent}
          onChange={setExtent}
          choices={extents.map((value) => ({
            value,
            label: EXTENT_WORDS[value],
            hint: mappingsInWords(rowsOf[value].length),
          }))}
        />
        <ChoiceList label="Format" value={format} onChange={setFormat} choices={EXPORT_FORMATS} />
        <p className="text-muted">
          Labels and notes are included. They are kept in this browser only, so no other has them.
        </p>
      </div>
    </Dialog>
  );
}

/** What there is to choose from; the narrowest last. */
function extentsOf({ all, shown, selected }: Record<Extent, readonly PortMapping[]>): Extent[] {
  return [
    'all',
    ...(shown.length < all.length && shown.length > 0 ? (['shown'] as const) : []),
    ...(selected.length > 0 ? (['selected'] as const) : []),
  ];
}
