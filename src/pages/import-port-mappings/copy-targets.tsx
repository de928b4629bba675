import { type Container, nameAndUid } from '../../rules/containers.ts';
import type { CopySource, CopyTarget } from '../../rules/port-mapping-copies.ts';
import { type ContainerNames, describeHolder } from '../../rules/port-mappings.ts';
import { SelectField } from '../../ui/field.tsx';

interface CopyTargetsProps {
  sources: readonly CopySource[];
  targets: ReadonlyMap<number, CopyTarget>;
  /** The customer's containers on this server. */
  containers: readonly Container[];
  names: ContainerNames;
  /** `to` is a uid, `nowhere`, or empty. */
  onChange: (from: number, to: string) => void;
}

/** Where the mappings of each container go: to the one of the same name unless told. */
export function CopyTargets({ sources, targets, containers, names, onChange }: CopyTargetsProps) {
  if (sources.length === 0) return null;
  return (
    <div className="mt-4 grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {sources.map(({ uid }) => (
        <SelectField
          key={uid}
          label={`${describeHolder(uid, names)} becomes`}
          value={String(targets.get(uid) ?? '')}
          onChange={(event) => onChange(uid, event.target.value)}
        >
          <option value="">Choose a container</option>
          {containers
            .filter((container) => container.uid !== uid)
            .map((container) => (
              <option key={container.uid} value={container.uid}>
                {nameAndUid(container)}
              </option>
            ))}
          <option value="nowhere">Leave out</option>
        </SelectField>
      ))}
    </div>
  );
}
