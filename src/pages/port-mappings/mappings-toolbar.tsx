import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { ContainerNames } from '../../rules/port-mappings.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { NotLoaded } from '../shared/not-loaded.tsx';
import { type MappingRow, mappingsOf } from '../shared/port-mappings/mapping-rows.ts';

// Seldom needed: they come when they are asked for (design.md §7).
const ExportDialog = lazyPart(async () => (await import('./export-dialog.tsx')).ExportDialog, NotLoaded);
const RecentChanges = lazyPart(async () => (await import('./recent-changes.tsx')).RecentChanges, NotLoaded);

/** As high as a finger on a phone, and all in one line. */
const TOUCHABLE = 'max-sm:min-h-11 max-sm:grow max-sm:px-1';

export interface MappingsToolbarProps {
  address: string;
  /** Undefined while they are loaded for the first time. */
  all: readonly MappingRow[] | undefined;
  /** What the filter lets through. */
  shown: readonly MappingRow[];
  selected: readonly MappingRow[];
  names: ContainerNames;
}

/** What concerns more than one mapping: in, out, seen as a whole, and what was changed. */
export function MappingsToolbar({ address, all, shown, selected, names }: MappingsToolbarProps) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'export' | 'changes'>();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      <Button
        size="small"
        className={TOUCHABLE}
        onClick={() => void navigate({ to: '/servers/$address/port-mappings/import', params: { address } })}
      >
        Import
      </Button>
      <Button size="small" className={TOUCHABLE} disabledReason={whyNoExport(all)} onClick={() => setOpen('export')}>
        Export
      </Button>
      <Link
        to="/servers/$address/port-mappings/map"
        params={{ address }}
        className={`${buttonClass('secondary', 'small')} ${TOUCHABLE}`}
      >
        Port map
      </Link>
      <Button size="small" className={TOUCHABLE} onClick={() => setOpen('changes')}>
        Recent changes
      </Button>
      <Suspense fallback={null}>
        {open === 'export' && all && <Export {...{ address, all, shown, selected, names }} onClose={close} />}
        {open === 'changes' && <RecentChanges address={address} open onClose={close} />}
      </Suspense>
    </div>
  );
}

interface ExportProps {
  address: string;
  all: readonly MappingRow[];
  shown: readonly MappingRow[];
  selected: readonly MappingRow[];
  names: ContainerNames;
  onClose: () => void;
}

/** What is being added is not there yet, and not exported. */
function Export({ all, shown, selected, ...rest }: ExportProps) {
  const mappings = useMemo(
    () => ({ all: mappingsOf(all), shown: mappingsOf(shown), selected: mappingsOf(selected) }),
    [all, shown, selected],
  );
  return <ExportDialog {...mappings} {...rest} />;
}

function whyNoExport(all: readonly MappingRow[] | undefined): string | undefined {
  if (!all) return 'The mappings are not loaded yet';
  return all.length === 0 ? 'There is no mapping to export' : undefined;
}
