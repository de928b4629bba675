import { type Container, nameOfContainer } from '../../../rules/containers.ts';
import type { MappingTexts } from '../../../rules/port-mapping-requests.ts';

/** How far an addition is; null while none is under way and none has ended. */
export function progressOf(now: { isPending: boolean; looksAgain: boolean; added: string | undefined }) {
  if (now.looksAgain)
    return 'No answer that proves it yet: looking in the table until it is known. Nothing is sent twice.';
  if (now.isPending) return null;
  return now.added ? `Added ${now.added}.` : null;
}

/** What has to be true inside the container, which the panel cannot see (api.md §4). */
export function ListenHint({ container, texts }: { container: Container | undefined; texts: MappingTexts }) {
  const where = container ? container.ip : 'its 10.x.x.x address';
  const port = /^\d{4,5}$/.test(texts.private_port) ? `:${texts.private_port}` : '';
  return (
    <p>
      Inside {container ? nameOfContainer(container) : 'the container'}, listen on{' '}
      {container ? (
        <code className="text-text">
          {where}
          {port}
        </code>
      ) : (
        where
      )}
      , not on <code>127.0.0.1</code>.
    </p>
  );
}
