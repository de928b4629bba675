import type { UseQueryResult } from '@tanstack/react-query';

type Distros = Pick<UseQueryResult<{ unreadable: readonly unknown[] }>, 'data' | 'isError'>;

/** Why not every distro can be chosen; undefined when each can. */
export function distrosHint({ data, isError }: Distros): string | undefined {
  if (isError && !data) return 'The distros could not be loaded. Nothing was changed. Reload the page to try again.';
  const missing = data?.unreadable.length ?? 0;
  if (missing === 0) return undefined;
  const count = missing === 1 ? '1 distro is' : `${missing} distros are`;
  return `${count} missing here: the API sent what the panel cannot read.`;
}
