import { FORBIDDEN, Refused } from './answers.ts';
import type { Call } from './view.ts';
import type { Container } from './world.ts';

/** The customer's container with the uid of the path. @throws Refused with 403 when it is not theirs or does not exist. */
export function ownContainer({ world, customer, parameters }: Call): Container {
  const found = world.container(Number(parameters.uid));
  if (!found || found.owner !== customer.username) throw new Refused(FORBIDDEN);
  return found;
}
