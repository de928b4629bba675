/** A calculation that can be put down between two steps, so that a page stays fluent while it goes on. */
export type InSteps<Result> = Generator<undefined, Result, undefined>;

/** Takes all steps at once: for few rows, and where nobody waits. */
export function atOnce<Result>(calculation: InSteps<Result>): Result {
  for (;;) {
    const step = calculation.next();
    if (step.done) return step.value;
  }
}

/** A step ends after so many rows: a few ms at most. */
const ROWS_A_STEP = 1000;

/** The items one by one, with their place; ends a step now and then. */
export function* eachInSteps<Item>(
  items: readonly Item[],
  visit: (item: Item, place: number) => void,
): InSteps<undefined> {
  for (const [place, item] of items.entries()) {
    if (place % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    visit(item, place);
  }
}
