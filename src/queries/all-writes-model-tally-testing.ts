/** The figures of the model-based test of all writes. */

const count = (counts: Map<string, number>, key: string, more = 1) => counts.set(key, (counts.get(key) ?? 0) + more);

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort(([, some], [, others]) => others - some)
    .map(([key, times]) => `${times} ${key}`)
    .join(', ');

/** How many actions of which kind there were, what went wrong, and how the panel said that they ended. */
export class Tally {
  actions = 0;
  /** Actions in which something went wrong. */
  upset = 0;
  writes = 0;
  private repeated = 0;
  private readonly outcomes = new Map<string, Map<string, number>>();
  private readonly faults = new Map<string, number>();

  counts(kind: string, verdict: string, faults: readonly string[], repeated: number): void {
    this.actions += 1;
    this.repeated += repeated;
    if (faults.length > 0 || verdict === 'reloaded') this.upset += 1;
    for (const fault of faults) count(this.faults, fault);
    const outcomes = this.outcomes.get(kind) ?? new Map<string, number>();
    this.outcomes.set(kind, outcomes);
    count(outcomes, verdict);
  }

  /** Of those actions that something went wrong with. */
  get share(): number {
    return this.upset / this.actions;
  }

  hasSuffered(fault: string): boolean {
    return this.faults.has(fault);
  }

  /** All of it, when every action was judged and none was found wanting. */
  inWords(seed: number): string {
    const percent = (100 * this.share).toFixed(1);
    return [
      `${this.actions} actions (seed ${seed}), ${this.upset} of them with faults (${percent} %), ${this.writes} writes sent,`,
      `${this.repeated} repeated by the browser; lost 0, sent twice or doubled unsaid 0.`,
      `Faults: ${listed(this.faults)}.`,
      ...[...this.outcomes].map(([kind, outcomes]) => `${kind}: ${listed(outcomes)}`),
    ].join('\n');
  }
}
