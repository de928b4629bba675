/** What must hold of a page however it is looked at; each returns what does not, in words. */
import type { Page } from '@playwright/test';

/** WCAG 2.2 1.4.10: nothing is wider than the window or its dialog, needs sideways scrolling, or is cut off there. */
export const whatOverflows = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const roots = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
    for (const { tagName, scrollWidth, clientWidth } of roots) {
      if (scrollWidth > clientWidth) found.push(`${tagName} is ${scrollWidth} px wide in ${clientWidth}`);
    }
    for (const element of roots.at(-1)?.querySelectorAll<HTMLElement>('*') ?? []) {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
      const isWider = element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1;
      // Only for the ear, or cut with an ellipsis beside the whole text elsewhere.
      if (!isWider || overflowX === 'visible' || textOverflow === 'ellipsis' || clipPath !== 'none') continue;
      if (element.matches('input, select, textarea') || !element.textContent?.trim()) continue;
      found.push(`${element.tagName} "${element.textContent.slice(0, 40)}" is cut or scrolls sideways`);
    }
    return found;
  });

/**
 * WCAG 2.2 2.5.8: a target is 24 by 24 CSS pixels, or so far from others that a circle of 24 around its middle meets none,
 * or stands in a sentence. The cells of the port map have an equivalent, the field "Go to port".
 */
export const whatIsTooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const all = root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
    const targets = [...all]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.offsetWidth > 1)
      .map((one) => {
        const { left, top, width, height } = (one.closest('label') ?? one).getBoundingClientRect();
        return { one, left, top, width, height, x: left + width / 2, y: top + height / 2 };
      });
    type Target = (typeof targets)[number];
    const isSmall = ({ width, height }: Target) => width < 23.5 || height < 23.5;
    const isInSentence = ({ one }: Target) =>
      getComputedStyle(one).display === 'inline' &&
      [...(one.parentElement?.childNodes ?? [])].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const meets = (small: Target, other: Target) => {
      if (isSmall(other)) return Math.hypot(other.x - small.x, other.y - small.y) < 24;
      const across = Math.max(other.left - small.x, 0, small.x - other.left - other.width);
      const down = Math.max(other.top - small.y, 0, small.y - other.top - other.height);
      return Math.hypot(across, down) < 12;
    };
    const nameOf = ({ one }: Target) => `${one.tagName} "${one.getAttribute('aria-label') ?? one.textContent}"`;
    return targets
      .filter((target) => isSmall(target) && !isInSentence(target))
      .flatMap((small) => {
        const near = targets.find((other) => other.one !== small.one && meets(small, other));
        return near ? [`${nameOf(small)}, ${small.width} by ${small.height}, at ${nameOf(near)}`] : [];
      });
  });

/** What moves for longer than 10 ms, or would when it changes: under reduced motion nothing must. */
export const whatMoves = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isLong = (times: string) =>
      times.split(',').some((time) => Number.parseFloat(time) * (time.includes('ms') ? 1 : 1000) > 10);
    const found = new Set(document.getAnimations().map((animation) => `an animation, ${animation.playState}`));
    for (const element of document.querySelectorAll('*')) {
      for (const part of ['', '::before', '::after', '::backdrop']) {
        const look = getComputedStyle(element, part || null);
        const moves =
          (look.transitionProperty !== 'none' && isLong(look.transitionDuration)) ||
          (look.animationName !== 'none' && isLong(look.animationDuration)) ||
          look.scrollBehavior === 'smooth';
        if (moves) found.add(`${element.tagName}${part} ${element.className}`);
      }
    }
    return [...found];
  });

/** Puts the spacing of WCAG 2.2 1.4.12 on all text, as a person's own style sheet does. */
export const spaceText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });

/** WCAG 2.2 1.4.12: text that is cut off by what it stands in, or stands out of its control. */
export const whatIsCut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const holdsText = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const texts = [...root.querySelectorAll<HTMLElement>('*')].filter(holdsText);
    const isCut = (text: HTMLElement) => {
      const { overflow, clipPath } = getComputedStyle(text);
      return overflow === 'hidden' && clipPath === 'none' && text.scrollHeight > text.clientHeight + 2;
    };
    const standsOut = (text: HTMLElement) => {
      const control = text.closest('button, a, label, summary');
      if (!control || getComputedStyle(control).clipPath !== 'none' || getComputedStyle(text).clipPath !== 'none')
        return false;
      const outer = control.getBoundingClientRect();
      const range = document.createRange();
      // Its own text: what is within it may be for the ear alone. Space between parts is not drawn, and so is nowhere.
      const words = [...text.childNodes].filter((node) => node.nodeType === 3 && node.textContent?.trim());
      return words.some((node) => {
        range.selectNode(node);
        const inner = range.getBoundingClientRect();
        return inner.bottom > outer.bottom + 3 || inner.top < outer.top - 3 || inner.right > outer.right + 3;
      });
    };
    return texts
      .filter((text) => isCut(text) || standsOut(text))
      .map((text) => `${text.tagName} "${text.textContent}"`);
  });
