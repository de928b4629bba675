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
  const secret = (value: string | null | undefined) => Boolean(value);
  return (
    <SectionForm edit={edit} section="alarms" button="Save alarm channels">
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
        <SecretField edit={edit} name="pushover_user" label="Pushover user" isSet={secret(container.pushover_user)} />
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
  );
}
