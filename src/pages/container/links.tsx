import { Link } from '@tanstack/react-router';
import { type Container, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { Fact, Facts, Section } from './facts.tsx';

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
