import { expect, type Page } from '@playwright/test';

const HEARD = 'heardSoFar';

/**
 * Keeps what assistive technology would say by itself on every page opened from now on: what is put into a live region that
 * stands already, and alerts; neither what is hidden, nor what a modal dialog makes inert (WAI-ARIA 1.2 "live regions").
 */
export async function listenTo(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    const heard: string[] = [];
    Object.defineProperty(window, key, { value: heard });
    const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';

    const isAtomic = (region: Element) => region.role !== null && region.ariaAtomic !== 'false';

    /** The regions that say a node that has come, an alert that comes with its text among them. */
    function regionsOf(node: Node): Element[] {
      const within = node instanceof Element ? [...node.querySelectorAll('[role=alert]')] : [];
      const around = (node instanceof Element ? node : node.parentElement)?.closest(LIVE);
      return around && (around !== node || around.role === 'alert') ? [around, ...within] : within;
    }

    function say(region: Element, part: Node) {
      const dialog = document.querySelector('dialog[open]');
      const isInert = dialog !== null && !dialog.contains(region);
      const text = part.textContent?.replace(/\s+/g, ' ').trim();
      if (text && !isInert && region.checkVisibility({ visibilityProperty: true })) heard.push(text);
    }

    new MutationObserver((records) => {
      const come = records.flatMap(({ type, target, addedNodes }) =>
        type === 'characterData' ? [target] : [...addedNodes],
      );
      const said = new Map<Node, Element>();
      for (const node of come.filter(({ isConnected }) => isConnected)) {
        for (const region of regionsOf(node)) said.set(isAtomic(region) ? region : node, region);
      }
      for (const [part, region] of said) say(region, part);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, HEARD);
}

/** What has been said since the last call, in order. */
export const heard = (page: Page): Promise<string[]> =>
  page.evaluate((key) => (Reflect.get(window, key) as string[]).splice(0), HEARD);

/** Waits until all of these have been said, each once and nothing else. */
export async function expectHeard(page: Page, ...wanted: (string | RegExp)[]) {
  const all: string[] = [];
  await expect
    .poll(async () => {
      all.push(...(await heard(page)));
      return all.length;
    })
    .toBeGreaterThanOrEqual(wanted.length);
  expect(all).toEqual(wanted.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
}

/** Waits until all of these have been said, among whatever steps there was time to say, and nothing of it all twice. */
export async function expectHeardAmong(page: Page, ...wanted: string[]) {
  const all: string[] = [];
  await expect
    .poll(async () => {
      all.push(...(await heard(page)));
      return all;
    })
    .toEqual(expect.arrayContaining(wanted.map((text) => expect.stringContaining(text))));
  expect(all).toEqual([...new Set(all)]);
}
