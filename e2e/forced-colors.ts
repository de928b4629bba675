/** What can be told apart where a person forces the colours of the system on every page (contrast themes). */
import type { Locator } from '@playwright/test';

export type Colour = 'backgroundColor' | 'borderTopColor' | 'color' | 'outlineColor';

/**
 * Those that do not stand out from the ground of the system by that property (WCAG 2.2 1.4.11), be it too faint or not drawn,
 * and that there is none.
 */
export function faint(all: Locator, property: Colour): Promise<string[]> {
  return all.evaluateAll((elements, wanted) => {
    const probe = document.body.appendChild(document.createElement('span'));
    const luminanceOf = (colour: string) => {
      const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
      const [red = 0, green = 0, blue = 0] = channels.map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    probe.style.backgroundColor = 'Canvas';
    const ground = luminanceOf(getComputedStyle(probe).backgroundColor);
    probe.remove();
    const contrastOf = (colour: string) => {
      const [dark = 0, light = 0] = [luminanceOf(colour), ground].sort((one, other) => one - other);
      return (light + 0.05) / (dark + 0.05);
    };
    const isDrawn = (look: CSSStyleDeclaration) => {
      if (wanted === 'outlineColor') return look.outlineStyle !== 'none' && Number.parseFloat(look.outlineWidth) > 0;
      if (wanted === 'borderTopColor')
        return look.borderTopStyle !== 'none' && Number.parseFloat(look.borderTopWidth) > 0;
      return !/^rgba\(.*, 0\)$/.test(look[wanted]);
    };
    const isForTheEarAlone = (element: Element) => element.getBoundingClientRect().width <= 1;
    const shown = elements.filter((element) => element.checkVisibility() && !isForTheEarAlone(element));
    if (shown.length === 0) return ['nothing is there'];
    return shown
      .filter((element) => {
        const look = getComputedStyle(element);
        return !isDrawn(look) || contrastOf(look[wanted]) < 3;
      })
      .map((element) => `${getComputedStyle(element)[wanted]} of ${element.outerHTML.slice(0, 120)}`);
  }, property);
}
