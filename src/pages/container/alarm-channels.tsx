import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { LEAST_ALARM_FREQUENCY } from '../../rules/container-changes.ts';
import type { ContainerDetail } from '../../rules/containers.ts';
import { FormTextField } from '../../ui/form.tsx';
import { Section } from './facts.tsx';
import { SecretField } from './secret-field.tsx';
import { SectionForm } from './section-form.tsx';
import { SECTIONS } from './sections.ts';
import type { ContainerSave } from './use-container-save.ts';

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
  const { form, container, keys } = edit;
  const [isOpen, setIsOpen] = useState(false);
  // What is changed, and what is wrong with it, is never hidden.
  const isChanged = keys.some((key) => OWN.includes(key));
  const secret = (value: string | null | undefined) => Boolean(value);
  return (
    <Section title="Alarm channels">
      <details
        open={isOpen || isChanged}
        onToggle={({ currentTarget }) => {
          if (isChanged) currentTarget.open = true;
          setIsOpen(currentTarget.open);
        }}
        className="group"
      >
        <summary className="flex min-h-9 list-none items-center gap-1.5 rounded-lg [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={16}
            aria-hidden="true"
            className="shrink-0 text-muted transition-transform group-open:rotate-90"
          />
          <span className="min-w-0 wrap-anywhere">{channelsInWords(container)}</span>
        </summary>
        <div className="pt-3">
          <SectionForm edit={edit} section="alarms" label="Alarm channels" button="Save alarm channels">
            <div className="grid gap-4 sm:grid-cols-2">
              <FormTextField form={form} name="jid" label="XMPP account" inputMode="email" autoCapitalize="none" />
              <SecretField edit={edit} name="jid_secret" label="XMPP password" isSet={undefined} />
              <FormTextField
                form={form}
                name="jid_destinations"
                label="XMPP recipients"
                className="sm:col-span-2"
                autoCapitalize="none"
                hint="Accounts, separated by commas"
              />
              <SecretField
                edit={edit}
                name="pushover_user"
                label="Pushover user"
                isSet={secret(container.pushover_user)}
              />
              <SecretField
                edit={edit}
                name="pushover_token"
                label="Pushover token"
                isSet={secret(container.pushover_token)}
              />
              <FormTextField form={form} name="pushover_sound" label="Pushover sound" autoCapitalize="none" />
              <SecretField
                edit={edit}
                name="pushbullet_token"
                label="Pushbullet token"
                isSet={secret(container.pushbullet_token)}
              />
              <SecretField
                edit={edit}
                name="slack_webhook"
                label="Slack webhook"
                isSet={secret(container.slack_webhook)}
                placeholder="https://"
              />
              <FormTextField
                form={form}
                name="alarm_freq"
                label="At most one alarm every"
                inputMode="numeric"
                hint={`Seconds, ${LEAST_ALARM_FREQUENCY} or more`}
              />
              <FormTextField
                form={form}
                name="quota_threshold"
                label="Quota threshold"
                inputMode="numeric"
                hint="% of the storage, 0 to 100"
              />
              <label className="flex min-h-9 items-center gap-2 self-end">
                <input type="checkbox" {...form.register('nofollow')} className="size-4" />
                nofollow
              </label>
            </div>
          </SectionForm>
        </div>
      </details>
    </Section>
  );
}
