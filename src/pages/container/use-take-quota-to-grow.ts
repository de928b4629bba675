import { growthOf } from '../../rules/quota-moves.ts';
import { RESOURCES, type Sizes } from '../../rules/quota-shortages.ts';
import { parseMegabytes } from '../../rules/units.ts';
import { useTakeQuota } from '../shared/take-quota.tsx';
import type { OwnServer } from './resources.tsx';
import type { ContainerSave } from './use-container-save.ts';

const isSize = (key: string) => key === 'memory' || key === 'storage';

/** Room for the sizes that the form asks for, taken from other containers of the server. Nothing else is written. */
export function useTakeQuotaToGrow(edit: ContainerSave, server: OwnServer | undefined) {
  const { container, values, keys, busy } = edit;
  const wanted: Sizes = {};
  let isReadable = true;
  for (const resource of RESOURCES.filter((one) => keys.includes(one))) {
    const parsed = parseMegabytes(values[resource]);
    if (parsed.ok) wanted[resource] = parsed.megabytes;
    else isReadable = false;
  }
  const whyNot = busy ? 'A save is under way.' : 'Enter a size in both fields first.';
  return useTakeQuota<undefined>({
    address: container.server_address,
    containers: server?.containers ?? [],
    sources: server?.sources ?? {},
    wanted: server ? wanted : {},
    growing: container.uid,
    whyNot: busy || !isReadable ? whyNot : undefined,
    request: () => ({ target: growthOf(container, wanted, container), form: undefined }),
    focusField: (resource) => edit.form.setFocus(resource),
    otherChanges: keys.some((key) => !isSize(key)),
  });
}
