/** One change of many containers: what it would do to each, and what came of it (api.md §3). */
import type { Container } from '../api/schemas.ts';
import type { ContainerChange } from './container-changes.ts';
import { shownText } from './shown-text.ts';
import { type EditBase, mergeSets } from './stale-edits.ts';

export type BulkRequest =
  /** `create`: those of `add` that are no tags yet. They are created first: the API drops unknown names without a word. */
  | {
      kind: 'retag';
      add: readonly string[];
      remove: readonly string[];
      create?: readonly string[] | undefined;
    }
  | { kind: 'set-distro'; distro: { id: number; name: string } }
  | { kind: 'reboot' };

/** What has to be known of a container to change it among others. */
export type BulkTarget = Pick<Container, 'uid' | 'name' | 'distro'>;

/** What a bulk change would do to one container. `before` and `after` are in words; absent where nothing shows. */
export interface PlannedChange {
  container: Container;
  /** What is sent when nobody else changes it meanwhile. */
  sends: ContainerChange;
  before?: string;
  after?: string;
  reboots: boolean;
}

export interface BulkPlan {
  changes: PlannedChange[];
  /** Containers that are so already: nothing is sent for them. */
  unchanged: Container[];
}

/** A request as the edit of one container: what the choice is measured against, and what is wanted. */
export function editOf(request: BulkRequest, target: BulkTarget): { base: EditBase; change: ContainerChange } {
  switch (request.kind) {
    case 'retag':
      // What the person chose is the difference, so that a tag that somebody sets meanwhile is not taken away.
      return { base: { tags: [...request.remove] }, change: { tags: [...request.add] } };
    case 'set-distro':
      return { base: { distro: target.distro }, change: { distro: request.distro.id } };
    case 'reboot':
      return { base: {}, change: { reboot: 1 } };
  }
}

const tagsInWords = (tags: readonly string[]) => (tags.length === 0 ? 'no tags' : tags.map(shownText).join(', '));

function retagged(container: Container, { add, remove }: Extract<BulkRequest, { kind: 'retag' }>) {
  const tags = mergeSets({ base: remove, mine: add, theirs: container.tags });
  const isSame = tags.length === container.tags.length && tags.every((tag) => container.tags.includes(tag));
  if (isSame) return undefined;
  return {
    container,
    sends: { tags },
    before: tagsInWords(container.tags),
    after: tagsInWords(tags),
    reboots: false,
  };
}

function plannedChange(container: Container, request: BulkRequest): PlannedChange | undefined {
  switch (request.kind) {
    case 'retag':
      return retagged(container, request);
    case 'set-distro': {
      const { id, name } = request.distro;
      if (container.distro === id) return undefined;
      const before = container.distro_name ?? 'no distro';
      return { container, sends: { distro: id }, before, after: name, reboots: true };
    }
    case 'reboot':
      return { container, sends: { reboot: 1 }, reboots: true };
  }
}

/** What a request would change, by what the list shows now, in the order of the list. */
export function planOf(request: BulkRequest, containers: readonly Container[]): BulkPlan {
  const changes: PlannedChange[] = [];
  const unchanged: Container[] = [];
  for (const container of containers) {
    const planned = plannedChange(container, request);
    if (planned) changes.push(planned);
    else unchanged.push(container);
  }
  return { changes, unchanged };
}

/**
 * What came of one container's change. `unknown`: no answer, and no read shows it. `stopped`: nothing was sent, because
 * the person stopped before it, the password was refused, or the page was reloaded.
 */
export type BulkResult =
  | { state: 'waiting' | 'running' | 'done' | 'stopped' }
  | { state: 'failed' | 'unknown'; message: string };

/**
 * Whether a container's change failed and may be tried again: never a reboot that may have happened, and not what the
 * person stopped, which is for them to go on with.
 */
export function mayRetry(request: BulkRequest, { state }: BulkResult): boolean {
  return state === 'failed' || (state === 'unknown' && request.kind !== 'reboot');
}

/** How many containers ended how. */
export function countResults(results: Iterable<BulkResult>): Record<BulkResult['state'], number> {
  const counts = { waiting: 0, running: 0, done: 0, stopped: 0, failed: 0, unknown: 0 };
  for (const { state } of results) counts[state] += 1;
  return counts;
}
