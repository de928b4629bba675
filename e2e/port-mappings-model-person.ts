/** A person at the page "Port mappings", what may be in the table by what the panel said, and what is promised of it. */
import type { Locator, Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import { expect, rowsOf } from './fixtures.ts';
import { CONTAINERS, type Disturbance, isUndisturbed, type Mapping, nameOf } from './port-mappings-model-actions.ts';
import { ADDRESS, open, PATH, tableIn } from './port-mappings-page.ts';

/** `refused`: the page sent nothing. `open`: it could not tell, or did a part. */
export type End = 'done' | 'not-done' | 'refused' | 'open' | 'reloaded';

/** Something on the page that tells how it ended. */
export interface Sign<Ended extends string> {
  end: Ended;
  sign: Locator;
}

interface Seen<Ended extends string> {
  end: Ended;
  /** What the page said, for who reads the story. */
  said: string;
}

/** Mappings by their names: gone, and there, when it is wholly done. */
export interface Change {
  removed: readonly string[];
  added: readonly string[];
}

/** So much of the page's time passes at once while an outcome is looked for, in ms: less than any notification stays. */
const STEP_MS = 2_000;

export class Person {
  readonly page: Page;
  readonly api: MockApi;
  /** What was done so far, in words. */
  readonly story: string[] = [];
  /** What may be in the table: asked for and not taken back, or not known because nobody could tell. */
  private readonly expected = new Map<string, 'there' | 'gone' | 'either'>();
  /** The edit whose end nobody saw. */
  openEdit: { old: Mapping; wanted: Mapping } | undefined;
  /** The run that is not wholly done. `isFresh`: nothing was done since, so that its end is the end of all of it. */
  openRun: { change: Change; isFresh: boolean } | undefined;

  private readonly passwordDialog: Locator;
  private isEnteringPassword = false;

  constructor(page: Page, api: MockApi) {
    this.page = page;
    this.api = api;
    this.passwordDialog = page.getByRole('dialog', { name: 'Enter your password again' });
    for (const row of this.rows()) this.expected.set(nameOf(row), 'there');
  }

  /** What the API holds. */
  rows(): Mapping[] {
    const names = Object.keys(CONTAINERS) as (keyof typeof CONTAINERS)[];
    return this.api.portMappings(ADDRESS).map(({ proto, public_port, container: uid, private_port }) => {
      const container = names.find((name) => CONTAINERS[name] === uid);
      if (!container || (proto !== 'tcp' && proto !== 'udp')) throw new Error(`Nobody has asked for ${uid}.`);
      return { proto, public_port, container, private_port };
    });
  }

  /** Begins: no outcome is waited for in real time. */
  async arrive(): Promise<void> {
    await this.page.clock.install();
    this.page.on('dialog', (dialog) => void dialog.accept());
    // The refusal of a read may come at any time, also between two actions.
    await this.page.addLocatorHandler(this.passwordDialog, () => this.entersPassword(), { noWaitAfter: true });
    await open(this.page);
  }

  expects(change: Change, end: End): void {
    const { removed, added } = change;
    if (end === 'refused' || end === 'not-done') return;
    for (const name of removed) this.expected.set(name, end === 'done' ? 'gone' : 'either');
    for (const name of added) this.expected.set(name, end === 'done' ? 'there' : 'either');
  }

  /** Presses what sends something while things go wrong, and waits until one of the signs is on the page. */
  async does<Ended extends string>(
    disturbed: Disturbance,
    press: () => Promise<void>,
    signs: readonly Sign<Ended>[],
  ): Promise<Ended | 'reloaded'> {
    const { troubles, reload } = disturbed;
    for (const trouble of troubles) this.api.addFault({ ...trouble, path: PATH });
    if (reload) this.api.addFault({ ...reload, path: PATH });
    const before = this.api.log.length;
    await press();
    let seen: Seen<Ended | 'reloaded'> | undefined;
    await expect(async () => {
      await this.entersPassword();
      const isSilent = this.api.log.slice(before).some(({ fault }) => fault?.startsWith('silence'));
      seen = isSilent ? { end: 'reloaded', said: '' } : await this.seen(signs);
      if (seen) return;
      if (!isUndisturbed(disturbed) && !this.isAnswering()) await this.page.clock.runFor(STEP_MS);
      throw new Error(`None of these is on the page: ${signs.map(({ sign }) => sign).join('\n')}`);
    }).toPass({ intervals: [50], timeout: 15_000 });
    this.api.clearFaults();
    if (!seen) throw new Error('It did not end.');
    const { end, said } = seen as Seen<Ended | 'reloaded'>;
    if (end === 'reloaded') await this.reloads();
    this.story.push(`  ${end}${said ? `: ${said}` : ''}`);
    return end;
  }

  /** Whether the API is at a request whose answer will come: the page's patience is not to be used up meanwhile. */
  private isAnswering(): boolean {
    return this.api.log.some(({ status, fault = '' }) => status === null && !/^(cut|silence)/.test(fault));
  }

  private async seen<Ended extends string>(signs: readonly Sign<Ended>[]): Promise<Seen<Ended> | undefined> {
    for (const { end, sign } of signs) {
      if (await sign.first().isVisible()) return { end, said: (await sign.first().textContent()) ?? '' };
    }
    return undefined;
  }

  /** After the API refused the sign-in, it is asked for over the page. */
  private async entersPassword(): Promise<void> {
    const dialog = this.passwordDialog;
    // What is typed and pressed here calls for this as well.
    if (this.isEnteringPassword || !(await dialog.isVisible())) return;
    this.isEnteringPassword = true;
    try {
      await dialog.getByLabel('Password', { exact: true }).fill('deimos');
      await dialog.getByRole('button', { name: 'Continue' }).click();
      // Where the next read is refused as well, it is back at once, and is answered again.
      await dialog.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => undefined);
    } finally {
      this.isEnteringPassword = false;
    }
  }

  async reloads(): Promise<void> {
    // An import leads there as soon as it has begun.
    await expect(this.page).toHaveURL(/\/port-mappings$/);
    await this.page.reload();
    await expect(this.page.getByRole('button', { name: 'Recent changes' })).toBeVisible();
  }

  /** Makes the page say nothing of before, so that what it says is of the next action. */
  async tidies(): Promise<void> {
    if (await this.page.getByRole('form', { name: 'New port mapping' }).getByRole('alert').isVisible()) {
      await this.reloads();
      return;
    }
    const told = this.page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' });
    const problems = this.page
      .getByRole('alert')
      .filter({ hasNotText: 'was interrupted' })
      .getByRole('button', { name: 'Hide' });
    for (const buttons of [told, problems]) {
      while (await buttons.first().isVisible()) await buttons.first().click();
    }
  }

  /** The rows of the table on the page by their names; what is being added has more in its name. */
  async shown(): Promise<string[]> {
    const rows = await rowsOf(tableIn(this.page));
    return rows
      .filter(({ Protocol }) => Protocol === 'TCP' || Protocol === 'UDP')
      .map((row) => {
        const [container = ''] = (row.Container ?? '').split(' ');
        const [, privatePort] = (row['Private address'] ?? '').split(':');
        return `${row.Protocol?.toLowerCase()} ${row['Public port']} → ${container}:${privatePort}`;
      })
      .sort();
  }

  /**
   * The promise: the table on the page equals what the API holds, nothing is there that was not asked for, nothing is missing
   * that was kept, no public port has two holders. What could not be told before is known now.
   */
  async checks(): Promise<void> {
    const held = this.rows().map(nameOf).sort();
    const ports = this.rows().map(({ proto, public_port }) => `${proto} ${public_port}`);
    expect(new Set(ports).size, `A public port has two holders: ${held.join(', ')}`).toBe(ports.length);
    for (const name of held) expect(this.expected.get(name) ?? 'gone', `Nobody asked for ${name}`).not.toBe('gone');
    for (const [name, state] of this.expected) {
      if (state === 'there') expect(held, `${name} is missing`).toContain(name);
      if (state === 'either') this.expected.set(name, held.includes(name) ? 'there' : 'gone');
    }
    await expect(async () => {
      await this.entersPassword();
      const shown = await this.shown();
      if (shown.join() !== held.join()) await this.page.clock.runFor(STEP_MS);
      expect(shown, 'The page does not show what the API holds').toEqual(held);
    }).toPass({ intervals: [50], timeout: 10_000 });
  }
}
