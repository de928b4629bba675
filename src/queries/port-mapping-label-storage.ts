/** Where a browser keeps labels: in parts, by customer, API and server. */
import {
  type MappingLabel,
  partOfLabel,
  readStoredText,
  storedTextOf,
  withLabelChanges,
} from '../rules/port-mapping-labels.ts';
import type { Connection } from '../session/session.ts';

/** So long may storage be read or written before the page gets a turn, in ms. */
const SLICE_MS = 12;

export type Labels = ReadonlyMap<string, MappingLabel>;

/** What a customer at that API noted in this browser, by server address and {@link labelKey}. */
export type LabelsByServer = ReadonlyMap<string, Labels>;

const NONE: Labels = new Map();
/** The entries of all customers begin so. */
export const LABELS_PREFIX = 'port-mapping-labels:';

/** All entries of a customer begin so; the address and the part follow. */
function prefixOf({ apiUrl, username }: Connection): string {
  return `${LABELS_PREFIX}${JSON.stringify([apiUrl, username])}:`;
}

const slotOf = (connection: Connection, address: string, part: number) => `${prefixOf(connection)}${address}:${part}`;

/** Gives the page a turn when this one has lasted long enough. */
function turns(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  };
}

function slotsOf(connection: Connection): string[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    return keys.filter((key) => key.startsWith(prefixOf(connection)));
  } catch {
    return [];
  }
}

function readSlot(slot: string): Labels {
  try {
    return readStoredText(localStorage.getItem(slot) ?? '{}');
  } catch {
    return NONE;
  }
}

/** What this browser keeps for a customer. Never rejects: what cannot be read is not there. */
export async function readLabels(connection: Connection): Promise<LabelsByServer> {
  const turn = turns();
  const byServer = new Map<string, Map<string, MappingLabel>>();
  for (const slot of slotsOf(connection)) {
    const address = slot.slice(prefixOf(connection).length).replace(/:\d+$/, '');
    const labels = byServer.get(address) ?? new Map<string, MappingLabel>();
    for (const [key, label] of readSlot(slot)) labels.set(key, label);
    byServer.set(address, labels);
    await turn();
  }
  return byServer;
}

function byPart(changes: Labels): Map<number, Map<string, MappingLabel>> {
  const parts = new Map<number, Map<string, MappingLabel>>();
  for (const [key, change] of changes) {
    const part = partOfLabel(key);
    const inPart = parts.get(part) ?? new Map<string, MappingLabel>();
    parts.set(part, inPart.set(key, change));
  }
  return parts;
}

/** What other tabs have written to the part meanwhile stays. @throws DOMException when the storage is full or forbidden. */
function storePart(slot: string, changes: Labels) {
  const labels = withLabelChanges(readStoredText(localStorage.getItem(slot) ?? '{}'), changes);
  if (labels.size === 0) localStorage.removeItem(slot);
  else localStorage.setItem(slot, storedTextOf(labels));
}

/** Stores changes of one server, in turns with the page. Resolves with those that the browser refused to store. */
export async function storeLabels(connection: Connection, address: string, changes: Labels): Promise<Labels> {
  const turn = turns();
  const refused = new Map<string, MappingLabel>();
  for (const [part, inPart] of byPart(changes)) {
    try {
      storePart(slotOf(connection, address, part), inPart);
    } catch {
      for (const [key, change] of inPart) refused.set(key, change);
    }
    await turn();
  }
  return refused;
}
