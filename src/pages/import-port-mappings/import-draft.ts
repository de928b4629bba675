import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { type Draft, draftOf } from '../../queries/drafts.ts';

/** What is held longer than this is not kept over a reload: the tab's storage has room for little more. */
const MOST_KEPT_CHARACTERS = 2_000_000;

const applyAsSchema = z.enum(['only-add', 'exactly', 'within']);

const draftSchema = z.object({
  text: z.string(),
  /** A long text, which is not shown; `name` is that of its file, or empty. */
  held: z.nullable(z.object({ name: z.string(), text: z.string() })),
  defaultContainer: z.string(),
  answers: z.array(z.object({ name: z.string(), uid: z.int(), candidates: z.array(z.int()) })),
  range: z.object({
    publicPorts: z.string(),
    privatePorts: z.string(),
    protocols: z.enum(['tcp', 'udp', 'both']),
    container: z.string(),
  }),
  /** Nothing was typed yet: the range comes from elsewhere. */
  isOffered: z.optional(z.boolean()),
  copy: z.object({
    address: z.string(),
    /** A uid; empty: all containers. */
    container: z.string(),
    shift: z.string(),
    /** `to` is a uid, `nowhere`, or empty while nothing is chosen. */
    targets: z.array(z.object({ from: z.int(), to: z.string() })),
  }),
  /** By source: what is right for a whole list would delete too much for a range. */
  applyAs: z.object({ text: applyAsSchema, range: applyAsSchema, copy: applyAsSchema }),
});

/** All that is typed and chosen on the page, also under the sources that are not shown. */
export type ImportDraft = z.infer<typeof draftSchema>;
export type ApplyAs = z.infer<typeof applyAsSchema>;
export type SourceName = keyof ImportDraft['applyAs'];

const EMPTY: ImportDraft = {
  text: '',
  held: null,
  defaultContainer: '',
  answers: [],
  range: { publicPorts: '', privatePorts: '', protocols: 'tcp', container: '' },
  copy: { address: '', container: '', shift: '', targets: [] },
  applyAs: { text: 'only-add', range: 'only-add', copy: 'only-add' },
};

/** Whether there is anything that would be lost. */
export function hasInput(draft: ImportDraft): boolean {
  return (['text', 'range', 'copy'] as const).some((source) => hasInputIn(source, draft));
}

/** Whether anything was typed or chosen under this source. */
export function hasInputIn(source: SourceName, { text, held, range, copy }: ImportDraft): boolean {
  if (source === 'text') return text.trim() !== '' || held !== null;
  return source === 'range' ? range.publicPorts !== '' : copy.address !== '';
}

export const isTooLongToKeep = ({ held }: ImportDraft) => (held?.text.length ?? 0) > MOST_KEPT_CHARACTERS;

function keep(slot: Draft<ImportDraft>, draft: ImportDraft) {
  if (!hasInput(draft)) slot.clear();
  else slot.keep(isTooLongToKeep(draft) ? { ...draft, held: null } : draft);
}

const slotOf = (address: string) => draftOf(`import-port-mappings:${address}`, draftSchema);

/** The range form of the server begins with these public ports, such as free ones that the map has found; what else was typed stays. */
export function offerRange(address: string, range: Pick<ImportDraft['range'], 'publicPorts' | 'protocols'>): void {
  const slot = slotOf(address);
  const kept = slot.read();
  const isOffered = !kept || kept.isOffered === true || !hasInput(kept);
  const draft = kept ?? EMPTY;
  slot.keep({ ...draft, range: { ...draft.range, privatePorts: '', ...range }, isOffered });
}

/** What is typed for one server, kept in this tab at every change until it is applied or discarded. */
export function useImportDraft(address: string) {
  const [slot] = useState(() => slotOf(address));
  const [kept] = useState(() => slot.read());
  const [draft, setDraft] = useState(kept ?? EMPTY);
  const [isRestored, setIsRestored] = useState(kept !== undefined && kept.isOffered !== true);
  // The tab's storage.
  useEffect(() => keep(slot, draft), [slot, draft]);

  function clear() {
    slot.clear();
    setDraft(EMPTY);
    setIsRestored(false);
  }

  return {
    draft,
    change: (changes: Partial<ImportDraft>) => setDraft((before) => ({ ...before, isOffered: false, ...changes })),
    /** Forgets all of it. */
    clear,
    isRestored: isRestored && hasInput(draft),
  };
}

/** The draft as a source needs it. */
export interface SourceProps {
  draft: ImportDraft;
  change: (changes: Partial<ImportDraft>) => void;
}
