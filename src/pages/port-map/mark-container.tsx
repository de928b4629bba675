import type { ContainerPorts } from '../../rules/port-map.ts';
import { type ContainerNames, describeHolder } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { SelectField } from '../../ui/field.tsx';

export interface MarkContainerProps {
  containers: readonly ContainerPorts[];
  names: ContainerNames;
  /** The container that is marked on the map. */
  chosen: number | undefined;
  onChoose: (container: number | undefined) => void;
}

/** Shows where the ports of one container are. */
export function MarkContainer({ containers, names, chosen, onChoose }: MarkContainerProps) {
  if (containers.length === 0) return null;
  const isThere = containers.some(({ container }) => container === chosen);
  return (
    <SelectField
      label="Mark container"
      className="w-full sm:w-52"
      value={isThere ? chosen : ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : Number(target.value))}
    >
      <option value="">None</option>
      {containers.map(({ container }) => (
        <option key={container} value={container}>
          {describeHolder(container, names)}
        </option>
      ))}
    </SelectField>
  );
}

/** What the marks mean: the container, and how many ports it has of those that are shown. */
export function MarkedContainer({ containers, names, chosen }: Omit<MarkContainerProps, 'onChoose'>) {
  const marked = containers.find(({ container }) => container === chosen);
  if (!marked) return null;
  return (
    <span className="inline-flex items-center gap-2">
      <span className="meter-bar shrink-0 overflow-hidden rounded-[2px]">
        <span className="block size-3.5 bg-accent" />
      </span>
      {describeHolder(marked.container, names)}: {formatNumber(marked.tcp)} tcp, {formatNumber(marked.udp)} udp
    </span>
  );
}
