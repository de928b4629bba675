/** A person without a pointer: everything is reached with Tab and done with keys, and the focus is seen where it stops. */
import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page here has; a control that is not met by then cannot be reached. */
const MOST_STOPS = 250;

export interface Keyboard {
  /** Goes to an address, as typed into the browser's own bar. */
  open(path: string): Promise<void>;
  /** Presses keys, one after another. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses Tab until the control has the focus, and sees that it is shown there (WCAG 2.2 2.1.1, 2.4.7, 2.4.11). */
  to(control: Locator): Promise<void>;
  /** The same with Shift+Tab. */
  backTo(control: Locator): Promise<void>;
  /** Goes to a control and presses it. */
  use(control: Locator, key?: 'Enter' | 'Space'): Promise<void>;
  /** Goes to a field, and types over what is in it. */
  fill(field: Locator, text: string): Promise<void>;
  /** Goes to a group of radios, and with the arrow keys to one of them. */
  choose(group: Locator, name: string | RegExp): Promise<void>;
  /** Goes to a native select, and types the beginning of an option. */
  select(field: Locator, option: string): Promise<void>;
}

/** The keyboard of a page; nothing in it clicks, fills or focuses. */
export function keyboardOf(page: Page): Keyboard {
  // A page that has just been opened has the focus nowhere; later that is a place lost (WCAG 2.2 2.4.3).
  let isFresh = true;

  async function move(key: 'Tab' | 'Shift+Tab', control: Locator) {
    await expect(control).toBeVisible();
    if (!isFresh) await expect(page.locator('body:focus'), 'the focus is on nothing').toHaveCount(0);
    isFresh = false;
    const stops: string[] = [];
    while (!(await hasFocus(control))) {
      if (stops.length === MOST_STOPS)
        throw new Error(`${control} was not reached. ${key} led to:\n${stops.join('\n')}`);
      await page.keyboard.press(key);
      stops.push(await page.evaluate(nameOfFocused));
    }
    const message = `the focus on ${control} is seen`;
    await expect.poll(() => control.evaluate(whyNotSeen), { message, timeout: 2_000 }).toBe('');
  }

  async function press(...keys: string[]) {
    for (const key of keys) await page.keyboard.press(key);
  }

  const to = (control: Locator) => move('Tab', control);
  return {
    async open(path) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      isFresh = true;
    },
    press,
    type: (text) => page.keyboard.type(text),
    to,
    backTo: (control) => move('Shift+Tab', control),
    async use(control, key = 'Enter') {
      await to(control);
      await press(key);
    },
    async fill(field, text) {
      await to(field);
      await press('Control+a');
      await page.keyboard.type(text);
    },
    async choose(group, name) {
      const wanted = group.getByRole('radio', { name });
      const checked = group.getByRole('radio', { checked: true });
      await to((await checked.count()) > 0 ? checked : group.getByRole('radio').first());
      for (let left = await group.getByRole('radio').count(); left > 0 && !(await hasFocus(wanted)); left--) {
        await press('ArrowDown');
      }
      if (!(await wanted.isChecked())) await press('Space');
      await expect(wanted).toBeChecked();
    },
    async select(field, option) {
      await to(field);
      await page.keyboard.type(option);
      await expect(field.locator('option:checked')).toContainText(option);
    },
  };
}

/** Presses a key through the whole page, or dialog, and tells where it led without the focus being seen there. */
export async function unseenStops(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const unseen: string[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press(key);
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) return unseen;
    const problem = await focused.evaluate(whyNotSeen);
    if (problem) unseen.push(`${await page.evaluate(nameOfFocused)}: ${problem}`);
  }
  throw new Error(`${key} does not come to the end of the page.`);
}

const hasFocus = (control: Locator) => control.evaluate((element) => element === document.activeElement);

function nameOfFocused(): string {
  const focused = document.activeElement;
  const name =
    focused?.getAttribute('aria-label') ?? focused?.getAttribute('name') ?? focused?.textContent?.slice(0, 40);
  return `${focused?.tagName.toLowerCase()} ${name}`;
}

/** Why a person cannot see that this element has the focus; empty when it is seen. */
function whyNotSeen(element: Element): string {
  const marked = [element, element.closest('label'), element.parentElement, element.parentElement?.parentElement];
  const hasMark = marked.some((part) => {
    if (!part) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  if (!hasMark && element.tagName !== 'MAIN') return 'nothing marks it';
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'it is outside the window';
  const over = document.elementFromPoint(x, y);
  const isStanding = (part: Element) => ['fixed', 'sticky'].includes(getComputedStyle(part).position);
  for (let part = over; part && !part.contains(element); part = part.parentElement) {
    if (isStanding(part)) return `it is covered by ${part.tagName.toLowerCase()} ${part.getAttribute('aria-label')}`;
  }
  return '';
}
