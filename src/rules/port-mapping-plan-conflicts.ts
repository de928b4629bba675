/** Why a wanted mapping cannot be, in sentences. */
import type { PlanFacts } from './port-mapping-plans.ts';
import {
  checkNewMapping,
  describeHolder,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
} from './port-mappings.ts';
import { checkPort } from './ports.ts';

/** Rules that no other mapping can mend: the ports and the container themselves. */
export function whyNever(
  wanted: NewPortMapping,
  { isRestoring = false }: PlanFacts,
  containers: ReadonlySet<number> | undefined,
): string | undefined {
  if (containers && !containers.has(wanted.container)) {
    return checkNewMapping({ mappings: [], wanted, containersOnServer: [] }).container;
  }
  if (isRestoring) return undefined;
  return checkPort(wanted.public_port, 'public') ?? checkPort(wanted.private_port, 'private');
}

/** Why a mapping that stands keeps this one out. */
export function whyHeld(wanted: NewPortMapping, holder: PortMapping, { names }: PlanFacts): string {
  const messages = checkNewMapping({ mappings: [holder], wanted, ...(names ? { names } : {}) });
  return messages.public_port ?? messages.private_port ?? `${describeMapping(holder)} stands in its way.`;
}

/** Why two wanted mappings exclude each other. */
export function whyClaimed(wanted: NewPortMapping, earlier: NewPortMapping, { names }: PlanFacts): string {
  const isPublic = wanted.proto === earlier.proto && wanted.public_port === earlier.public_port;
  const what = isPublic
    ? describeMapping(wanted)
    : `${wanted.proto} ${wanted.private_port} of ${describeHolder(wanted.container, names)}`;
  const whose = isPublic ? describeHolder(earlier.container, names) : describeMapping(earlier);
  return `${what} is wanted above already, for ${whose}.`;
}
