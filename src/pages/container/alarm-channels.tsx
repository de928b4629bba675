import { Suspense, useState } from 'react';
import type { ContainerDetail } from '../../rules/containers.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Section } from './facts.tsx';
import { SECTIONS } from './sections.ts';
import type { ContainerSave } from './use-container-save.ts';

function FieldsUnavailable() {
  return (
    <p className="text-muted">
      These fields could not be loaded. All else works. Reload the page when the network is back.
    </p>
  );
}

// Folded, and seldom opened: they come then (design.md §7).
const AlarmFields = lazyPart(async () => (await import('./alarm-fields.tsx')).AlarmFields, FieldsUnavailable);

/** Where alarms go now, in one line, without what it takes to send them there. */
function channelsInWords(container: ContainerDetail): string {
  const { jid, pushover_token, pushbullet_token, slack_webhook, alarm_freq } = container;
  const channels = [
    jid && 'XMPP',
    pushover_token && 'Pushover',
    pushbullet_token && 'Pushbullet',
    slack_webhook && 'Slack',
  ].filter(Boolean);
  if (channels.length === 0) return 'No channel is set: alarms are kept, and nobody is told.';
  const often = alarm_freq ? `, at most one every ${alarm_freq} s` : '';
  return `Alarms go to ${channels.join(', ')}${often}.`;
}

const OWN: readonly string[] = SECTIONS.alarms;

/** Where alarms go, and when they are raised. Folded while nothing of it is changed. */
export function AlarmChannels({ edit }: { edit: ContainerSave }) {
  const { container, keys } = edit;
  const [isOpen, setIsOpen] = useState(false);
  // What is changed, and what is wrong with it, is never hidden.
  const isChanged = keys.some((key) => OWN.includes(key));
  const isShown = isOpen || isChanged;
  return (
    <Section title="Alarm channels">
      <details
        open={isShown}
        onToggle={({ currentTarget }) => {
          if (isChanged) currentTarget.open = true;
          setIsOpen(currentTarget.open);
        }}
      >
        <summary className="min-h-9">
          <span className="min-w-0 wrap-anywhere">{channelsInWords(container)}</span>
        </summary>
        <div className="pt-3">
          {isShown && (
            <Suspense fallback={<Skeleton className="h-160 w-full sm:h-110" />}>
              <AlarmFields edit={edit} />
            </Suspense>
          )}
        </div>
      </details>
    </Section>
  );
}
