import type { ContainerDetail } from '../../rules/containers.ts';
import { Fact, Facts, SecretFact, Section } from './facts.tsx';

/** Where alarms go, and when they are raised. */
export function AlarmChannels({ container }: { container: ContainerDetail }) {
  const { jid, jid_destinations, pushover_sound, alarm_freq, quota_threshold, nofollow } = container;
  return (
    <Section title="Alarm channels">
      <Facts>
        <Fact name="XMPP account">{jid}</Fact>
        <Fact name="XMPP recipients">{jid_destinations}</Fact>
        <SecretFact name="Pushover user" value={container.pushover_user} />
        <SecretFact name="Pushover token" value={container.pushover_token} />
        <Fact name="Pushover sound">{pushover_sound}</Fact>
        <SecretFact name="Pushbullet token" value={container.pushbullet_token} />
        <SecretFact name="Slack webhook" value={container.slack_webhook} />
        <Fact name="At most one every">{alarm_freq ? `${alarm_freq} s` : null}</Fact>
        <Fact name="Quota threshold">{typeof quota_threshold === 'number' ? `${quota_threshold} %` : null}</Fact>
        <Fact name="nofollow">{nofollow ? 'yes' : 'no'}</Fact>
      </Facts>
    </Section>
  );
}
