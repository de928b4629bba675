import { useQuery } from '@tanstack/react-query';
import { distrosQuery } from '../../queries/distros.ts';
import { type ChangeKey, FIELD_WORDS } from '../../rules/container-changes.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import type { EditConflict } from '../../rules/stale-edits.ts';
import { formatMegabytes } from '../../rules/units.ts';
import { ConflictDialog as SharedConflictDialog } from '../shared/conflict-dialog.tsx';
import { isSecret } from './container-form-values.ts';
import type { FormKey } from './sections.ts';
import type { ContainerSave, OpenConflicts } from './use-container-save.ts';

/** A value as a person reads it; of a secret only whether there is one (design.md §8). */
function valueInWords(
  key: ChangeKey,
  value: EditConflict['mine'],
  distroName: (id: number) => string | undefined,
): string {
  if (isSecret(key)) return value === '' || value === null ? 'none' : 'set to something else';
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return shownText(String(value));
  switch (key) {
    case 'memory':
    case 'storage':
      return formatMegabytes(value);
    case 'distro':
      return shownText(distroName(value) ?? String(value));
    case 'alarm_freq':
      return `${value} s`;
    case 'quota_threshold':
      return `${value} %`;
    default:
      return String(value);
  }
}

export interface ConflictDialogProps {
  edit: ContainerSave;
  open: OpenConflicts;
}

/** The fields of a container that both changed, in words, for the dialog in which the person decides. */
export function ConflictDialog({ edit, open: { conflicts, container } }: ConflictDialogProps) {
  const { data: distros } = useQuery({
    ...distrosQuery(),
    enabled: conflicts.some(({ key }) => key === 'distro'),
  });
  const distroName = (id: number) => distros?.items.find((distro) => distro.id === id)?.name;
  return (
    <SharedConflictDialog
      subject={nameOfContainer(container)}
      contests={conflicts.map(({ key, mine, theirs }) => ({
        key: key as FormKey,
        label: FIELD_WORDS[key],
        mine: isSecret(key) && mine !== '' ? 'what you typed' : valueInWords(key, mine, distroName),
        theirs: valueInWords(key, theirs, distroName),
      }))}
      onDecide={edit.decide}
      onCancel={edit.cancelConflicts}
    />
  );
}
