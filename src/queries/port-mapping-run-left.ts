/**
 * What runs had begun that are shown no more, because another took their place or they were dismissed, and of which no table
 * has shown yet what came of it: it belongs to the history all the same. Mappings, no secrets.
 */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { StepPacker, unpackSteps } from '../rules/port-mapping-packing.ts';
import type { PlanStep } from '../rules/port-mapping-plans.ts';
import type { MappingRun } from '../rules/port-mapping-runs.ts';
import { readJournal, writeJournal } from './journal.ts';
import { originSchema, packedSchema } from './port-mapping-run-journal.ts';

/** The begun steps of one run. */
interface LeftRun extends Pick<MappingRun, 'startedAt' | 'address' | 'origin'> {
  steps: readonly PlanStep[];
}

const LEFT = 'mapping-runs-left';

const leftSchema = z.array(
  z.object({
    startedAt: z.number(),
    address: z.string(),
    origin: originSchema,
    steps: packedSchema,
  }),
);

function keptLeftRuns(): readonly LeftRun[] {
  try {
    return (readJournal(LEFT, leftSchema) ?? []).map((left) => ({ ...left, steps: unpackSteps(left.steps) }));
  } catch {
    return [];
  }
}

/** Those of this tab, the ones of before a reload as well. */
export const leftRunsQuery = () =>
  queryOptions({
    queryKey: ['mapping-runs-left'],
    queryFn: keptLeftRuns,
    initialData: keptLeftRuns,
    enabled: false,
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** Those of {@link leftRunsQuery}, also when no page has asked for them since the reload. */
export const leftRuns = (queryClient: QueryClient): readonly LeftRun[] =>
  queryClient.getQueryData(leftRunsQuery().queryKey) ?? keptLeftRuns();

/** Keeps these alone. */
export function keepLeftRuns(queryClient: QueryClient, left: readonly LeftRun[]): void {
  const packed = left.map(({ steps, ...run }) => {
    const packer = new StepPacker();
    for (const step of steps) packer.add(step);
    return { ...run, steps: packer.packed() };
  });
  writeJournal(LEFT, packed);
  queryClient.setQueryData(leftRunsQuery().queryKey, left);
}

/** To call before a run is shown no more: what it had begun is looked up later. */
export function leaveRun(queryClient: QueryClient, run: MappingRun | null): void {
  if (!run || run.begun.size === 0) return;
  const { startedAt, address, origin } = run;
  const steps = [...run.begun].flatMap((place) => run.steps[place] ?? []);
  keepLeftRuns(queryClient, [...leftRuns(queryClient), { startedAt, address, origin, steps }]);
}
