import { FormTextField } from '../../ui/form.tsx';
import type { SecretKey } from './container-form-values.ts';
import type { ContainerSave } from './use-container-save.ts';

export interface SecretFieldProps {
  edit: ContainerSave;
  name: SecretKey;
  label: string;
  /** Whether there is one now; undefined: the API never tells. */
  isSet: boolean | undefined;
  placeholder?: string;
}

function stateInWords(isSet: boolean | undefined, removed: boolean): string {
  if (removed) return 'Removed by the next save.';
  if (isSet === undefined) return 'The API does not tell whether it is set. Type to replace it.';
  return isSet ? 'Set. Type to replace it.' : 'Not set.';
}

/** A field for what is never shown again: empty, whatever the API has, with the way to replace or remove it (design.md §8). */
export function SecretField({ edit, name, label, isSet, placeholder }: SecretFieldProps) {
  const { form, values } = edit;
  const removed = values.removed[name];
  return (
    <FormTextField
      form={form}
      name={`secrets.${name}`}
      label={label}
      type="password"
      // No browser is to keep it, or to fill it in with another password.
      autoComplete={name === 'jid_secret' ? 'new-password' : 'off'}
      autoCapitalize="none"
      readOnly={removed}
      placeholder={placeholder}
      hint={stateInWords(isSet, removed)}
      asideLast
      labelAside={
        isSet !== false && (
          <label className="-my-0.5 flex min-h-6 items-center gap-1.5 pl-2 text-small text-muted">
            <input
              type="checkbox"
              {...form.register(`removed.${name}`, {
                onChange: () => form.setValue(`secrets.${name}`, ''),
              })}
              className="size-4"
            />
            Remove <span className="sr-only">{label}</span>
          </label>
        )
      }
    />
  );
}
