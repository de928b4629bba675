import type { Browser, CDPSession } from '@playwright/test';

type Parameters = Record<string, unknown>;

export interface UnwatchedPage {
  /** Calls a method of the DevTools protocol on the page. @throws Error when the browser refuses it. */
  call(method: string, parameters?: Parameters): Promise<Parameters>;
  /** What the expression gives, once it is there; it must survive JSON. @throws Error when it throws. */
  evaluate<Result>(expression: string): Promise<Result>;
  close(): Promise<void>;
}

function callsOf(session: CDPSession, sessionId: string): UnwatchedPage['call'] {
  let lastId = 0;
  return (method, parameters = {}) => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      const take = (event: { sessionId: string; message: string }) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== sessionId || answer.id !== id) return;
        session.off('Target.receivedMessageFromTarget', take);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      session.on('Target.receivedMessageFromTarget', take);
      const message = JSON.stringify({ id, method, params: parameters });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
    });
  };
}

/**
 * An empty page with a cold cache that the browser tests' driver does not watch. With the driver's look at all scripts
 * (`Runtime.enable`) V8 reads each file once more while it runs, for the lines that a stack names: at 4× that is some 200 ms
 * of the start, which nobody has who uses the panel.
 */
export async function openUnwatched(browser: Browser): Promise<UnwatchedPage> {
  const session = await browser.newBrowserCDPSession();
  // The driver leaves alone what lives in a context that it has not made.
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const call = callsOf(session, sessionId);
  return {
    call,
    async evaluate<Result>(expression: string) {
      const answer = (await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
        result: { value: Result };
        exceptionDetails?: { exception?: { description?: string } };
      };
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? expression);
      return answer.result.value;
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId });
      await session.detach();
    },
  };
}
