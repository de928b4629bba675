import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, type MouseEvent, type SyntheticEvent, useId, useState } from 'react';
import { classNames } from './class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-text not-aria-disabled:hover:bg-accent/90',
  secondary: 'border-line-strong bg-surface text-text not-aria-disabled:hover:bg-sunken',
  quiet: 'border-transparent text-muted not-aria-disabled:hover:bg-sunken not-aria-disabled:hover:text-text',
  danger: 'border-danger bg-surface text-danger not-aria-disabled:hover:bg-danger-ground',
};

const SIZES: Record<ButtonSize, string> = {
  normal: 'min-h-9 px-3 py-1.5',
  small: 'min-h-7 px-2 py-0.5 text-small',
};

/** The classes of a button, for a link that looks like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'normal'): string {
  return classNames(
    'relative inline-flex items-center justify-center gap-1.5 rounded-lg border text-center font-medium no-underline transition-colors',
    VARIANTS[variant],
    SIZES[size],
  );
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button keeps its width, its name and the focus, and ignores clicks. */
  busy?: boolean;
  /** Why it cannot be used now. The button stays focusable, so that the reason can be found; clicks do nothing. */
  disabledReason?: string | undefined;
};

/** A button that never vanishes from the tab order: being busy or disabled is said, not hidden (design.md §4). */
export function Button({
  variant = 'secondary',
  size = 'normal',
  busy = false,
  disabledReason,
  type = 'button',
  className,
  onClick,
  children,
  'aria-describedby': describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const [inRightHalf, setInRightHalf] = useState(false);
  const blocked = busy || disabledReason !== undefined;

  function click(event: MouseEvent<HTMLButtonElement>) {
    // A submit button submits unless told otherwise, with Enter in a field too.
    if (blocked) event.preventDefault();
    else onClick?.(event);
  }

  // The bubble grows away from the nearer edge of the window, so that it never widens the page.
  function chooseSide(event: SyntheticEvent<HTMLButtonElement>) {
    const { left, right } = event.currentTarget.getBoundingClientRect();
    setInRightHalf(left + right > window.innerWidth);
  }

  return (
    <>
      <button
        onPointerEnter={chooseSide}
        onFocus={chooseSide}
        {...rest}
        type={type}
        aria-disabled={blocked || undefined}
        aria-busy={busy || undefined}
        aria-describedby={classNames(describedBy, disabledReason !== undefined && reasonId) || undefined}
        data-reason={disabledReason}
        data-reason-side={inRightHalf ? 'end' : undefined}
        onClick={click}
        className={classNames(
          buttonClass(variant, size),
          disabledReason !== undefined &&
            'reason-bubble cursor-not-allowed border-dashed! border-line-strong! bg-sunken! text-muted!',
          busy && 'cursor-progress',
          className,
        )}
      >
        <span className={classNames('inline-flex items-center gap-1.5', busy && 'opacity-0')}>{children}</span>
        {busy && <LoaderCircle size={16} className="absolute animate-spin" />}
      </button>
      {disabledReason !== undefined && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
}
