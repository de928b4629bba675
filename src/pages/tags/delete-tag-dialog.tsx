import { nameOfContainer } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';
import { containersInWords } from '../../rules/words.ts';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import type { TagRow } from './tag-rows.ts';

/** So many are named; the table links to all. */
const MOST_NAMED = 5;

/** Asks before a tag goes from all that carry it. */
export function DeleteTagDialog({
  row: { tag, members },
  onCancel,
  onConfirm,
}: {
  row: TagRow;
  onCancel: () => void;
  onConfirm: () => void;
}) {
  return (
    <ConfirmDialog
      open
      title={`Delete ${shownText(tag.name)}?`}
      body={`${whoLosesIt(members)} Domains and loopboxes that carry it lose it too. Nothing reboots. There is no undo.`}
      confirmLabel="Delete tag"
      danger
      onCancel={onCancel}
      onConfirm={onConfirm}
    />
  );
}

function whoLosesIt(members: TagRow['members']): string {
  if (members.length === 0) return 'No container carries it.';
  const named = members.slice(0, MOST_NAMED).map(nameOfContainer).join(', ');
  const more = members.length - MOST_NAMED;
  const verbs = members.length === 1 ? 'carries it and loses it' : 'carry it and lose it';
  return `${containersInWords(members.length)} ${verbs}: ${named}${more > 0 ? ` and ${formatNumber(more)} more` : ''}.`;
}
