import type { BulkRun } from '../../queries/bulk-runs.ts';
import type { BulkPlan, BulkRequest, BulkResult } from '../../rules/bulk-changes.ts';
import type { Container } from '../../rules/containers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';
import { containersInWords } from '../../rules/words.ts';

/** What the plan does as a whole, before anything is sent. */
export function planInWords(request: BulkRequest, { changes, unchanged }: BulkPlan): string {
  if (request.kind === 'reboot') return '';
  if (changes.length === 0) return 'Nothing to change: all of them are so already.';
  const reboots = changes.filter((change) => change.reboots).length;
  const already = unchanged.length > 0 ? ` ${containersInWords(unchanged.length)} so already: nothing is sent.` : '';
  const effect = reboots === 0 ? 'None reboots.' : `${containersInWords(reboots)} reboot${reboots === 1 ? 's' : ''}.`;
  const newTags = request.kind === 'retag' ? (request.create ?? []) : [];
  const created =
    newTags.length > 0
      ? `Creates the ${newTags.length === 1 ? 'tag' : 'tags'} ${newTags.map(shownText).join(', ')}. `
      : '';
  return `${created}Changes ${containersInWords(changes.length)}. ${effect}${already}`;
}

/** What it means to reboot very many, and that there is a way out. */
export function manyRebootsInWords(rebooting: readonly Container[]): string {
  const servers = new Set(rebooting.map((container) => container.server_address)).size;
  const where = `${formatNumber(servers)} ${servers === 1 ? 'server' : 'servers'}`;
  return `${containersInWords(rebooting.length)} on ${where} reboot. You can stop it at any time: those not begun then stay up.`;
}

/** The button that starts it. */
export function startLabel({ kind }: BulkRequest, count: number): string {
  const what = containersInWords(count);
  return { retag: `Change tags of ${what}`, 'set-distro': `Set distro of ${what}`, reboot: `Reboot ${what}` }[kind];
}

/** The heading of a run that is under way, or has ended. */
export function runTitle(request: BulkRequest, state: BulkRun['state'], count: number): string {
  const title = titleOf(request, state === 'ended' || state === 'interrupted', containersInWords(count));
  return state === 'interrupted' ? `Interrupted: ${title}` : title;
}

function titleOf(request: BulkRequest, isOver: boolean, what: string): string {
  switch (request.kind) {
    case 'retag':
      return isOver ? `Tags of ${what}` : `Changing the tags of ${what}`;
    case 'set-distro':
      return isOver
        ? `${shownText(request.distro.name)} on ${what}`
        : `Setting ${shownText(request.distro.name)} on ${what}`;
    case 'reboot':
      return isOver ? `Reboot of ${what}` : `Rebooting ${what}`;
  }
}

/** What a result is called. */
export const STATE_WORDS: Record<BulkResult['state'], string> = {
  waiting: 'waiting',
  running: 'under way',
  done: 'done',
  stopped: 'not sent',
  failed: 'failed',
  unknown: 'not known',
};

const TROUBLES = ['failed', 'unknown', 'stopped'] as const;

/** How far a run is: `5 of 12 done, 1 failed, 2 not known`. */
export function progressInWords(counts: Record<BulkResult['state'], number>): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const troubles = TROUBLES.filter((state) => counts[state] > 0);
  return [
    `${formatNumber(counts.done)} of ${formatNumber(total)} done`,
    ...troubles.map((state) => `${formatNumber(counts[state])} ${STATE_WORDS[state]}`),
  ].join(', ');
}
