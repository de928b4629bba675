import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useId } from 'react';
import { Button } from './button.tsx';
import { modalWhileMounted, questionWhileMounted } from './modal.ts';

const widths = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-3xl' } as const;

/**
 * What a tall dialog asks stays in view with its answers, at its bottom edge; not where it would leave no room for the rest
 * (a high zoom, a phone lying down).
 */
const STICKY =
  '-mx-6 -mb-6 border-t border-line bg-surface px-6 py-4 [@media(min-height:30rem)]:sticky [@media(min-height:30rem)]:bottom-0';

export interface DialogProps {
  open: boolean;
  /** Asked for by Escape and by the close button; the caller answers by turning `open` off. Never called when not dismissible. */
  onClose?: () => void;
  /** The heading and the accessible name. */
  title: string;
  /** Below the heading, and read with it when the dialog opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the safe one first: it gets the focus when there is no field. */
  footer?: ReactNode;
  /** A question begins at its safe button, also where something can be chosen beside it. */
  isQuestion?: boolean;
  /** False: neither Escape nor a button closes it; only the caller does. */
  dismissible?: boolean;
  size?: keyof typeof widths;
}

/**
 * A modal dialog on the native element. While `open` is false nothing of it is in the document.
 * The first field has the focus, else the safe button; on closing the opener has it back (WCAG 2.2 2.4.3).
 */
export function Dialog({ open, ...dialog }: DialogProps) {
  return open ? <OpenDialog {...dialog} /> : null;
}

function OpenDialog({
  onClose,
  title,
  description,
  children,
  footer,
  isQuestion = false,
  dismissible = true,
  size = 'medium',
}: Omit<DialogProps, 'open'>) {
  const titleId = useId();
  const descriptionId = useId();
  const close = dismissible ? onClose : undefined;

  // The caller owns `open`: the browser may ask to close, never do it on its own.
  function handleCancel(event: SyntheticEvent<HTMLDialogElement>) {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    close?.();
  }
  // A browser lets a second Escape through whatever the page says; a dialog that must stay is then shown again.
  function handleClose(event: SyntheticEvent<HTMLDialogElement>) {
    const dialog = event.currentTarget;
    if (event.target !== dialog || dialog.open) return;
    if (close) close();
    else dialog.showModal();
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && !close) event.preventDefault();
  }

  return (
    <dialog
      ref={isQuestion ? questionWhileMounted : modalWhileMounted}
      aria-labelledby={titleId}
      aria-describedby={description ? descriptionId : undefined}
      closedby={close ? 'closerequest' : 'none'}
      onCancel={handleCancel}
      onClose={handleClose}
      onKeyDown={handleKeyDown}
      className={`${widths[size]} m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] scroll-pb-24 overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface text-sm text-text shadow-xl backdrop:bg-[rgb(0_0_0/0.5)]`}
    >
      <div className="relative p-6">
        <h2 id={titleId} className="mb-3 pr-10 text-lg font-semibold text-balance wrap-anywhere">
          {title}
        </h2>
        {description && (
          <div id={descriptionId} className="mb-4 text-muted wrap-anywhere">
            {description}
          </div>
        )}
        {children && <div className="wrap-anywhere">{children}</div>}
        {footer && (
          <div
            data-footer
            className={`mt-6 flex flex-wrap justify-end gap-3 wrap-anywhere ${size === 'large' ? STICKY : 'max-sm:flex-col max-sm:items-stretch'}`}
          >
            {footer}
          </div>
        )}
        {/* Last in the tab order: Escape does the same. */}
        {close && (
          <button
            type="button"
            aria-label="Close"
            onClick={close}
            className="absolute top-4 right-4 flex size-9 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-text"
          >
            <X size={18} />
          </button>
        )}
      </div>
    </dialog>
  );
}

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What it means, in sentences: read with the title when the question is asked. */
  body: ReactNode;
  /** What can be chosen, copied or has failed: below the body, and not read with it. */
  children?: ReactNode;
  /** What happens on yes, as an imperative: "Reboot", never "OK". */
  confirmLabel: string;
  danger?: boolean;
  /** The confirmed work is under way: neither a second confirmation nor a way out until it has ended. */
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question with two answers. The focus starts on Cancel, so Enter out of habit changes nothing. */
export function ConfirmDialog({
  open,
  title,
  body,
  children,
  confirmLabel,
  danger = false,
  busy = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  return (
    <Dialog
      open={open}
      title={title}
      description={body}
      isQuestion
      size="small"
      dismissible={!busy}
      onClose={onCancel}
      footer={
        <>
          <Button variant="secondary" onClick={onCancel} disabledReason={busy ? 'Under way' : undefined}>
            Cancel
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
