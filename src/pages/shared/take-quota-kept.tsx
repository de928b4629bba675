import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { keptMoveQuery } from '../../queries/quota-move-journal.ts';
import type { TakeQuotaNoticeProps } from './take-quota-notice.tsx';

const TakeQuotaNotice = lazy(async () => ({ default: (await import('./take-quota-notice.tsx')).TakeQuotaNotice }));

/** What this tab has begun to move on a server and not seen the end of; its code is loaded only when there is any. */
export function KeptQuotaMove(props: TakeQuotaNoticeProps) {
  const { data: kept } = useQuery(keptMoveQuery(props.address));
  if (!kept) return null;
  return (
    <Suspense fallback={null}>
      <TakeQuotaNotice {...props} />
    </Suspense>
  );
}
