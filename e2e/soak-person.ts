/** A person who uses the whole panel for a long time, and what may be so by what the panel told them. */
import type { Locator, Page } from '@playwright/test';
import type { MockApi } from '../src/mock-api/application.ts';
import type { Random } from './soak-random.ts';

/** How an action ended: what the page said, that it sent nothing, that nothing was said in time, or that it could not be begun. */
export type End = 'done' | 'not-done' | 'unknown' | 'unsaid' | 'not-possible';

export interface Sign {
  end: End;
  sign: Locator;
}

/** Longer than the panel looks for the end of any write, in ms. */
const PATIENCE_MS = 100_000;
const LOOK_EVERY_MS = 100;
const STORY_LENGTH = 50;
/** Of what a page shows, in characters. */
const LONGEST_PAGE = 1_500;

const OWN = ['1.2.3.4', '5.6.7.8'];

/** What the API holds, by the name of each fact. */
export function factsOf(api: MockApi): Map<string, string> {
  return new Map([
    ...api
      .containers()
      .flatMap(({ uid, name, memory, settings, linkedTo }): [string, string][] => [
        [`container ${uid} name`, name],
        [`container ${uid} memory`, String(memory)],
        [`container ${uid} note`, settings.note],
        ...linkedTo.map((other): [string, string] => [`link ${uid} → ${other}`, 'there']),
      ]),
    ...api.tags().map(({ name }): [string, string] => [`tag ${name}`, 'there']),
    ...api
      .portMappings()
      .map(({ server, proto, public_port, container, private_port }): [string, string] => [
        `mapping ${server} ${proto} ${public_port} → ${container}:${private_port}`,
        'there',
      ]),
  ]);
}

export interface Creation {
  memory: number;
  storage: number;
  /** How often the person has asked for it. */
  asked: number;
  areTwinsShown: boolean;
  /** The person has decided that they do not want to know, or signed out. */
  isLeft: boolean;
}

export class SoakPerson {
  page: Page;
  readonly api: MockApi;
  readonly random: Random;
  /** The last things that were done, in words. */
  readonly story: string[] = [];
  readonly ends = new Map<string, Map<End, number>>();
  /** What each fact may be; undefined: it may be missing. */
  readonly expected = new Map<string, readonly (string | undefined)[]>();
  readonly creations = new Map<string, Creation>();
  actions = 0;
  /** How often a reboot was confirmed. */
  rebootsAsked = 0;
  /** Whether the story is printed while it happens. */
  isLoud = false;
  private isEnteringPassword = false;

  constructor(page: Page, api: MockApi, random: Random) {
    this.page = page;
    this.api = api;
    this.random = random;
    for (const [key, value] of factsOf(api)) this.expected.set(key, [value]);
  }

  tells(sentence: string): void {
    const line = `${new Date().toISOString().slice(11, 19)} ${sentence}`;
    this.story.push(line);
    if (this.isLoud) console.log(line);
    if (this.story.length > STORY_LENGTH) this.story.shift();
  }

  /** What is on the page, for who reads the story. */
  async shown(): Promise<string> {
    const { page } = this;
    const texts = await page
      .locator('dialog[open], main')
      .allTextContents()
      .catch(() => []);
    return `${new URL(page.url()).pathname}: ${texts.join(' | ').replace(/\s+/g, ' ').slice(0, LONGEST_PAGE)}`;
  }

  counts(kind: string, end: End): void {
    this.actions += 1;
    const ends = this.ends.get(kind) ?? new Map<End, number>();
    this.ends.set(kind, ends);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }

  /** One of the customer's containers on their own servers. */
  anyContainer() {
    return this.random.pick(this.api.containers().filter(({ server }) => OWN.includes(server)));
  }

  /** Notes that a fact may have changed now; {@link ends} says what came of it. */
  asksFor(wanted: ReadonlyMap<string, string | undefined>): (end: End) => void {
    const facts = factsOf(this.api);
    const before = new Map([...wanted.keys()].map((key) => [key, this.expected.get(key) ?? [facts.get(key)]]));
    for (const [key, value] of wanted) this.expected.set(key, [...(before.get(key) ?? []), value]);
    return (end) => {
      for (const [key, value] of wanted) {
        if (end === 'done') this.expected.set(key, [value]);
        if (end === 'not-done') this.expected.set(key, before.get(key) ?? []);
      }
    };
  }

  /** Presses what sends something and waits until one of the signs is there. */
  async sees(press: () => Promise<unknown>, signs: readonly Sign[]): Promise<End> {
    await press();
    const latest = Date.now() + PATIENCE_MS;
    while (Date.now() < latest) {
      await this.entersPassword();
      for (const { end, sign } of signs) if (await sign.first().isVisible()) return end;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return 'unsaid';
  }

  get passwordDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Enter your password again' });
  }

  /** After the API refused the sign-in, the panel asks for the password over the page. */
  async entersPassword(): Promise<void> {
    const dialog = this.passwordDialog;
    if (this.isEnteringPassword || !(await dialog.isVisible())) return;
    this.isEnteringPassword = true;
    try {
      await dialog.getByLabel('Password', { exact: true }).fill('deimos', { timeout: 2_000 });
      await dialog.getByRole('button', { name: 'Continue' }).click({ timeout: 2_000 });
      await dialog.waitFor({ state: 'hidden', timeout: 3_000 });
    } catch {
      // Where the API fails at this too, or does not answer yet, the dialog stays and is answered again.
    } finally {
      this.isEnteringPassword = false;
    }
  }

  /** Signs in where the tab is not. */
  async signsIn(apiUrl: string): Promise<void> {
    const { page } = this;
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await page.getByRole('textbox', { name: 'API URL' }).fill(apiUrl);
      await page.getByRole('textbox', { name: 'Username' }).fill('kratos');
      await page.getByLabel('Password', { exact: true }).fill('deimos');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const search = page.getByRole('button', { name: 'Search' }).first();
      if (
        await search.waitFor({ timeout: 20_000 }).then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error('Signing in did not succeed in thirty attempts.');
  }

  /** Takes away what the page said of before, so that what it says next is of the next action. */
  async tidies(): Promise<void> {
    const { page } = this;
    for (let left = 10; left > 0 && (await this.passwordDialog.isVisible()); left -= 1) await this.entersPassword();
    const discard = page.getByRole('button', { name: 'Discard and leave' });
    if (await discard.isVisible()) await discard.click();
    const told = page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' });
    const problems = page.getByRole('alert').getByRole('button', { name: 'Hide' });
    for (const buttons of [told, problems]) {
      for (let left = 10; left > 0 && (await buttons.first().isVisible()); left -= 1) {
        await buttons
          .first()
          .click({ timeout: 2_000 })
          .catch(() => undefined);
      }
    }
  }
}
