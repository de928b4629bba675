import { type Container, nameAndUid } from '../../rules/containers.ts';
import { SelectField } from '../../ui/field.tsx';

interface ContainerSelectProps {
  label: string;
  containers: readonly Container[];
  /** A uid; empty: none. */
  value: string;
  onChange: (value: string) => void;
  /** What stands for none. */
  none: string;
  hint?: string;
  error?: string | undefined;
  onBlur?: () => void;
}

/** One of the customer's containers on this server, or none. */
export function ContainerSelect({ containers, onChange, none, ...field }: ContainerSelectProps) {
  return (
    <SelectField {...field} onChange={(event) => onChange(event.target.value)}>
      <option value="">{none}</option>
      {containers.map((container) => (
        <option key={container.uid} value={container.uid}>
          {nameAndUid(container)}
        </option>
      ))}
    </SelectField>
  );
}
