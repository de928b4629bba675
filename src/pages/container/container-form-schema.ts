import * as z from 'zod/mini';
import { draftTagsSchema } from '../../queries/drafts.ts';
import type { Resource } from '../../rules/capacity.ts';
import { FIELD_WORDS, LEAST_ALARM_FREQUENCY } from '../../rules/container-changes.ts';
import { checkName } from '../../rules/containers.ts';
import { checkRequest, type RequestInputs } from '../../rules/size-requests.ts';
import { publicKeysIn, takePending } from '../../rules/ssh-keys.ts';
import { parseMegabytes } from '../../rules/units.ts';
import {
  type ContainerValues,
  isChanged,
  isSameValue,
  type PlainKey,
  type SecretBase,
} from './container-form-values.ts';

/** What of the form is kept in the tab: named one by one, and none of them a secret (design.md §8), nor a private key. */
export const keptValuesSchema = z.object({
  name: z.string(),
  note: z.string(),
  memory: z.string(),
  storage: z.string(),
  distro: z.string(),
  ssh_keys: z.array(z.string()),
  pending_keys: z.pipe(z.string(), z.transform(publicKeysIn)),
  tags: draftTagsSchema,
  jid: z.string(),
  jid_destinations: z.string(),
  pushover_sound: z.string(),
  alarm_freq: z.string(),
  quota_threshold: z.string(),
  nofollow: z.boolean(),
});

function checkNumber(text: string, { from, to, unit }: { from: number; to: number; unit: string }): string | undefined {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  if (number === undefined) return `Enter a whole number of ${unit}.`;
  if (number < from || number > to) {
    return to === Number.POSITIVE_INFINITY ? `Enter at least ${from} ${unit}.` : `Enter ${from} to ${to} ${unit}.`;
  }
  return undefined;
}

const checkFrequency = (text: string) =>
  checkNumber(text, { from: LEAST_ALARM_FREQUENCY, to: Number.POSITIVE_INFINITY, unit: 'seconds' });

const checkThreshold = (text: string) => checkNumber(text, { from: 0, to: 100, unit: '%' });

function checkWebhook(text: string): string | undefined {
  const url = text.trim();
  return url === '' || (/^https:\/\/[^/]/i.test(url) && URL.canParse(url))
    ? undefined
    : 'Enter the whole URL, which begins with https://.';
}

type PushoverKey = 'pushover_user' | 'pushover_token';

function text(check: (value: string) => string | undefined) {
  return z.string().check((context) => {
    const message = check(context.value);
    // Without the value: it may be a secret.
    if (message) context.issues.push({ code: 'custom', input: undefined, message });
  });
}

/**
 * The rules of the form. What was not changed is never wrong: it stands, and is not sent. `inputs`: undefined where the
 * sizes cannot be compared with the rest of the server.
 */
export function containerSchema(form: {
  started: ContainerValues;
  /** What the form holds now: of some fields, what is right depends on another. */
  values: ContainerValues;
  inputs: (resource: Resource) => RequestInputs | undefined;
  /** The secrets as the container has them: only whether there is one counts. */
  secrets: SecretBase;
}) {
  const { started, values, inputs } = form;
  const changed = (key: PlainKey, check: (value: string) => string | undefined) =>
    text((value) => (isSameValue(key, value, started[key]) ? undefined : check(value)));
  const size = (resource: Resource) =>
    changed(resource, (value) => {
      const parsed = parseMegabytes(value);
      const known = inputs(resource);
      if (known) return checkRequest({ ...known, parsed });
      return parsed.ok ? undefined : parsed.message;
    });
  const holds = (key: PushoverKey) => (isChanged(key, values, started) ? !values.removed[key] : form.secrets[key]);
  // Pushover sends nothing with one of them alone. What was so before stands, as all that was not changed does.
  const pushover = (key: PushoverKey, other: PushoverKey) =>
    text(() =>
      !holds(key) && holds(other) && [key, other].some((one) => isChanged(one, values, started))
        ? `Pushover needs both: enter this too, or remove the ${FIELD_WORDS[other]}.`
        : undefined,
    );
  return z.extend(keptValuesSchema, {
    name: changed('name', checkName),
    memory: size('memory'),
    storage: size('storage'),
    pending_keys: text((value) => {
      const taken = takePending(values.ssh_keys, value, started.ssh_keys);
      return 'message' in taken ? taken.message : undefined;
    }),
    alarm_freq: changed('alarm_freq', checkFrequency),
    quota_threshold: changed('quota_threshold', checkThreshold),
    secrets: z.object({
      jid_secret: z.string(),
      pushover_user: pushover('pushover_user', 'pushover_token'),
      pushover_token: pushover('pushover_token', 'pushover_user'),
      pushbullet_token: z.string(),
      slack_webhook: text(checkWebhook),
    }),
    removed: z.object({
      jid_secret: z.boolean(),
      pushover_user: z.boolean(),
      pushover_token: z.boolean(),
      pushbullet_token: z.boolean(),
      slack_webhook: z.boolean(),
    }),
  });
}
