import type { Resource } from '../../rules/capacity.ts';
import { fieldsInWords } from '../../rules/container-changes.ts';
import { growthOf } from '../../rules/quota-growth.ts';
import { RESOURCES, type Sizes } from '../../rules/quota-shortages.ts';
import { parseMegabytes } from '../../rules/units.ts';
import { useTakeQuota } from '../shared/take-quota.tsx';
import type { OwnServer } from './resources.tsx';
import type { ContainerSave } from './use-container-save.ts';

const isSize = (key: string) => key === 'memory' || key === 'storage';

/** Room for the sizes that the form asks for, taken from other containers of the server. Nothing else is written. */
export function useTakeQuotaToGrow(edit: ContainerSave, server: OwnServer | undefined) {
  const { container, values, started, keys, busy } = edit;
  const startedFrom = (resource: Resource) => {
    const parsed = parseMegabytes(started[resource]);
    return parsed.ok ? parsed.megabytes : container[resource];
  };
  const from = { memory: startedFrom('memory'), storage: startedFrom('storage') };
  const contested = RESOURCES.filter((one) => keys.includes(one) && from[one] !== container[one]);
  const wanted: Sizes = {};
  let isReadable = true;
  for (const resource of RESOURCES.filter((one) => keys.includes(one))) {
    const parsed = parseMegabytes(values[resource]);
    if (parsed.ok) wanted[resource] = parsed.megabytes;
    else isReadable = false;
  }
  function whyNot(): string | undefined {
    if (busy) return 'A save is under way.';
    if (!isReadable) return 'Enter a size in both fields first.';
    if (contested.length === 0) return undefined;
    return `Somebody else changed its ${fieldsInWords(contested)} meanwhile. Discard your change, then enter the size again.`;
  }
  return useTakeQuota<undefined>({
    address: container.server_address,
    containers: server?.containers ?? [],
    sources: server?.sources ?? {},
    wanted: server ? wanted : {},
    growing: container.uid,
    whyNot: whyNot(),
    request: () => ({ target: growthOf(container, wanted, from), form: undefined }),
    focusField: (resource) => edit.form.setFocus(resource),
    otherChanges: keys.some((key) => !isSize(key)),
  });
}
