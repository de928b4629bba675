import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followOtherTabs } from '../../queries/other-tabs.ts';
import { ToastRegion } from '../../ui/toast-region.tsx';
import { OutageBar } from './outage-bar.tsx';

/** What tells below every page of things that happen beside it. No page needs it to stand. */
export function FrameFoot({ apiUrl }: { apiUrl: string }) {
  const queryClient = useQueryClient();
  // The other tabs are outside of React.
  useEffect(() => followOtherTabs(queryClient), [queryClient]);
  return (
    <>
      <OutageBar apiUrl={apiUrl} />
      <ToastRegion />
    </>
  );
}
