/** What the soak looks at all the time: the console, the requests, the memory of the page. */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** Chromium itself prints these two for every answer that fails, and no page can prevent it. */
const PRINTED_BY_THE_BROWSER = [/^Failed to load resource: /, /has been blocked by CORS policy/];

/** What must never be seen in any tab. */
export class Watch {
  readonly faults: string[] = [];
  /** The bodies of the creations that pages asked the browser to send, whatever it made of them. */
  readonly creations: string[] = [];
  /** How many reboots pages asked the browser to send. */
  reboots = 0;

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      const isExpected = PRINTED_BY_THE_BROWSER.some((line) => line.test(message.text()));
      if (message.type() === 'error' && !isExpected) this.faults.push(`console: ${message.text()}`);
    });
    context.on('weberror', (error) => this.faults.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/containers')) {
        this.creations.push(request.postData() ?? '');
      }
      if (request.method() === 'POST' && request.postData()?.includes('"reboot"')) this.reboots += 1;
    });
  }

  /** To be called before any page of the context is opened. */
  static async on(context: BrowserContext): Promise<Watch> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(
          `Content Security Policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`,
        );
      });
    });
    return new Watch(context);
  }
}

/** What the page holds after a collection of garbage. */
interface Sample {
  minutes: number;
  megabytes: number;
  nodes: number;
  listeners: number;
}

/** The memory of a page over time. */
export class Memory {
  readonly samples: Sample[] = [];
  private readonly devtools: CDPSession;
  private readonly begun = Date.now();

  private constructor(devtools: CDPSession) {
    this.devtools = devtools;
  }

  static async of(page: Page): Promise<Memory> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    return new Memory(devtools);
  }

  async measures(): Promise<void> {
    await this.devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.devtools.send('Runtime.getHeapUsage');
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    this.samples.push({
      minutes: (Date.now() - this.begun) / 60_000,
      megabytes: usedSize / 1e6,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
    });
  }

  /** What was measured once all code has been loaded and the page is not loaded anew: after a third of the time. */
  late(): Sample[] {
    const begin = (this.samples.at(-1)?.minutes ?? 0) / 3;
    return this.samples.filter(({ minutes }) => minutes > begin);
  }

  /** By how much a figure grows in a minute, by least squares, once all code has been loaded: after a third of the time. */
  slope(figure: 'megabytes' | 'nodes' | 'listeners'): number {
    const late = this.late();
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [times, values] = [late.map(({ minutes }) => minutes), late.map((sample) => sample[figure])];
    const [meanTime, meanValue] = [mean(times), mean(values)];
    const covariance = mean(times.map((time, index) => (time - meanTime) * ((values[index] ?? 0) - meanValue)));
    const variance = mean(times.map((time) => (time - meanTime) ** 2));
    return variance === 0 ? 0 : covariance / variance;
  }

  inWords(): string[] {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last) return ['The memory was not measured.'];
    const line = (name: string, figure: 'megabytes' | 'nodes' | 'listeners', digits: number) =>
      `${name}: first ${first[figure].toFixed(digits)}, last ${last[figure].toFixed(digits)}, ${this.slope(figure).toFixed(digits + 1)} a minute over the last two thirds`;
    return [
      `Memory after garbage collection, ${this.samples.length} samples:`,
      `  ${line('heap, MB', 'megabytes', 2)}`,
      `  ${line('DOM nodes', 'nodes', 0)}`,
      `  ${line('listeners', 'listeners', 0)}`,
    ];
  }
}
