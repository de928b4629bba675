/** Reboots, links and what is kept as commands of the model-based test of all writes. */
import fc from 'fast-check';
import { linkSteps } from '../rules/links.ts';
import {
  allowChange,
  containerAt,
  isChangeOf,
  rebootsAfter,
  tagNames,
  verdictOf,
} from './all-writes-model-edits-testing.ts';
import { type Upset, upset } from './all-writes-model-faults-testing.ts';
import { actionOf, type Claim, type Command, type Customer } from './all-writes-model-testing.ts';
import { type Allowed, ofContainer, setFact, valuesAfter } from './all-writes-model-world-testing.ts';
import { runEdit } from './edit-container.ts';
import { runKeptChange } from './kept-change-writes.ts';
import { keptChangeQuery } from './kept-changes.ts';
import { runLinkSteps } from './links.ts';
import { expectThat } from './port-mappings-model-testing.ts';

function reboot(place: number, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const container = containerAt(person, place);
    if (!container) return undefined;
    const { uid, reboots: before } = container;
    const seen = await person.does(upsets, () => runEdit(person.context, { uid, base: {}, change: { reboot: 1 } }));
    const verdict = verdictOf(seen);
    await person.letsAllArrive();
    const sent = person.entries().filter(({ method, path }) => isChangeOf(uid)(method, path));
    // No read shows a reboot (api.md §3): what is refused after it is done, or when the browser repeats it, can be seen by nobody.
    const isHidden = sent.some(({ fault }) => fault === 'refuse-after' || fault === 'cut-after');
    const most = verdict === 'not-done' && !isHidden ? 0 : sent.length;
    const least = verdict === 'done' ? 1 : 0;
    const times = Array.from({ length: most + 1 - least }, (_, index) => String(before + least + index));
    if (verdict === 'not-sent') expectThat(sent.length === 0, 'A reboot was sent that is said not to be.');
    return {
      verdict,
      allowed: new Map([[ofContainer(uid, 'reboots'), times]]),
      mayWrite: isChangeOf(uid),
    };
  };
}

function link(place: number, to: number, back: boolean, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const [from, other] = [containerAt(person, place), containerAt(person, to)];
    if (!from || !other || from === other) return undefined;
    const links = new Map([[other.uid, other.linkedTo]]);
    const unlinks = from.linkedTo.includes(other.uid);
    const steps = unlinks
      ? [{ uid: from.uid, kind: 'unlink' as const, other: other.uid }]
      : linkSteps({ from: { uid: from.uid, linked_to: from.linkedTo }, to: other.uid, back }, links);
    const before = person.facts();
    const seen = await person.does(upsets, () => runLinkSteps(person.context, steps));
    if (seen?.outcome instanceof Error) throw seen.outcome;
    const outcome = seen?.outcome;
    const allowed: Allowed = new Map();
    const verdictOfStep = (step: (typeof steps)[number]) => {
      if (!outcome) return 'reloaded';
      if (outcome.done.includes(step)) return 'done';
      if (outcome.failed?.step !== step) return 'not-done';
      return outcome.failed.isKnown ? 'not-done' : 'cannot-tell';
    };
    for (const step of steps) {
      const name = ofContainer(step.uid, 'links');
      const was = JSON.parse(before.get(name) ?? '[]') as string[];
      const wanted =
        step.kind === 'link' ? [...was, String(step.other)] : was.filter((uid) => uid !== String(step.other));
      const verdict = verdictOfStep(step);
      allowed.set(name, valuesAfter(verdict, setFact(was), setFact(wanted)));
      const reboots = ofContainer(step.uid, 'reboots');
      allowed.set(reboots, rebootsAfter(verdict, Number(before.get(reboots)), true));
    }
    const failed = outcome?.failed;
    const failure = failed ? verdictOfStep(failed.step as (typeof steps)[number]) : 'done';
    const step = failed?.step ?? steps[0];
    return {
      verdict: outcome ? failure : 'reloaded',
      allowed,
      mayWrite: (method, path) => steps.some(({ uid }) => isChangeOf(uid)(method, path)),
      ...(step && {
        couldTell: {
          read: `containers/${step.uid}`,
          isShown: (facts) =>
            allowed.get(ofContainer(step.uid, 'links'))?.[1] === facts.get(ofContainer(step.uid, 'links')),
        },
      }),
    };
  };
}

/** What the tab keeps of a container, because the panel could not set it, is set now. */
function setKept(place: number, upsets: Upset) {
  return async (person: Customer): Promise<Claim | undefined> => {
    const container = containerAt(person, place);
    const kept = container && person.queryClient.getQueryData(keptChangeQuery(container.uid).queryKey);
    if (!container || !kept) return undefined;
    const { uid } = container;
    const before = person.facts();
    const change = {
      ...kept,
      ...(kept.tags && { tags: [...tagNames(person, uid), ...kept.tags] }),
      ...(kept.ssh_keys && { ssh_keys: [...container.sshKeys, ...kept.ssh_keys] }),
    };
    const seen = await person.does(upsets, () => runKeptChange(person.context, uid, kept));
    const verdict = verdictOf(seen);
    await person.letsAllArrive();
    return {
      verdict,
      allowed: allowChange(person, before, { uid, change, verdict, outcome: seen?.outcome, mayReboot: true }),
      mayWrite: isChangeOf(uid),
    };
  };
}

const place = fc.nat(5);

/** What a person does to one container without a form. */
export const linkCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(place, upset).map((values) => actionOf('reboot', values, reboot(...values))),
  fc.tuple(place, fc.nat(5), fc.boolean(), upset).map((values) => actionOf('link', values, link(...values))),
  fc.tuple(place, upset).map((values) => actionOf('set what is kept', values, setKept(...values))),
];
