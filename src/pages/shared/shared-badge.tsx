import { Badge } from '../../ui/badge.tsx';

/** Marks what is on a server that others share: the API would take a change of its sizes and silently ignore it (api.md §3). */
export function SharedBadge() {
  return (
    <Badge title="Others have containers on this server too. Memory, storage and port mappings cannot be changed there.">
      shared
    </Badge>
  );
}
