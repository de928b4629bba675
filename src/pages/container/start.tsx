import { type ContainerDetail, sshCommand } from '../../rules/containers.ts';
import { parseKeys } from '../../rules/ssh-keys.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact, Facts, Section } from './facts.tsx';

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
