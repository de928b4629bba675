import type { ReactNode } from 'react';
import { type FieldPath, type FieldPathValue, type FieldValues, get, type UseFormReturn } from 'react-hook-form';
import type { Resource } from '../../rules/capacity.ts';
import { checkRequest, type RequestInputs, type Suggestion, warnRequest } from '../../rules/size-requests.ts';
import { formatMegabytes, formatSize, parseMegabytes } from '../../rules/units.ts';
import { FormTextField } from '../../ui/form.tsx';

export interface SizeFieldProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  /** The form's field for this resource. */
  name: FieldPath<Values> & Resource;
  label: string;
  /** Undefined while it is not known what else is on the server: then only the spelling is judged. */
  inputs: RequestInputs | undefined;
  suggestions: readonly Suggestion[];
  /** What can be done about it, below the field, while the size that is typed does not fit, or was refused before. */
  shortage?: ReactNode;
}

/** A field for a size: what was read of it, whether it fits, and sizes to pick. */
export function SizeField<Values extends FieldValues>(props: SizeFieldProps<Values>) {
  const { form, name, label, inputs, suggestions, shortage } = props;
  const parsed = parseMegabytes(String(form.watch(name)));
  // While the field shows a refusal, the one kept from it says the same again.
  const isInvalid = get(form.formState.errors, name) !== undefined;
  const isShort =
    parsed.ok &&
    inputs !== undefined &&
    (checkRequest({ ...inputs, parsed }) ??
      warnRequest({ ...inputs, megabytes: parsed.megabytes, refused: inputs.refused })) !== undefined;

  // Half a number is no mistake yet, but more than is free is one from the first digit that says so.
  function typed(text: string) {
    const now = parseMegabytes(text);
    if (now.ok && inputs && checkRequest({ ...inputs, parsed: now })) void form.trigger(name);
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <FormTextField
        form={form}
        name={name}
        label={label}
        hint={parsed.ok ? formatMegabytes(parsed.megabytes) : 'In MB, GB or TB'}
        note={
          parsed.ok && inputs && !isInvalid
            ? warnRequest({ ...inputs, megabytes: parsed.megabytes, refused: inputs.refused })
            : undefined
        }
        onChange={(event) => typed(event.target.value)}
      />
      {isShort && shortage}
      <fieldset className="flex min-h-6 flex-wrap gap-1">
        <legend className="sr-only">{`Suggestions for ${label.toLowerCase()}`}</legend>
        {suggestions.map((suggestion) => (
          <button
            key={suggestion.label}
            type="button"
            // The field keeps the focus: leaving it would validate it, and a message would move this button away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() =>
              form.setValue(name, formatSize(suggestion.megabytes) as FieldPathValue<Values, typeof name>, {
                shouldValidate: true,
                shouldDirty: true,
                shouldTouch: true,
              })
            }
            className="min-h-6 rounded-full border border-line-strong bg-surface px-2 text-xs text-muted hover:border-muted hover:text-text"
          >
            {suggestion.label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
