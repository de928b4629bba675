/** How long a page may be kept busy in one go, in ms: half of a frame, so that what a person does is answered in the next. */
const TURN_MS = 8;

/** Not `scheduler.yield()`: what goes on after it comes before the drawing of frames, of which one in ten was left. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * For long work in small steps: call and await the result between two steps. It waits, until others had their turn, only
 * when more than 8 ms have gone since the last wait, so that short work stays in one go.
 */
export function takingTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < TURN_MS) return undefined;
    return nextTask().then(() => {
      began = performance.now();
    });
  };
}
