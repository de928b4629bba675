import type { Container } from '../../rules/containers.ts';
import { Notice } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';

/** Offers a spare of this server, because containers cannot be deleted, only used again (design.md §5). */
export function SpareOffer({
  spare,
  used,
  onChange,
}: {
  spare: Container;
  used: boolean;
  onChange: (used: boolean) => void;
}) {
  return (
    <Notice
      action={
        <Button onClick={() => onChange(!used)}>
          {used ? 'Create a new one instead' : `Use the spare ${spare.uid} instead`}
        </Button>
      }
    >
      {used
        ? `The spare ${spare.uid} gets this name and these sizes, and reboots. No container is created.`
        : `${spare.uid} on this server is a spare: a container that nobody uses.`}
    </Notice>
  );
}
