import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { listInWords } from '../../rules/words.ts';
import { currentSession } from '../../session/session.ts';
import { countAsUnsaved, type Unsaved, unsavedForms } from '../../session/unsaved.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface LeaveGuardProps extends Unsaved {
  /** Something is unsaved now, and not already on its way. */
  when: boolean;
}

/**
 * Asks before a navigation leaves the page while something is unsaved; the browser itself asks before the tab closes or
 * reloads. A page may hold several guards. The move that a successful save makes passes `ignoreBlocker: true` to `navigate`.
 * Signing out has its own question: by the time it leads to the sign-in page, all is decided.
 */
export function LeaveGuard(props: LeaveGuardProps) {
  const { when } = props;
  const self = useRef(props);
  const [asked, setAsked] = useState('');
  useEffect(() => {
    self.current = props;
  });
  useEffect(() => {
    if (!when) return;
    return countAsUnsaved(self);
  }, [when]);

  function isToAsk(here: string, next: { pathname: string; routeId: string }): boolean {
    if (here === next.pathname || currentSession().status === 'signed-out') return false;
    const forms = unsavedForms();
    // The first one asks, once, for all of them.
    return forms[0] === self && !forms.every(({ current }) => current.safeOn?.includes(next.routeId));
  }

  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const asks = isToAsk(current.pathname, next);
      // What is asked about stays in sight until it is answered, whatever ends meanwhile.
      if (asks) setAsked(listInWords(unsavedForms().map(({ current }) => current.what)));
      return asks;
    },
    enableBeforeUnload: when,
    disabled: !when,
    withResolver: true,
  });

  function leave() {
    for (const { current } of unsavedForms()) current.onDiscard?.();
    proceed?.();
  }

  return (
    <Dialog
      open={status === 'blocked'}
      title="Leave without saving?"
      description={`You have not saved ${asked}. Once you leave, that is lost.`}
      size="small"
      onClose={reset}
      footer={
        <>
          <Button onClick={reset}>Stay</Button>
          <Button variant="danger" onClick={leave}>
            Discard and leave
          </Button>
        </>
      }
    />
  );
}
