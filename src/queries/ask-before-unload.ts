/** Closing the tab or reloading asks, on whatever page, while `isToAsk`. Gives what takes the question away. */
export function askBeforeUnload(isToAsk: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isToAsk()) event.preventDefault();
  };
  globalThis.window?.addEventListener('beforeunload', ask);
  return () => globalThis.window?.removeEventListener('beforeunload', ask);
}
