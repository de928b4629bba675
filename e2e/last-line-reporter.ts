import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Ends the output with one line that states how many tests passed and failed; `npm test` reads the same from BROWSER_RESULTS_FILE. */
// Playwright takes a reporter only as a default export.
export default class LastLineReporter implements Reporter {
  readonly #tests = new Map<string, TestCase>();

  onTestEnd(test: TestCase) {
    this.#tests.set(test.id, test);
  }

  onEnd() {
    const outcomes = [...this.#tests.values()].map((test) => test.outcome());
    // What passed only when it was tried again, the reporter before this one names.
    const passed = outcomes.filter((outcome) => outcome === 'expected' || outcome === 'flaky').length;
    const failed = outcomes.filter((outcome) => outcome === 'unexpected').length;
    this.#printFaultMatrix();
    const file = process.env.BROWSER_RESULTS_FILE;
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
    console.log(`\n${passed} passed, ${failed} failed`);
  }

  /** The figures of the fault matrix, which each of its rows leaves behind as `TRIED HELD`. */
  #printFaultMatrix() {
    const rows = [...this.#tests.values()].flatMap(({ annotations }) =>
      annotations.filter(({ type }) => type === 'fault matrix').map(({ description = '' }) => description.split(' ')),
    );
    const sumOf = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    if (rows.length > 0) console.log(`\nFault matrix, browser: cells tried ${sumOf(0)}, held ${sumOf(1)}.`);
  }

  printsToStdio() {
    return true;
  }
}
