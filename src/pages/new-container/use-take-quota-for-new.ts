import type { UseFormReturn } from 'react-hook-form';
import type { CreationOutcome, CreationRequest } from '../../queries/create-container.ts';
import type { CreationAttempt } from '../../queries/creation-attempts.ts';
import type { ContainerChange, NewContainer } from '../../rules/containers.ts';
import type { Sizes } from '../../rules/quota-shortages.ts';
import { parseMegabytes } from '../../rules/units.ts';
import { useTakeQuota } from '../shared/take-quota.tsx';
import type { NewContainerValues } from './form-values.ts';
import type { NewContainerFormProps } from './use-new-container-form.ts';

interface FormRequest {
  wanted: NewContainer;
  start: ContainerChange;
}

interface FormState {
  form: UseFormReturn<NewContainerValues>;
  /** What the form asks for now; undefined while it cannot be read. */
  request: FormRequest | undefined;
  requestBeforeRoom: () => Promise<FormRequest | undefined>;
  create: (request: CreationRequest) => Promise<CreationOutcome | undefined>;
  /** The unresolved creation of this tab. */
  attempt: CreationAttempt | null;
  /** The uid of the spare that is used again: it is resized, so no room is made for a new one. */
  replacing: number | undefined;
}

function sizesIn({ form, replacing }: FormState): Sizes {
  if (replacing !== undefined) return {};
  const [memory, storage] = form.watch(['memory', 'storage']).map(parseMegabytes);
  return { ...(memory?.ok && { memory: memory.megabytes }), ...(storage?.ok && { storage: storage.megabytes }) };
}

function whyNot({ request, attempt }: FormState): string | undefined {
  if (attempt) return `Decide about ${attempt.wanted.name} first.`;
  return request ? undefined : 'Fill in name, memory and storage first.';
}

/** Room for the new container, taken from those that are on its server; then it is created as the form says. */
export function useTakeQuotaForNew({ address, containers, sources }: NewContainerFormProps, state: FormState) {
  return useTakeQuota<FormRequest>({
    address,
    containers,
    sources,
    wanted: sizesIn(state),
    whyNot: whyNot(state),
    request: async () => {
      const asked = await state.requestBeforeRoom();
      if (!asked) return undefined;
      const { name, memory, storage } = asked.wanted;
      return { target: { kind: 'create', name, to: { memory, storage } }, start: asked.start, form: asked };
    },
    create: ({ form }) => state.create({ mode: 'create', ...form }),
  });
}
