import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface SignOutDialogProps {
  /** No change is under way (any more): its page tells how it ended. */
  isOver: boolean;
  /** What is unsaved, as the object of "You have not saved"; empty when nothing is. */
  unsaved: string;
  onStay: () => void;
  onSignOut: () => void;
}

const UNDER_WAY =
  'What was sent already may still take effect. What was not sent yet will not be sent, and nobody is told how it ended: look at your containers after the next sign-in. A quota move that has begun is kept in this tab, and offered to be given back then.';

function wordsOf(isOver: boolean, unsaved: string): { title: string; description: string; confirm: string } {
  const lost = unsaved && `You have not saved ${unsaved}. Signing out forgets that.`;
  if (!isOver) {
    const description = [UNDER_WAY, lost].filter(Boolean).join(' ');
    return { title: 'A change is still under way', description, confirm: 'Sign out anyway' };
  }
  if (lost) return { title: 'Sign out without saving?', description: lost, confirm: 'Discard and sign out' };
  const description = 'Nothing is under way any more: stay to see what came of it, or sign out.';
  return { title: 'The change has ended', description, confirm: 'Sign out' };
}

/** Asked before a sign-out that would cut off a change of this tab, or forget what was typed. */
export function SignOutDialog({ isOver, unsaved, onStay, onSignOut }: SignOutDialogProps) {
  const { title, description, confirm } = wordsOf(isOver, unsaved);
  return (
    <Dialog
      open
      title={title}
      description={description}
      isQuestion
      size="small"
      onClose={onStay}
      footer={
        <>
          <Button onClick={onStay}>Stay</Button>
          <Button variant={isOver && !unsaved ? 'primary' : 'danger'} onClick={onSignOut}>
            {confirm}
          </Button>
        </>
      }
    />
  );
}
