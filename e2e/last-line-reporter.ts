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
    const passed = outcomes.filter((outcome) => outcome === 'expected').length;
    const failed = outcomes.filter((outcome) => outcome === 'unexpected' || outcome === 'flaky').length;
    const file = process.env.BROWSER_RESULTS_FILE;
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
    console.log(`\n${passed} passed, ${failed} failed`);
  }

  printsToStdio() {
    return true;
  }
}
