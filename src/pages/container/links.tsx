import { useQuery } from '@tanstack/react-query';
import { memo, Suspense, useMemo, useState } from 'react';
import { useLinkSearch, useLinksOf } from '../../queries/links.ts';
import { meQuery } from '../../queries/me.ts';
import { type Container, type ContainerDetail, nameOfContainer } from '../../rules/containers.ts';
import { type LinkRow, type LinkStep, linkRows } from '../../rules/links.ts';
import { shownText } from '../../rules/shown-text.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { NotLoaded } from '../shared/not-loaded.tsx';
import { Fact, Facts, Section } from './facts.tsx';
import { LinkForm } from './links-form.tsx';
import { LinkList } from './links-list.tsx';
import { LinkSearchLine } from './links-search.tsx';
import type { UnlinkDialogProps } from './links-unlink-dialog.tsx';
import { useLinkWrites } from './links-writes.ts';

// Seldom needed: it comes when it is asked for (design.md §7).
const UnlinkDialog = lazyPart(
  async () => (await import('./links-unlink-dialog.tsx')).UnlinkDialog,
  ({ onCancel }: UnlinkDialogProps) => <NotLoaded onClose={onCancel} />,
);

/** So many of the customer's containers are read without being asked for, to find those that link here. */
const MOST_READ_UNASKED = 30;

export interface LinksProps {
  container: ContainerDetail;
  /** All the customer's containers; undefined while they are not loaded. */
  own: readonly Container[] | undefined;
}

/**
 * The links of a container in both directions: whether each works, and what can be done about it (api.md §3). Drawn anew
 * only when they change: the form beside is drawn at every key.
 */
export const Links = memo(function Links({ container, own }: LinksProps) {
  const { uid, linked_to, legion_address } = container;
  const { data: me } = useQuery(meQuery());
  const [target, setTarget] = useState<number>();
  const [unlinking, setUnlinking] = useState<LinkRow | null>(null);
  const search = useLinkSearch(uid);
  const ownByUid = useMemo(() => own && new Map(own.map((one) => [one.uid, one])), [own]);
  // A row of the list that cannot be read is still the customer's.
  const ownUids = useMemo(() => new Set([...(ownByUid?.keys() ?? []), ...(me?.containers ?? [])]), [ownByUid, me]);
  const others = useMemo(() => [...ownUids].filter((one) => one !== uid), [ownUids, uid]);
  const isFew = others.length <= MOST_READ_UNASKED;
  const asked = isFew ? others : [...linked_to, ...search.found, ...(target === undefined ? [] : [target])];
  const isOwn = (one: number) => ownUids.has(one);
  const { linksOf, failed, readAgain } = useLinksOf(own ? [...new Set(asked)].filter(isOwn) : []);
  const rows = linkRows({ container, ownByUid, linksOf }).map((row) => ({ ...row, isOwn: own && isOwn(row.uid) }));
  const call = (one: number) =>
    one === uid
      ? nameOfContainer(container)
      : (rows.find((row) => row.uid === one)?.name ?? nameOfContainer(ownByUid?.get(one) ?? { uid: one, name: '' }));
  const writes = useLinkWrites(uid, call, isOwn);
  const { underWay, problem } = writes;

  async function unlink(steps: readonly LinkStep[]) {
    await writes.run(steps);
    setUnlinking(null);
  }

  return (
    <Section title="Links">
      <p className="mb-3 max-w-prose text-muted">
        A link works only when both containers link each other. They may belong to different customers.
      </p>
      {problem && (
        <Alert
          title={problem.title}
          className="mb-3"
          action={
            <span className="flex flex-wrap gap-2">
              <Button size="small" busy={underWay !== undefined} onClick={() => void writes.run(problem.again)}>
                Try again
              </Button>
              <Button size="small" onClick={writes.hide}>
                Hide
              </Button>
            </span>
          }
        >
          {problem.detail}
        </Alert>
      )}
      <LinkList
        uid={uid}
        rows={rows}
        call={call}
        failed={failed}
        underWay={underWay}
        onRead={readAgain}
        onLink={(step) => void writes.run([step])}
        onUnlink={setUnlinking}
      />
      {!isFew && own && <LinkSearchLine search={search} among={others.filter((one) => !linksOf.has(one))} />}
      <LinkForm
        container={container}
        own={own}
        linksOf={linksOf}
        call={call}
        isOwn={isOwn}
        underWay={underWay}
        onTarget={setTarget}
        onLink={writes.run}
      />
      {legion_address?.length ? (
        <Facts>
          <Fact name="Legion addresses" mono>
            {legion_address.map(shownText).join(', ')}
          </Fact>
        </Facts>
      ) : null}
      {unlinking && (
        <Suspense fallback={null}>
          <UnlinkDialog
            container={container}
            row={unlinking}
            call={call}
            busy={underWay !== undefined}
            onConfirm={(steps) => void unlink(steps)}
            onCancel={() => setUnlinking(null)}
          />
        </Suspense>
      )}
    </Section>
  );
});
