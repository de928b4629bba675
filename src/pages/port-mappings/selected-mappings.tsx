import { Suspense, useState } from 'react';
import type { ContainerNames, PortMapping } from '../../rules/port-mappings.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { NotLoaded } from '../shared/not-loaded.tsx';
import { type MappingRow, mappingsOf } from '../shared/port-mappings/mapping-rows.ts';

// Seldom needed: it comes when it is asked for (design.md §7).
const DeleteSelected = lazyPart(async () => (await import('./delete-selected.tsx')).DeleteSelected, NotLoaded);

export interface SelectedMappingsProps {
  address: string;
  selected: readonly MappingRow[];
  names: ContainerNames;
}

/** What can be done to the selected mappings. Each leaves the selection when its row goes. */
export function SelectedMappings({ address, selected, names }: SelectedMappingsProps) {
  const [asked, setAsked] = useState<readonly PortMapping[]>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Button size="small" variant="danger" className="max-sm:min-h-11" onClick={() => setAsked(mappingsOf(selected))}>
        Delete selected
      </Button>
      <Suspense fallback={null}>
        {asked && <DeleteSelected address={address} mappings={asked} names={names} onClose={close} onStarted={close} />}
      </Suspense>
    </>
  );
}
