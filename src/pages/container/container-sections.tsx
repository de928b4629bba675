import { Link } from '@tanstack/react-router';
import type { CapacitySources, Resource } from '../../rules/capacity.ts';
import { gaugeOf } from '../../rules/capacity.ts';
import { type Container, type ContainerDetail, sshCommand } from '../../rules/containers.ts';
import { parseKeys } from '../../rules/ssh-keys.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { nameOfContainer } from '../shared/containers-table.tsx';
import { gaugeInputsOf, QuotaMeter } from '../shared/quota-meter.tsx';
import { Fact, Facts, SecretFact, Section } from './facts.tsx';

/** The server that a container is on, when it is the customer's own and its gauges can be drawn. */
export interface OwnServer {
  containers: readonly Container[];
  sources: CapacitySources;
}

function ServerMeter({
  resource,
  label,
  address,
  server,
}: {
  resource: Resource;
  label: string;
  address: string;
  server: OwnServer;
}) {
  const inputs = { resource, address, ...server };
  return (
    <QuotaMeter
      {...inputs}
      label={`${label} on ${address}`}
      labelHidden
      className="mt-1 mb-0.5 flex-col items-start"
      size="small"
      detail={`Server: ${gaugeOf(gaugeInputsOf(inputs)).short}`}
    />
  );
}

/** Sizes and addresses. On a shared server the API ignores a change of size without a word (api.md §3), so it is said here. */
export function Resources({
  container,
  server,
  shared,
}: {
  container: ContainerDetail;
  server: OwnServer | undefined;
  shared: boolean;
}) {
  const { memory, storage, ip, server_address } = container;
  return (
    <Section title="Resources">
      <Facts>
        <Fact name="Memory">
          {formatMegabytes(memory)}
          {server && <ServerMeter resource="memory" label="Memory" address={server_address} server={server} />}
        </Fact>
        <Fact name="Storage">
          {formatSize(storage)}
          {server && <ServerMeter resource="storage" label="Storage" address={server_address} server={server} />}
        </Fact>
        <Fact name="Private IP" mono>
          {ip}
        </Fact>
        <Fact name="Server">
          {shared ? (
            <span className="font-mono text-small">{server_address}</span>
          ) : (
            <Link to="/servers/$address" params={{ address: server_address }} className="link font-mono text-small">
              {server_address}
            </Link>
          )}{' '}
          <span className="text-muted">{container.server}</span>
        </Fact>
        <Fact name="Custom distros">
          {container.custom_distros_storage ? 'kept in its storage' : 'no storage for them'}
        </Fact>
      </Facts>
      {shared && (
        <p className="mt-2 max-w-prose text-muted">
          This server is shared with other customers: memory and storage cannot be changed, and no public ports can be
          mapped. Ask your supplier.
        </p>
      )}
    </Section>
  );
}

/** What it starts from, who may log in, and how. */
export function Start({ container }: { container: ContainerDetail }) {
  const command = sshCommand(container);
  return (
    <Section title="Start">
      <Facts>
        <Fact name="Distro">{container.distro_name}</Fact>
        <Fact name="Custom distro">{container.custom_distro_name}</Fact>
        <Fact name="SSH keys">{container.ssh_keys.length > 0 ? <SshKeys lines={container.ssh_keys} /> : null}</Fact>
        <Fact name="Log in with">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-mono">{command}</code>
            <CopyButton text={command} label="Copy" size="small" />
          </span>
        </Fact>
      </Facts>
    </Section>
  );
}

/** Type and comment tell keys apart; the key itself is long and says nothing to a person. */
function SshKeys({ lines }: { lines: readonly string[] }) {
  const keys = lines.map((line, index) => ({ id: `${index} ${line}`, key: parseKeys(line).keys[0] }));
  return (
    <ul className="flex flex-col gap-1">
      {keys.map(({ id, key }) => (
        <li key={id}>
          {key ? (
            <>
              <span className="font-mono text-small">{key.type}</span>{' '}
              <span className={key.comment ? undefined : 'text-muted'}>{key.comment || 'no comment'}</span>
            </>
          ) : (
            <span className="text-danger">A line that is no SSH key</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the container is called. */
export function Details({ container }: { container: ContainerDetail }) {
  const { name, hostname, note, tags, uuid, secret_uuid } = container;
  return (
    <Section title="Details">
      <Facts>
        <Fact name="Name">{name}</Fact>
        <Fact name="Hostname" mono>
          {hostname}
        </Fact>
        <Fact name="Note">{note ? <span className="whitespace-pre-wrap">{note}</span> : null}</Fact>
        <Fact name="Tags">
          {tags.length > 0 ? (
            <span className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          ) : null}
        </Fact>
        <Fact name="UUID" mono>
          {uuid}
        </Fact>
        <SecretFact name="Secret UUID" value={secret_uuid} />
      </Facts>
    </Section>
  );
}

/** The containers that this one links to; a link works only when both sides link each other (api.md §3). */
export function Links({ container, own }: { container: ContainerDetail; own: readonly Container[] | undefined }) {
  const { linked_to, legion_address } = container;
  return (
    <Section title="Links">
      <Facts>
        <Fact name="Links to">
          {linked_to.length > 0 ? (
            <ul className="flex flex-col gap-1">
              {linked_to.map((uid) => (
                <li key={uid}>
                  <LinkedContainer uid={uid} own={own} />
                </li>
              ))}
            </ul>
          ) : null}
        </Fact>
        <Fact name="Legion addresses" mono>
          {legion_address?.length ? legion_address.join(', ') : null}
        </Fact>
      </Facts>
      <p className="mt-2 max-w-prose text-muted">
        A link works only when both containers link each other. They may belong to different customers.
      </p>
    </Section>
  );
}

function LinkedContainer({ uid, own }: { uid: number; own: readonly Container[] | undefined }) {
  const linked = own?.find((container) => container.uid === uid);
  if (own && !linked) {
    return (
      <>
        <span className="font-mono text-small">{uid}</span> <span className="text-muted">another customer's</span>
      </>
    );
  }
  return (
    <>
      <Link to="/containers/$uid" params={{ uid: String(uid) }} className="link">
        {nameOfContainer(linked ?? { uid, name: '' })}
      </Link>{' '}
      <span className="font-mono text-muted text-small">{uid}</span>
    </>
  );
}

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
