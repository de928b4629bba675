import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** In place of a dialog whose code did not come, e.g. offline. */
export function NotLoaded({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open title="This could not be loaded" onClose={onClose} footer={<Button onClick={onClose}>Back</Button>}>
      Nothing was changed. Reload the page when the network is back, then try again.
    </Dialog>
  );
}
