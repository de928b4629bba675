import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { useDeclareCapacity, useForgetCapacity } from '../../queries/capacity.ts';
import {
  type CapacitySources,
  declaredMegabytes,
  type Resource,
  slicesOf,
  sumOf,
  type Totals,
  totalOf,
} from '../../rules/capacity.ts';
import type { Container } from '../../rules/containers.ts';
import { formatMegabytes, formatSize, parseMegabytes } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { FormShell, FormTextField } from '../../ui/form.tsx';
import { notify } from '../../ui/notifications.ts';
import { LeaveGuard } from '../shared/leave-guard.tsx';

const FIELDS: readonly { resource: Resource; label: string; example: string }[] = [
  { resource: 'memory', label: 'Total memory', example: '64 GB' },
  { resource: 'storage', label: 'Total storage', example: '2 TB' },
];

/** Empty is a total left unknown, which is allowed for one of the two. */
const sizeSchema = z.string().check((context) => {
  if (context.value.trim() === '') return;
  const parsed = parseMegabytes(context.value);
  if (!parsed.ok) context.issues.push({ code: 'custom', input: context.value, message: parsed.message });
});

const totalsSchema = z.object({ memory: sizeSchema, storage: sizeSchema });
type TypedTotals = z.infer<typeof totalsSchema>;

const NOTHING_STORED =
  'The browser does not let the panel store anything, so nothing was changed. Allow storage for this site, then try again.';

function megabytesOf(text: string): number | undefined {
  const parsed = parseMegabytes(text);
  return parsed.ok ? parsed.megabytes : undefined;
}

/** The texts that the form starts with: the supplier's totals, else the customer's. */
function typedTotals(sources: CapacitySources): TypedTotals {
  const text = (resource: Resource) => {
    const megabytes = declaredMegabytes(totalOf(resource, sources));
    return megabytes === undefined ? '' : formatSize(megabytes);
  };
  return { memory: text('memory'), storage: text('storage') };
}

const isSupplied = (resource: Resource, sources: CapacitySources) => totalOf(resource, sources).source === 'supplier';

/** How the panel reads what is typed, and that less than what is allocated shows as over. */
function noteOf(resource: Resource, text: string, allocated: number): string | undefined {
  const megabytes = megabytesOf(text);
  if (megabytes === undefined) return undefined;
  const read = text.trim() === formatMegabytes(megabytes) ? '' : `Read as ${formatMegabytes(megabytes)}. `;
  if (megabytes >= allocated) return read || undefined;
  return `${read}Your containers have ${formatMegabytes(allocated)} of ${resource} already, so the gauge will show ${formatMegabytes(allocated - megabytes)} over.`;
}

export interface CapacityFormProps {
  address: string;
  sources: CapacitySources;
  containers: readonly Container[];
}

/** Declares a server's totals in this browser; what the supplier configured is shown and cannot be changed. */
export function CapacityForm({ address, sources, containers }: CapacityFormProps) {
  const declare = useDeclareCapacity(address);
  const forget = useForgetCapacity(address);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(totalsSchema), defaultValues: typedTotals(sources) });
  const typed = form.watch();
  const allSupplied = FIELDS.every(({ resource }) => isSupplied(resource, sources));
  const hasRecord = sources.customer !== undefined || Object.keys(sources.learned ?? {}).length > 0;

  async function save(values: TypedTotals) {
    const totals: Partial<Totals> = {};
    for (const { resource } of FIELDS) {
      const megabytes = isSupplied(resource, sources) ? undefined : megabytesOf(values[resource]);
      if (megabytes !== undefined) totals[resource] = megabytes;
    }
    if (Object.keys(totals).length === 0) {
      const field = FIELDS.find(({ resource }) => !isSupplied(resource, sources));
      form.setError(
        field?.resource ?? 'memory',
        { message: 'Enter a total, or use Forget capacity to leave both unknown.' },
        { shouldFocus: true },
      );
      return;
    }
    try {
      await declare.mutateAsync(totals);
    } catch {
      setFailure(NOTHING_STORED);
      return;
    }
    setFailure(null);
    form.reset(values);
    const saved = FIELDS.flatMap(({ resource }) =>
      totals[resource] === undefined ? [] : [`${formatMegabytes(totals[resource])} of ${resource}`],
    );
    notify({ title: `Capacity of ${address} saved`, detail: `${saved.join(', ')}, in this browser.`, tone: 'success' });
  }

  async function forgetAll() {
    try {
      await forget.mutateAsync();
    } catch {
      setFailure(NOTHING_STORED);
      return;
    }
    setFailure(null);
    form.reset(typedTotals({ supplier: sources.supplier }));
    notify({
      title: `Capacity of ${address} forgotten`,
      detail: 'What was declared and learned in this browser is gone.',
    });
  }

  return (
    <FormShell
      form={form}
      label={`Capacity of ${address}`}
      onSubmit={save}
      loading={declare.isPending}
      submitError={failure}
      footer={
        <>
          <Button
            type="submit"
            variant="primary"
            busy={declare.isPending}
            disabledReason={allSupplied ? 'Your supplier has configured both totals.' : undefined}
          >
            Save capacity
          </Button>
          <Button
            busy={forget.isPending}
            onClick={forgetAll}
            disabledReason={hasRecord ? undefined : 'Nothing was declared or learned in this browser.'}
          >
            Forget capacity
          </Button>
        </>
      }
    >
      <LeaveGuard when={form.formState.isDirty && !declare.isPending} what={`the capacity of ${address}`} />
      {FIELDS.map(({ resource, label, example }) => {
        const supplied = isSupplied(resource, sources);
        const allocated = sumOf(slicesOf(containers, address, resource));
        return (
          <FormTextField
            key={resource}
            form={form}
            name={resource}
            label={label}
            readOnly={supplied}
            note={supplied ? undefined : noteOf(resource, typed[resource], allocated)}
            hint={
              supplied
                ? "Set by your supplier's configuration, which wins. It cannot be changed here."
                : `Such as ${example}. ${formatMegabytes(allocated)} are allocated to your containers.`
            }
          />
        );
      })}
    </FormShell>
  );
}
