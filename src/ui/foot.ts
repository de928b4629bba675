/** What stands over the page at the foot of the window, from below: an outage, the bar of a page, the notifications. */
export type AtTheFoot = '--foot-outage' | '--foot-bar' | '--foot-toasts';

/**
 * Keeps the height of what stands at the foot in a variable of the page, from which `styles.css` leaves room when the page
 * scrolls to what gets the focus; what has the focus already comes out from under it (WCAG 2.2 2.4.11).
 * A variable rather than `:has()`, which the browser would check anew at each change of a long list.
 */
export function leaveRoomFor(element: HTMLElement, variable: AtTheFoot): () => void {
  const page = document.documentElement;
  const observer = new ResizeObserver(() => {
    page.style.setProperty(variable, `${element.offsetHeight}px`);
    uncoverFocus(element);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    page.style.removeProperty(variable);
  };
}

function uncoverFocus(cover: HTMLElement): void {
  const focused = document.activeElement;
  if (!focused || cover.contains(focused)) return;
  const at = focused.getBoundingClientRect();
  const over = cover.getBoundingClientRect();
  // What is taller, e.g. the page itself, shows beside it.
  const isCovered =
    at.height < over.top &&
    at.bottom > over.top &&
    at.top < over.bottom &&
    at.right > over.left &&
    at.left < over.right;
  if (isCovered) focused.scrollIntoView({ block: 'nearest' });
}
