import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { currentOutage, subscribeToOutage } from '../../queries/outage.ts';
import { createOutageWatch } from '../../queries/outage-watch.ts';
import { explainOutage } from '../../rules/outages.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { leaveRoomFor } from '../../ui/foot.ts';
import { PoliteStatus } from '../../ui/polite-status.tsx';

const keepsRoom = (bar: HTMLElement | null) => (bar ? leaveRoomFor(bar, '--foot-outage') : undefined);

/**
 * Says below every page that nothing answers, for as long as that is so. It stands at the foot of the window, where it moves
 * nothing that a person reads or types in, and is the last thing of the page, of which it so covers nothing for good.
 */
export function OutageBar({ apiUrl }: { apiUrl: string }) {
  const queryClient = useQueryClient();
  const [watch] = useState(() => createOutageWatch(queryClient));
  const [isTrying, setIsTrying] = useState(false);
  const outage = useSyncExternalStore(subscribeToOutage, currentOutage);
  const wasOut = useWas(outage !== undefined);
  // The network is outside of React.
  useEffect(() => watch.start(), [watch]);
  const words = outage && explainOutage(outage, { host: new URL(apiUrl).host, now: Date.now() });

  return (
    <div
      ref={keepsRoom}
      className={classNames(
        'sticky bottom-0 z-20 bg-sunken low:static low:order-first',
        words &&
          'flex flex-wrap items-center gap-x-4 gap-y-2 border-line-strong border-t px-4 py-2.5 sm:px-8 lg:px-6 xl:px-8',
      )}
    >
      {/* Always there, so that what comes into it is heard. */}
      <p role="status" aria-label="Connection" className="min-w-0 grow basis-64 wrap-anywhere">
        {words && (
          <>
            <TriangleAlert aria-hidden="true" size={16} className="mr-2 inline text-danger" />
            <strong>{words.title}</strong> {words.detail}
          </>
        )}
      </p>
      {words && (
        <Button
          size="small"
          busy={isTrying}
          onClick={() => {
            setIsTrying(true);
            void watch.tryAgain().finally(() => setIsTrying(false));
          }}
        >
          Try again
        </Button>
      )}
      <PoliteStatus
        text={!words && wasOut ? 'The API answers again. What is shown is read again.' : ''}
        occasion={words}
      />
    </div>
  );
}

/** Whether it was so at any time. */
function useWas(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was;
}
