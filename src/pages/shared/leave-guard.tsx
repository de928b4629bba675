import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { currentSession } from '../../session/session.ts';
import { countAsUnsaved, unsavedInWords } from '../../session/unsaved.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface LeaveGuardProps {
  /** Something is unsaved now, and not already on its way. */
  when: boolean;
  /** What is unsaved, as the object of "You have not saved": "the details of hydra". */
  what: string;
  /** The person leaves without saving: forget the draft. */
  onDiscard?: () => void;
  /**
   * The ids of routes where nothing is lost: the form goes along, or finds its draft when the person is back. A new query
   * or hash never asks.
   */
  safeOn?: readonly string[];
}

/** All guards on the page with something unsaved, the first one first: it asks once, for all of them. */
const unsaved = new Set<{ current: LeaveGuardProps }>();

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
    unsaved.add(self);
    const stopCounting = countAsUnsaved(self);
    return () => {
      unsaved.delete(self);
      stopCounting();
    };
  }, [when]);

  function isToAsk(here: string, next: { pathname: string; routeId: string }): boolean {
    if (here === next.pathname || currentSession().status === 'signed-out') return false;
    const guards = [...unsaved].map(({ current }) => current);
    return [...unsaved][0] === self && !guards.every(({ safeOn }) => safeOn?.includes(next.routeId));
  }

  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const asks = isToAsk(current.pathname, next);
      // What is asked about stays in sight until it is answered, whatever ends meanwhile.
      if (asks) setAsked(unsavedInWords());
      return asks;
    },
    enableBeforeUnload: when,
    disabled: !when,
    withResolver: true,
  });

  function leave() {
    for (const { current } of unsaved) current.onDiscard?.();
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
