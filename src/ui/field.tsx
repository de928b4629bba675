import { ChevronDown, CircleAlert, Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, createContext, type ReactNode, use, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { PoliteStatus } from './polite-status.tsx';

export type FieldTexts = {
  label: string;
  labelHidden?: boolean | undefined;
  /** What to type, or what follows from it. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: string | undefined;
  /** How the panel understood what was typed, e.g. "Read as 8080". Said aloud once the typing rests. */
  note?: string | undefined;
  /** Beside the label, at the right. */
  labelAside?: ReactNode;
  className?: string | undefined;
};

/**
 * Whether errors that appear now are said by other means: a submit leads the focus to the first invalid field, which is
 * read with its error. An error that appears while typing, or on leaving a field, is said once the typing rests.
 */
export const ErrorsAreQuiet = createContext(false);

type Descriptions = { describedBy: string | undefined; hintId: string; noteId: string; errorId: string };

function useDescriptions(texts: FieldTexts, also: string | undefined): Descriptions {
  const id = useId();
  const hintId = `${id}-hint`;
  const noteId = `${id}-note`;
  const errorId = `${id}-error`;
  const describedBy = classNames(
    also,
    Boolean(texts.hint) && hintId,
    Boolean(texts.error) && errorId,
    Boolean(texts.note) && noteId,
  );
  return { describedBy: describedBy || undefined, hintId, noteId, errorId };
}

const CONTROL =
  'w-full min-w-0 rounded-lg border border-line-strong bg-surface px-2.5 text-text transition-colors ' +
  'hover:border-muted focus-visible:border-accent focus-visible:outline-offset-[-1px] ' +
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken';

/** The classes of a text input, for controls that are not one of these fields but look alike. */
export function controlClass(mono = false): string {
  return classNames(CONTROL, 'h-9', mono && 'font-mono text-small');
}

type FieldFrameProps = FieldTexts & Descriptions & { controlId: string; asideLast?: boolean; children: ReactNode };

function FieldFrame(props: FieldFrameProps) {
  const { label, labelHidden, labelAside, hint, error, note, controlId, hintId, errorId, noteId, className } = props;
  const { asideLast = false } = props;
  const quiet = use(ErrorsAreQuiet);
  return (
    <div className={classNames('relative flex min-w-0 flex-col gap-1', className)}>
      <div className={classNames('flex items-baseline justify-between gap-2', labelHidden && !labelAside && 'sr-only')}>
        <label htmlFor={controlId} className={classNames('font-medium', labelHidden && 'sr-only')}>
          {label}
        </label>
        {asideLast ? null : labelAside}
      </div>
      {props.children}
      {error && (
        <p id={errorId} className="flex gap-1.5 text-small text-danger">
          <CircleAlert size={14} className="mt-[3px] shrink-0" />
          <span className="min-w-0 whitespace-pre-line wrap-anywhere">{error}</span>
        </p>
      )}
      {note && (
        <p id={noteId} className="text-small text-accent">
          {note}
        </p>
      )}
      <PoliteStatus text={error ?? ''} quiet={quiet} />
      <PoliteStatus text={note ?? ''} />
      {hint && (
        <div id={hintId} className="text-small text-muted wrap-anywhere">
          {hint}
        </div>
      )}
      {asideLast && labelAside && <div className="absolute top-0 right-0">{labelAside}</div>}
    </div>
  );
}

export type TextFieldProps = FieldTexts &
  Omit<ComponentProps<'input'>, 'className'> & {
    mono?: boolean;
    /** What stands beside the label is about what the field holds: it comes after it in the tab order. */
    asideLast?: boolean;
  };

/** One line of text with its label, hint, error and note all tied to the input (WCAG 2.2 1.3.1, 3.3.1, 3.3.2). A password can be shown. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    labelHidden,
    labelAside,
    hint,
    error,
    note,
    className,
    mono,
    asideLast,
    type = 'text',
    ...input
  } = props;
  const generatedId = useId();
  const controlId = input.id ?? generatedId;
  const texts = { label, labelHidden, labelAside, hint, error, note, className };
  const descriptions = useDescriptions(texts, input['aria-describedby']);
  const [shown, setShown] = useState(false);
  const isPassword = type === 'password';
  const end = isPassword ? <ShowPassword label={label} shown={shown} onToggle={() => setShown(!shown)} /> : undefined;

  return (
    <FieldFrame {...texts} {...descriptions} controlId={controlId} asideLast={asideLast}>
      <div className="relative flex">
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          id={controlId}
          type={isPassword && shown ? 'text' : type}
          aria-describedby={descriptions.describedBy}
          aria-invalid={error ? true : undefined}
          className={classNames(controlClass(mono), isPassword && 'pr-10', !isPassword && Boolean(end) && 'pr-20')}
        />
        {end && <div className="absolute inset-y-0 right-1 flex items-center text-muted">{end}</div>}
      </div>
    </FieldFrame>
  );
}

function ShowPassword({ label, shown, onToggle }: { label: string; shown: boolean; onToggle: () => void }) {
  const Icon = shown ? EyeOff : Eye;
  // A label of several words begins with the name of a service.
  const what = label.includes(' ') ? label : label.toLowerCase();
  return (
    <button
      type="button"
      aria-label={`${shown ? 'Hide' : 'Show'} ${what}`}
      onClick={onToggle}
      className="rounded-md p-1.5 hover:text-text"
    >
      <Icon size={16} />
    </button>
  );
}

export type TextAreaFieldProps = FieldTexts & Omit<ComponentProps<'textarea'>, 'className'> & { mono?: boolean };

/** Several lines of text, tied to its texts as a `TextField` is. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, labelHidden, labelAside, hint, error, note, className, mono, ...area } = props;
  const generatedId = useId();
  const controlId = area.id ?? generatedId;
  const texts = { label, labelHidden, labelAside, hint, error, note, className };
  const descriptions = useDescriptions(texts, area['aria-describedby']);
  return (
    <FieldFrame {...texts} {...descriptions} controlId={controlId}>
      <textarea
        rows={3}
        spellCheck={false}
        {...area}
        id={controlId}
        aria-describedby={descriptions.describedBy}
        aria-invalid={error ? true : undefined}
        className={classNames(CONTROL, 'min-h-14 py-2', mono && 'font-mono text-small')}
      />
    </FieldFrame>
  );
}

export type SelectFieldProps = FieldTexts & Omit<ComponentProps<'select'>, 'className'> & { mono?: boolean };

/** A native select (its `<option>`s are the children), tied to its texts as a `TextField` is. */
export function SelectField(props: SelectFieldProps) {
  const { label, labelHidden, labelAside, hint, error, note, className, mono, children, ...select } = props;
  const generatedId = useId();
  const controlId = select.id ?? generatedId;
  const texts = { label, labelHidden, labelAside, hint, error, note, className };
  const descriptions = useDescriptions(texts, select['aria-describedby']);
  return (
    <FieldFrame {...texts} {...descriptions} controlId={controlId}>
      <div className="relative flex">
        <select
          {...select}
          id={controlId}
          aria-describedby={descriptions.describedBy}
          aria-invalid={error ? true : undefined}
          className={classNames(CONTROL, 'h-9 appearance-none truncate pr-8', mono && 'font-mono text-small')}
        >
          {children}
        </select>
        <ChevronDown size={16} className="pointer-events-none absolute inset-y-0 right-2.5 my-auto text-muted" />
      </div>
    </FieldFrame>
  );
}
