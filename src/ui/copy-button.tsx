import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx';

export type CopyButtonProps = {
  /** The text, or how to make it at the moment of the click. */
  text: string | (() => string | Promise<string>);
  label: string;
  /** The accessible name where several buttons have the same label; it begins with the label (WCAG 2.2 2.5.3). */
  name?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  disabledReason?: string | undefined;
};

type Result = 'idle' | 'copied' | 'refused';

/** Copies a text and says so. A browser that refuses (no permission, a page without https) is told about in words. */
export function CopyButton({ text, label, name, variant = 'quiet', size, disabledReason }: CopyButtonProps) {
  const [result, setResult] = useState<Result>('idle');

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setResult('copied');
    } catch {
      setResult('refused');
    }
  }

  const Icon = result === 'copied' ? Check : Copy;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        variant={variant}
        size={size}
        disabledReason={disabledReason}
        aria-label={name}
        data-set-apart
        onClick={copy}
        onBlur={() => setResult('idle')}
      >
        <Icon size={14} />
        {/* Its line is the button's, so that it stands on one with a text beside it; else the icon's edge would be. */}
        <span className="self-baseline">{label}</span>
      </Button>
      <span aria-live="polite" className={result === 'refused' ? 'text-small text-danger' : 'sr-only'}>
        {result === 'copied' && 'Copied'}
        {result === 'refused' &&
          'The browser refused the clipboard. Nothing was copied. Select the text and copy it yourself.'}
      </span>
    </span>
  );
}
