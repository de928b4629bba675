import type { Container } from '../../rules/containers.ts';
import { Button } from '../../ui/button.tsx';

/** What can be done to all selected containers at once: each opens its plan, which says what changes and what reboots. */
export function BulkActions({ selected }: { selected: readonly Container[] }) {
  const disabledReason = selected.length === 0 ? 'Select a container first.' : undefined;
  return (
    <>
      <Button size="small" disabledReason={disabledReason}>
        Change tags
      </Button>
      <Button size="small" disabledReason={disabledReason}>
        Set distro
      </Button>
      <Button size="small" disabledReason={disabledReason}>
        Reboot
      </Button>
    </>
  );
}
