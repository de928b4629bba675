import type { ContainerDetail } from '../../rules/containers.ts';
import { Badge } from '../../ui/badge.tsx';
import { Fact, Facts, SecretFact, Section } from './facts.tsx';

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
