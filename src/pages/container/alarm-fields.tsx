import { type ReactNode, useId } from 'react';
import { LEAST_ALARM_FREQUENCY } from '../../rules/container-changes.ts';
import { FormTextField } from '../../ui/form.tsx';
import { SecretField } from './secret-field.tsx';
import { SectionForm } from './section-form.tsx';
import type { ContainerSave } from './use-container-save.ts';

export interface AlarmFieldsProps {
  edit: ContainerSave;
}

/** The form of the alarm channels. */
export function AlarmFields({ edit }: AlarmFieldsProps) {
  const { form, container } = edit;
  const { pushover_user, pushover_token, pushbullet_token, slack_webhook } = container;
  const nofollowHint = useId();
  return (
    <SectionForm edit={edit} section="alarms" button="Save alarm channels">
      <Channel name="XMPP">
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
      </Channel>
      <Channel name="Pushover">
        <SecretField
          edit={edit}
          name="pushover_user"
          label="Pushover user"
          isSet={Boolean(pushover_user)}
          partner="pushover_token"
        />
        <SecretField
          edit={edit}
          name="pushover_token"
          label="Pushover token"
          isSet={Boolean(pushover_token)}
          partner="pushover_user"
        />
        <FormTextField form={form} name="pushover_sound" label="Pushover sound" autoCapitalize="none" />
      </Channel>
      <Channel name="Pushbullet">
        <SecretField edit={edit} name="pushbullet_token" label="Pushbullet token" isSet={Boolean(pushbullet_token)} />
      </Channel>
      <Channel name="Slack">
        <SecretField
          edit={edit}
          name="slack_webhook"
          label="Slack webhook"
          isSet={Boolean(slack_webhook)}
          placeholder="https://"
          className="sm:col-span-2"
        />
      </Channel>
      <Channel name="When">
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
        <div className="sm:col-span-2">
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="checkbox"
              {...form.register('nofollow')}
              aria-describedby={nofollowHint}
              className="size-4 accent-accent"
            />
            nofollow
          </label>
          <p id={nofollowHint} className="text-small text-muted">
            The API has this switch and does not say what it does. Ask your supplier before you change it.
          </p>
        </div>
      </Channel>
    </SectionForm>
  );
}

function Channel({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line pt-3 first:border-0 first:pt-0">
      <h3 id={id} className="mb-2 font-medium text-muted">
        {name}
      </h3>
      <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
    </section>
  );
}
