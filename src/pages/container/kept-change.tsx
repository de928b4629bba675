import { useIsMutating, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { dropKeptChange, keptChange, useChangeContainer } from '../../queries/change-container.ts';
import { distrosQuery } from '../../queries/distros.ts';
import { type ContainerChange, type ContainerDetail, judgeChange } from '../../rules/containers.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notifications.ts';
import { nameOfContainer } from '../shared/containers-table.tsx';

/** The keys of a change that the container does not show yet. */
function missingOf(change: ContainerChange, after: ContainerDetail): (keyof ContainerChange)[] {
  const verdict = judgeChange({ change, answer: { outcome: 'accepted', body: null }, after });
  return verdict.verdict === 'not-done' ? verdict.fields : [];
}

function inWords(key: keyof ContainerChange, change: ContainerChange, distroName: string | undefined): string {
  switch (key) {
    case 'distro':
      return `distro ${distroName ?? change.distro}`;
    case 'ssh_keys':
      return change.ssh_keys?.length === 1 ? '1 SSH key' : `${change.ssh_keys?.length ?? 0} SSH keys`;
    case 'tags':
      return `tags ${change.tags?.join(', ')}`;
    case 'memory':
      return `memory ${formatMegabytes(change.memory ?? 0)}`;
    case 'storage':
      return `storage ${formatSize(change.storage ?? 0)}`;
    case 'name':
    case 'note':
      return `${key} “${change[key]}”`;
  }
}

/**
 * What was wanted of this container and is not set: the second step of a creation failed, or nobody knows (design.md §5).
 * It waits in this tab until the person tries again or drops it.
 */
export function KeptChange({ container }: { container: ContainerDetail }) {
  const { uid } = container;
  const [change, setChange] = useState(() => keptChange(uid));
  const [failure, setFailure] = useState<string>();
  const changeContainer = useChangeContainer();
  const underWay = useIsMutating({ mutationKey: ['change-container'] }) > 0;
  const missing = change ? missingOf(change, container) : [];
  const { data: distros } = useQuery({ ...distrosQuery(), enabled: missing.includes('distro') });
  const isObsolete = change !== undefined && missing.length === 0;
  // What has arrived by another way must not come back as missing after a later change.
  useEffect(() => {
    if (isObsolete) dropKeptChange(uid);
  }, [isObsolete, uid]);
  if (!change || isObsolete) return null;

  const distroName = distros?.items.find(({ id }) => id === change.distro)?.name;
  const words = missing.map((key) => inWords(key, change, distroName));

  function discard() {
    dropKeptChange(uid);
    setChange(undefined);
  }

  async function tryAgain(wanted: ContainerChange) {
    setFailure(undefined);
    try {
      const verdict = await changeContainer.mutateAsync({ uid, change: wanted });
      if (verdict.verdict === 'done') {
        setChange(undefined);
        notify({ title: `${nameOfContainer(container)} is set up`, detail: words.join(', '), tone: 'success' });
      } else if (verdict.verdict === 'not-done') setFailure(verdict.message);
      else
        setFailure(
          'It is not known whether it was set: no answer can be read. Look at the values below, then try again.',
        );
    } catch {
      setFailure('The panel failed and may not have sent it. Look at the values below, then try again.');
    }
  }

  return (
    <Alert
      title="Not set yet"
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" busy={underWay} onClick={() => void tryAgain(change)}>
            Try again
          </Button>
          <Button size="small" disabledReason={underWay ? 'Under way' : undefined} onClick={discard}>
            Discard
          </Button>
        </span>
      }
    >
      The container exists, but this did not reach it: {words.join(', ')}. It is kept in this tab.
      {failure && <p className="mt-1">{failure}</p>}
    </Alert>
  );
}
