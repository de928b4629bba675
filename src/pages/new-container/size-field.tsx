import type { UseFormReturn } from 'react-hook-form';
import type { Resource } from '../../rules/capacity.ts';
import { checkRequest, type RequestInputs, type Suggestion, warnRequest } from '../../rules/size-requests.ts';
import { formatMegabytes, formatSize, parseMegabytes } from '../../rules/units.ts';
import { FormTextField } from '../../ui/form.tsx';
import type { NewContainerValues } from './form-values.ts';

/** A field for a size: what was read of it, whether it fits, and sizes to pick. */
export function SizeField({
  form,
  resource,
  label,
  inputs,
  suggestions,
}: {
  form: UseFormReturn<NewContainerValues>;
  resource: Resource;
  label: string;
  inputs: RequestInputs;
  suggestions: readonly Suggestion[];
}) {
  const parsed = parseMegabytes(form.watch(resource));
  // While the field shows a refusal, the one kept from it says the same again.
  const isInvalid = form.formState.errors[resource] !== undefined;

  // Half a number is no mistake yet, but more than is free is one from the first digit that says so.
  function typed(text: string) {
    const now = parseMegabytes(text);
    if (now.ok && checkRequest({ ...inputs, parsed: now })) void form.trigger(resource);
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <FormTextField
        form={form}
        name={resource}
        label={label}
        hint={parsed.ok ? formatMegabytes(parsed.megabytes) : 'In MB, GB or TB'}
        note={
          parsed.ok && !isInvalid
            ? warnRequest({ ...inputs, megabytes: parsed.megabytes, refused: inputs.refused })
            : undefined
        }
        onChange={(event) => typed(event.target.value)}
      />
      <fieldset className="flex min-h-6 flex-wrap gap-1">
        <legend className="sr-only">{`Suggestions for ${label.toLowerCase()}`}</legend>
        {suggestions.map((suggestion) => (
          <button
            key={suggestion.label}
            type="button"
            // The field keeps the focus: leaving it would validate it, and a message would move this button away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() =>
              form.setValue(resource, formatSize(suggestion.megabytes), {
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
