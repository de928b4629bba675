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
  /** The secret without which this one is of no use: what is wrong with it depends on this one. */
  partner?: SecretKey;
  className?: string;
}

function stateInWords(isSet: boolean | undefined, removed: boolean): string {
  if (removed) return 'Removed by the next save.';
  if (isSet === undefined) return 'The API does not tell whether it is set. Type to replace it.';
  return isSet ? 'Set. Type to replace it.' : 'Not set.';
}

/** A field for what is never shown again: empty, whatever the API has, with the way to replace or remove it (design.md §8). */
export function SecretField({ edit, name, label, isSet, placeholder, partner, className }: SecretFieldProps) {
  const { form, values, container } = edit;
  const removed = values.removed[name];
  // Of a password that nobody is told of, only the account tells that there may be one.
  const canRemove = removed || (isSet ?? Boolean(container.jid));

  function checkPartner() {
    if (partner && form.formState.errors.secrets?.[partner]) void form.trigger(`secrets.${partner}`);
  }

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
      onChange={checkPartner}
      className={className}
      asideLast
      labelAside={
        canRemove && (
          <label className="-my-0.5 flex min-h-6 items-center gap-1.5 pl-2 text-small text-muted">
            <input
              type="checkbox"
              {...form.register(`removed.${name}`, {
                onChange: () => {
                  form.setValue(`secrets.${name}`, '');
                  form.clearErrors(`secrets.${name}`);
                  checkPartner();
                },
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
