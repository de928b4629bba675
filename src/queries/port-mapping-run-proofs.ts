import type { PlanStep } from '../rules/port-mapping-plans.ts';
import { effectOf, stateOfStep } from '../rules/port-mapping-step-states.ts';
import type { NewPortMapping, PortMapping } from '../rules/port-mappings.ts';
import type { SeenTable } from './port-mapping-run-reads.ts';
import type { StepEnd } from './port-mapping-run-step.ts';

/** A step that was sent and that no read has proved yet. */
export interface SentStep {
  step: PlanStep;
  /** What was left of it when it was begun. */
  before: PlanStep;
  end: StepEnd;
  /** When it ended: a read that began later shows what came of it. */
  mark: number;
}

/** What a read showed of the steps that were sent. */
export interface Proof {
  /** Places of steps that stand as they were wanted, whatever the answers were. */
  done: number[];
  /** Places of which is known now what became of them, though they are not done. */
  known: number[];
  removed: PortMapping[];
  added: NewPortMapping[];
}

/** The steps of a go from when they were sent to when a read has shown what came of them. */
export class SentSteps {
  private readonly steps = new Map<number, SentStep>();

  add(place: number, sent: SentStep): void {
    this.steps.set(place, sent);
  }

  get size(): number {
    return this.steps.size;
  }

  /** Places of steps that the API accepted and no read has shown. */
  accepted(): number[] {
    return [...this.steps].flatMap(([place, { end }]) => (end.kind === 'sent' ? [place] : []));
  }

  /** Whether a read began after all of them had ended. */
  isAfterAll({ began }: SeenTable): boolean {
    return [...this.steps.values()].every(({ mark }) => mark < began);
  }

  /** Takes out what a read shows; what was accepted and is not shown stays for another read, unless this one is the last. */
  prove(seen: SeenTable, isLast = false): Proof {
    const proof: Proof = { done: [], known: [], removed: [], added: [] };
    for (const [place, sent] of this.steps) {
      if (sent.mark < seen.began && this.proveOne(place, sent, { seen, isLast, proof })) this.steps.delete(place);
    }
    return proof;
  }

  private proveOne(
    place: number,
    { step, before, end }: SentStep,
    { seen, isLast, proof }: { seen: SeenTable; isLast: boolean; proof: Proof },
  ): boolean {
    const isDone = stateOfStep(step, seen.lookup) === 'done';
    if (!isDone && end.kind === 'sent' && !isLast) return false;
    const { removed, added } = effectOf(before, seen.lookup);
    for (const row of removed) proof.removed.push(row);
    for (const one of added) proof.added.push(one);
    if (isDone) proof.done.push(place);
    else if (end.kind !== 'unknown' && end.kind !== 'sent') proof.known.push(place);
    return true;
  }
}
