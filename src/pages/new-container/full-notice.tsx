import { gaugeOf, type Resource } from '../../rules/capacity.ts';
import { RESOURCES } from '../../rules/quota-shortages.ts';
import type { RequestInputs } from '../../rules/size-requests.ts';
import { Notice } from '../../ui/alert.tsx';

/** Whether a declared total leaves nothing of this resource. */
function isFull(inputs: RequestInputs): boolean {
  const { state, left = 0 } = gaugeOf({ ...inputs, asked: undefined });
  return state !== 'unknown' && left === 0;
}

/** Before anything is typed: nothing is left of one or both resources, and what can be done all the same. */
export function FullNotice({ address, inputsOf }: { address: string; inputsOf: (one: Resource) => RequestInputs }) {
  const full = RESOURCES.filter((resource) => isFull(inputsOf(resource)));
  if (full.length === 0) return null;
  const canGive = inputsOf('memory').slices.length > 0;
  return (
    <Notice tone="warning" className="col-span-2">
      {address} is full: {full.map((resource) => `no ${resource}`).join(' and ')} {full.length > 1 ? 'are' : 'is'} left.{' '}
      {canGive
        ? `Enter the ${full.length > 1 ? 'sizes' : 'size'} you want, then take it from another container.`
        : 'Choose another server.'}
    </Notice>
  );
}
