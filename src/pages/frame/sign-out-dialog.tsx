import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface SignOutDialogProps {
  /** The change has an end by now, which its page tells. */
  isOver: boolean;
  onStay: () => void;
  onSignOut: () => void;
}

/** Asked before a sign-out that would cut off a change of this tab. */
export function SignOutDialog({ isOver, onStay, onSignOut }: SignOutDialogProps) {
  return (
    <Dialog
      open
      title={isOver ? 'The change has ended' : 'A change is still under way'}
      description={
        isOver
          ? 'Nothing is under way any more: stay to see what came of it, or sign out.'
          : 'What was sent already may still take effect. What was not sent yet will not be sent, and nobody is told how it ended: look at your containers after the next sign-in. A quota move that has begun is kept in this tab, and offered to be given back then.'
      }
      isQuestion
      size="small"
      onClose={onStay}
      footer={
        <>
          <Button onClick={onStay}>Stay</Button>
          <Button variant={isOver ? 'primary' : 'danger'} onClick={onSignOut}>
            {isOver ? 'Sign out' : 'Sign out anyway'}
          </Button>
        </>
      }
    />
  );
}
