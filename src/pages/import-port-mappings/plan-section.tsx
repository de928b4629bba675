import { describeHolder } from '../../rules/port-mappings.ts';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { type Choice, ChoiceList } from '../shared/choice-list.tsx';
import type { MappingsRead } from '../shared/port-mappings/editable-mappings.tsx';
import { PlanView } from '../shared/port-mappings/plan-view.tsx';
import { ProblemAlert } from '../shared/problem.tsx';
import { ApplyBar } from './apply-bar.tsx';
import type { ApplyAs } from './import-draft.ts';
import { useApply } from './use-apply.ts';
import { type ImportFacts, type ImportPlan, useImportPlans } from './use-import-plans.ts';
import type { Reading } from './wanted-list.ts';

interface PlanSectionProps {
  address: string;
  table: MappingsRead;
  facts: ImportFacts & { names: NonNullable<ImportFacts['names']> };
  reading: Reading;
  onApplyAs: (applyAs: ApplyAs) => void;
  /** The run has begun: what was typed is done with. */
  onStarted: () => void;
}

/** How a list is applied, what that comes to, and the button. */
export function PlanSection({ address, table, facts, reading, onApplyAs, onStarted }: PlanSectionProps) {
  const { list, names } = facts;
  const { planned, isCurrent, isSlow } = useImportPlans(facts);
  const { problem, hideProblem, isApplying, apply } = useApply({ address, table, facts, onStarted });
  const isEmpty = list.rows.length === 0;
  const shown = isEmpty ? undefined : planned;
  const isReady = isCurrent && reading.isCurrent;
  const choices = choicesOf(facts, planned);
  const chosen = choices.some(({ value }) => value === facts.applyAs) ? facts.applyAs : 'only-add';
  const words = planned && isReady ? planned.summary : '';

  return (
    <>
      <div className="mt-5 border-line border-t pt-4">
        <ChoiceList label="Apply as" choices={choices} value={chosen} onChange={onApplyAs} />
      </div>
      <section aria-labelledby="plan-heading" className="mt-5">
        <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
          <h3 id="plan-heading" className="text-base font-medium">
            Plan
          </h3>
          <p className="text-muted">
            {planned?.summary}
            {list.text?.format ? `. Read as ${list.text.format}.` : null}
          </p>
        </div>
        <PoliteStatus text={words} />
        {problem ? <ProblemAlert problem={problem} onHide={hideProblem} /> : null}
        {shown ? (
          <PlanView
            plan={shown.plan}
            wanted={shown.list.rows}
            names={names}
            current={shown.current}
            rows={shown.rows}
            labels={shown.labels}
          />
        ) : (
          <p className="text-muted">What is added and deleted is shown here before anything is sent.</p>
        )}
      </section>
      <ApplyBar
        address={address}
        planned={shown}
        isPlanning={isSlow || reading.isSlow}
        isApplying={isApplying}
        reason={choices.find(({ value }) => value === chosen)?.disabledReason}
        onApply={(plan) => {
          // What was typed in this very moment is not planned yet.
          if (isReady) void apply(plan);
        }}
      />
    </>
  );
}

function choicesOf({ list, names }: ImportFacts, planned: ImportPlan | undefined): Choice<ApplyAs>[] {
  const { within } = list;
  const whose = within === undefined ? '' : describeHolder(within, names);
  return [
    {
      value: 'only-add',
      label: 'Only add',
      hint: 'Nothing is deleted. What is in conflict is left out.',
    },
    ...(within === undefined
      ? []
      : [
          {
            value: 'within' as const,
            label: `Make ${whose} exactly this`,
            hint: `Its other mappings are deleted. Those of other containers stay.`,
            disabledReason: planned?.whyNot.within,
          },
        ]),
    {
      value: 'exactly',
      label: 'Make the server exactly this',
      hint: 'All mappings that are not in the list are deleted.',
      disabledReason: planned?.whyNot.exactly,
    },
  ];
}
