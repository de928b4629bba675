/** Links between containers: a link works only when both containers link each other (api.md §3). */
import type { Container, ContainerChange, ContainerDetail } from '../api/schemas.ts';
import { nameAndUid, nameOfContainer } from './containers.ts';
import { indexText, matchesIndex, wordsOf } from './filter.ts';
import { listInWords } from './words.ts';

/** The uids that containers link to, as far as they have been read. */
export type KnownLinks = ReadonlyMap<number, readonly number[]>;

/** `from-here`, `to-here`: only one of the two links the other. */
export type LinkState = 'works' | 'from-here' | 'to-here' | 'not-known';

/** Another container that is linked with this one, in either direction. */
export interface LinkRow {
  uid: number;
  /** How it is called in this list: by its name, with its uid when another row has the same. */
  name: string;
  /** Undefined while it is not known which containers are the customer's. */
  isOwn: boolean | undefined;
  state: LinkState;
}

function stateOfLinked(linksBack: boolean | undefined): LinkState {
  if (linksBack === undefined) return 'not-known';
  return linksBack ? 'works' : 'from-here';
}

/** The rows of a container's links: what it links to, then what only links here, both by uid. */
export function linkRows(facts: {
  container: Pick<ContainerDetail, 'uid' | 'linked_to'>;
  /** The customer's containers by uid; undefined while they are not loaded. */
  ownByUid: ReadonlyMap<number, Container> | undefined;
  linksOf: KnownLinks;
}): LinkRow[] {
  const { container, ownByUid, linksOf } = facts;
  const byNumber = (one: number, other: number) => one - other;
  const linked = [...new Set(container.linked_to)].sort(byNumber);
  const linksHere = (uid: number) => linksOf.get(uid)?.includes(container.uid);
  const incoming = [...linksOf.keys()].filter((uid) => linksHere(uid) && !linked.includes(uid)).sort(byNumber);
  const uids = [...linked, ...incoming].filter((uid) => uid !== container.uid);
  const names = uids.map((uid) => nameOfContainer(ownByUid?.get(uid) ?? { uid, name: '' }));
  const isAmbiguous = (name: string) => names.filter((one) => one === name).length > 1;

  return uids.map((uid, index) => {
    const name = names[index] ?? String(uid);
    return {
      uid,
      name: isAmbiguous(name) ? `${name} ${uid}` : name,
      isOwn: ownByUid?.has(uid),
      state: linked.includes(uid) ? stateOfLinked(linksHere(uid)) : 'to-here',
    };
  });
}

/** One write: `uid` is the container that is changed, and rebooted by it. */
export interface LinkStep {
  uid: number;
  kind: 'link' | 'unlink';
  other: number;
}

/** The body of a step. */
export function changeOfStep({ kind, other }: LinkStep): ContainerChange {
  return kind === 'link' ? { link: other } : { unlink: other };
}

/** The writes that link `from` to `to`, and back when wanted; what is known to be so already is left out. */
export function linkSteps(
  link: { from: Pick<ContainerDetail, 'uid' | 'linked_to'>; to: number; back: boolean },
  linksOf: KnownLinks,
): LinkStep[] {
  const { from, to, back } = link;
  const steps: LinkStep[] = [];
  if (!from.linked_to.includes(to)) steps.push({ uid: from.uid, kind: 'link', other: to });
  if (back && !linksOf.get(to)?.includes(from.uid)) steps.push({ uid: to, kind: 'link', other: from.uid });
  return steps;
}

/** How a container is called in a sentence. */
export type CallContainer = (uid: number) => string;

/** `Reboots hydra and medusa.`: what a list of steps reboots (api.md §3). */
export function rebootsInWords(steps: readonly LinkStep[], call: CallContainer): string {
  const names = [...new Set(steps.map(({ uid }) => uid))].map(call);
  if (names.length === 0) return 'Reboots nothing.';
  return `Reboots ${listInWords(names)}.`;
}

/** What is so after a step: `hydra links to medusa`. */
export function resultInWords({ uid, kind, other }: LinkStep, call: CallContainer): string {
  return kind === 'link' ? `${call(uid)} links to ${call(other)}` : `${call(uid)} no longer links to ${call(other)}`;
}

/** How far a list of steps came. A step that failed ends it. */
export interface LinkOutcome {
  done: readonly LinkStep[];
  /** Those of `done` that had to be sent, and so reboot: the others were so already. */
  sent: readonly LinkStep[];
  /** `isKnown` false: it may have been done. `isRefused`: the API said no. */
  failed?: { step: LinkStep; isKnown: boolean; isRefused: boolean; message: string };
  left: readonly LinkStep[];
}

/** What to say of steps of which one failed: what was not done, why, what was done before it, what was not tried. */
export function explainFailedSteps(
  outcome: LinkOutcome & { failed: NonNullable<LinkOutcome['failed']> },
  call: CallContainer,
  isOwn: (uid: number) => boolean,
): { title: string; detail: string } {
  const { done, failed, left } = outcome;
  const { step, isKnown, isRefused, message } = failed;
  const [subject, object] = [call(step.uid), call(step.other)];
  const known =
    step.kind === 'link' ? `${subject} was not linked to ${object}` : `${subject} was not unlinked from ${object}`;
  const unknown = `It is not known whether ${subject} ${step.kind === 'link' ? 'links' : 'still links'} to ${object}`;
  const sentences = [
    message,
    // The API names no reason, and this one cannot be looked up (api.md §3).
    isRefused && step.kind === 'link' && !isOwn(step.other)
      ? `Mostly no container has the uid ${step.other}: ask its owner for the right one.`
      : '',
    ...done.map((one) => `Done before it: ${resultInWords(one, call)}.`),
    ...left.map((one) => `Not tried: ${call(one.uid)} ${one.kind === 'link' ? 'to' : 'from'} ${call(one.other)}.`),
  ];
  return { title: isKnown ? known : unknown, detail: sentences.filter(Boolean).join(' ') };
}

/** What a link can lead to. */
export type LinkTarget =
  | { ok: true; uid: number; container: Container | undefined }
  /** `isFinal`: more typing does not mend it. */
  | { ok: false; message: string; isFinal: boolean };

/** `medusa 30002`: how a container is called in the list of choices, also on the page of port mappings. */
export function choiceOf({ name, uid }: Pick<Container, 'name' | 'uid'>): string {
  return `${name} ${uid}`.trim();
}

/** Reads "Link to": a choice, a name, or a uid, which may be that of another customer's container (api.md §3). */
export function readLinkTarget(
  text: string,
  facts: { container: Pick<ContainerDetail, 'uid' | 'name' | 'linked_to'>; own: readonly Container[] },
): LinkTarget {
  const { container, own } = facts;
  const typed = text.normalize('NFKC').trim();
  const not = (message: string, isFinal = false): LinkTarget => ({ ok: false, message, isFinal });
  if (typed === '') return not('Choose a container of yours, or type the uid of another.');
  const isUid = /^[1-9]\d{0,14}$/.test(typed);
  const named = isUid ? [] : own.filter((one) => choiceOf(one) === typed || one.name === typed);
  if (named.length > 1) {
    const choices = named.slice(0, 3).map(nameAndUid).join(', ');
    return not(`${named.length} containers are called ${typed}: ${choices}. Type the uid.`);
  }
  if (!isUid && named.length === 0) {
    return not(`No container of yours is called “${typed}”. Type its uid, a number, when it is another customer's.`);
  }
  const uid = isUid ? Number(typed) : (named[0]?.uid ?? 0);
  const target = named[0] ?? own.find((one) => one.uid === uid);
  const name = nameOfContainer(target ?? { uid, name: '' });
  if (uid === container.uid) return not('A container cannot link to itself. Choose another one.', true);
  if (container.linked_to.includes(uid)) return not(`${nameOfContainer(container)} links to ${name} already.`, true);
  return { ok: true, uid, container: target };
}

/** A container to choose, with what its name and uid are found by. */
export interface LinkChoice {
  text: string;
  index: string;
}

/** The customer's containers that can be linked to, by name. */
export function linkChoices(
  own: readonly Container[],
  container: Pick<ContainerDetail, 'uid' | 'linked_to'>,
): LinkChoice[] {
  const linked = new Set([container.uid, ...container.linked_to]);
  return own
    .filter(({ uid }) => !linked.has(uid))
    .map((one) => ({ text: choiceOf(one), index: indexText([choiceOf(one)]) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1));
}

/** A browser draws a list of thousands with every key. */
const MOST_CHOICES = 50;

/** The first choices that have all words of a text. */
export function matchingChoices(choices: readonly LinkChoice[], text: string): LinkChoice[] {
  const words = wordsOf(text);
  const found: LinkChoice[] = [];
  for (const choice of choices) {
    if (matchesIndex(choice.index, words) && found.push(choice) === MOST_CHOICES) break;
  }
  return found;
}
