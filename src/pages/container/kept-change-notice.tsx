import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { useIsChangingContainer } from '../../queries/container-lock.ts';
import { distrosQuery } from '../../queries/distros.ts';
import { useSetKeptChange } from '../../queries/kept-change-writes.ts';
import { keptChangeQuery, useDropKeptChange } from '../../queries/kept-changes.ts';
import { type ChangeKey, FIELD_WORDS, keysOfChange } from '../../rules/container-changes.ts';
import { type ContainerChange, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { curlOfChange } from '../../rules/curl.ts';
import { shownText } from '../../rules/shown-text.ts';
import { stillToSet } from '../../rules/stale-edits.ts';
import { formatMegabytes, formatSize } from '../../rules/units.ts';
import { currentConnection } from '../../session/session.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { notify } from '../../ui/notifications.ts';
import { useWhereabouts } from '../shared/whereabouts.ts';

function inWords(key: ChangeKey, change: ContainerChange, distroName: string | undefined): string {
  switch (key) {
    case 'distro':
      return `distro ${distroName ?? change.distro}`;
    case 'ssh_keys':
      return change.ssh_keys?.length === 1 ? '1 SSH key' : `${change.ssh_keys?.length ?? 0} SSH keys`;
    case 'tags':
      return `tags ${change.tags?.map(shownText).join(', ')}`;
    case 'memory':
      return `memory ${formatMegabytes(change.memory ?? 0)}`;
    case 'storage':
      return `storage ${formatSize(change.storage ?? 0)}`;
    case 'name':
    case 'note':
      return `${key} “${change[key]}”`;
    default:
      return FIELD_WORDS[key];
  }
}

/**
 * What was wanted of this container and is not set: the second step of a creation failed, was left to the person, or
 * nobody knows (design.md §5). It waits in this tab until they try again or drop it.
 */
export function KeptChangeNotice({ container }: { container: ContainerDetail }) {
  const { uid } = container;
  const { data: change } = useQuery(keptChangeQuery(uid));
  const [failure, setFailure] = useState<string>();
  const navigate = useNavigate();
  const follow = useWhereabouts('/signed-in/containers/$uid', { uid: String(uid) });
  const setKept = useSetKeptChange();
  const drop = useDropKeptChange();
  const underWay = useIsChangingContainer(uid);
  // With the tags and keys that it has, which stay.
  const sends = change ? stillToSet(change, container) : {};
  const missing = keysOfChange(sends);
  const { data: distros } = useQuery({ ...distrosQuery(), enabled: missing.includes('distro') });
  const isObsolete = change !== null && missing.length === 0 && !underWay;
  const dropObsolete = useEffectEvent(() => drop(uid));
  // What has arrived by another way must not come back as missing after a later change.
  useEffect(() => {
    if (isObsolete) dropObsolete();
  }, [isObsolete]);
  if (!change || missing.length === 0) return null;

  const distroName = distros?.items.find(({ id }) => id === change.distro)?.name;
  const words = missing.map((key) => inWords(key, change, distroName));

  async function tryAgain(wanted: ContainerChange) {
    setFailure(undefined);
    const whereabouts = follow();
    const name = nameOfContainer(container);
    const action = {
      label: 'Open',
      onAction: () => void navigate({ to: '/containers/$uid', params: { uid: String(uid) } }),
    };
    let failed: string;
    try {
      const outcome = await setKept.mutateAsync({ uid, change: wanted });
      if (outcome.verdict === 'done') {
        const where = whereabouts();
        if (where === 'gone') return;
        notify({
          title: `${name} is set up`,
          detail: words.join(', '),
          tone: 'success',
          ...(where === 'elsewhere' && { action }),
        });
        return;
      }
      failed =
        outcome.verdict === 'conflict'
          ? 'It was changed meanwhile, and nothing was sent. Look at the values below, then try again.'
          : outcome.message;
    } catch {
      failed = 'The panel failed and may not have sent it. Look at the values below, then try again.';
    }
    if (whereabouts() === 'here') setFailure(failed);
    if (whereabouts() === 'elsewhere')
      notify({ title: `${name} is not set up yet`, detail: failed, tone: 'danger', action });
  }

  return (
    <Alert
      title="Not set yet"
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" busy={underWay} onClick={() => void tryAgain(change)}>
            Try again
          </Button>
          <Button size="small" disabledReason={underWay ? 'Under way' : undefined} onClick={() => drop(uid)}>
            Discard
          </Button>
          <CopyButton
            size="small"
            label="Copy as curl"
            name="Copy as curl: kept change"
            text={() => curlOfChange(currentConnection(), uid, sends)}
          />
        </span>
      }
    >
      This was wanted of the container, and it does not have it: {words.join(', ')}. It is kept in this tab.
      {failure && <p className="mt-1">{failure}</p>}
    </Alert>
  );
}
