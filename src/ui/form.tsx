import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import {
  type FieldError,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  get,
  type UseFormReturn,
  useController,
  useFormState,
} from 'react-hook-form';
import { Alert } from './alert.tsx';
import {
  ErrorsAreQuiet,
  SelectField,
  type SelectFieldProps,
  TextAreaField,
  type TextAreaFieldProps,
  TextField,
  type TextFieldProps,
} from './field.tsx';
import { PoliteStatus } from './polite-status.tsx';

export type FormShellProps<Values extends FieldValues, Context, Output> = {
  form: UseFormReturn<Values, Context, Output>;
  /** Called with valid values only, and never again before its promise has settled. */
  onSubmit: (values: Output) => unknown;
  /** The write is under way: Enter and the button do nothing. */
  loading: boolean;
  /** A failure that belongs to no field; null when there is none. */
  submitError: Exclude<ReactNode, undefined>;
  /** The form's accessible name; left out where the region around it has the name. */
  label?: string;
  children: ReactNode;
  /** Buttons, below the error. */
  footer?: ReactNode;
  className?: string;
};

/**
 * A form that submits once: a second Enter or click before the first has settled does nothing, also within the same tick,
 * before `loading` could be drawn. The first invalid field gets the focus; one that has it already is said to be refused.
 */
export function FormShell<Values extends FieldValues, Context, Output>(props: FormShellProps<Values, Context, Output>) {
  const { form, onSubmit, loading, submitError, label, children, footer, className } = props;
  const underWay = useRef(false);
  const [isSubmitted, setIsSubmitted] = useState(false);
  const [refusal, setRefusal] = useState({ text: '' });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    if (loading || underWay.current) return;
    underWay.current = true;
    setIsSubmitted(true);
    const focused = document.activeElement;
    try {
      await form.handleSubmit(
        (values) => onSubmit(values),
        (errors) => setRefusal({ text: refusalOf(errors, focused) }),
      )(event);
    } finally {
      underWay.current = false;
    }
  }

  return (
    <form
      noValidate
      aria-label={label}
      aria-busy={loading || undefined}
      onSubmit={submit}
      onInput={() => {
        setIsSubmitted(false);
        setRefusal({ text: '' });
      }}
      className={className ?? 'flex flex-col gap-5'}
    >
      <ErrorsAreQuiet value={isSubmitted}>{children}</ErrorsAreQuiet>
      <PoliteStatus text={refusal.text} occasion={refusal} delayMs={100} />
      {submitError !== null && <Alert>{submitError}</Alert>}
      {footer && <div className="flex flex-wrap items-center gap-x-4 gap-y-2">{footer}</div>}
    </form>
  );
}

/** Why the focused field is refused; empty when it is not, or when the focus moves from it to one above. */
function refusalOf(errors: FieldErrors, focused: Element | null): string {
  const name = focused?.getAttribute('name');
  if (!name || firstRefused(errors, focused?.closest('form')) !== focused) return '';
  return get<FieldErrors, FieldError | undefined>(errors, name)?.message ?? '';
}

function firstRefused(errors: FieldErrors, form: HTMLFormElement | null | undefined): Element | undefined {
  return [...(form?.elements ?? [])].find((element) => {
    const name = element.getAttribute('name');
    return name !== null && get(errors, name) !== undefined;
  });
}

type Bound<Values extends FieldValues, Context, Output> = {
  form: UseFormReturn<Values, Context, Output>;
  name: FieldPath<Values>;
};

type BoundField<Values extends FieldValues, Context, Output, Props> = Bound<Values, Context, Output> &
  Omit<Props, 'name' | 'form' | 'error' | 'ref' | 'value' | 'defaultValue'>;

function useBound<Values extends FieldValues, Context, Output>({ form, name }: Bound<Values, Context, Output>) {
  const { errors } = useFormState({ control: form.control, name, exact: true });
  const error = get<FieldErrors<Values>, FieldError | undefined>(errors, name);
  return { error: error?.message };
}

/** A `TextField` bound to a field of the form; a name that the form does not have does not compile. */
export function FormTextField<Values extends FieldValues, Context, Output>(
  props: BoundField<Values, Context, Output, TextFieldProps>,
) {
  const { form, name, onChange, onBlur, ...rest } = props;
  const { error } = useBound({ form, name });
  return <TextField {...rest} {...form.register(name, { onChange, onBlur })} error={error} />;
}

/** A `TextAreaField` bound to a field of the form. */
export function FormTextArea<Values extends FieldValues, Context, Output>(
  props: BoundField<Values, Context, Output, TextAreaFieldProps>,
) {
  const { form, name, onChange, onBlur, ...rest } = props;
  const { error } = useBound({ form, name });
  return <TextAreaField {...rest} {...form.register(name, { onChange, onBlur })} error={error} />;
}

/**
 * A `SelectField` bound to a field of the form. Its options may come after the value, as those of a list that is read do:
 * the value is drawn anew with them, which a select that has its value in the document only would have lost by then.
 */
export function FormSelect<Values extends FieldValues, Context, Output>(
  props: BoundField<Values, Context, Output, SelectFieldProps>,
) {
  const { form, name, onChange, onBlur, ...rest } = props;
  const { field, fieldState } = useController({ control: form.control, name });
  return (
    <SelectField
      {...rest}
      {...field}
      onChange={(event) => {
        field.onChange(event);
        onChange?.(event);
      }}
      onBlur={(event) => {
        field.onBlur();
        onBlur?.(event);
      }}
      error={fieldState.error?.message}
    />
  );
}
