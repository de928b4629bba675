import { useId, useState } from 'react';
import type { Resource } from '../../rules/capacity.ts';
import { nameOfContainer } from '../../rules/containers.ts';
import { type UsageOf, usageInWords } from '../../rules/metrics.ts';
import type { PlannedMove } from '../../rules/quota-moves.ts';
import { type Donor, RESOURCES, type Shortage, shortOf } from '../../rules/quota-shortages.ts';
import { formatMegabytes, formatNumber, formatSize } from '../../rules/units.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { TextField } from '../../ui/field.tsx';
import { type AmountTexts, type Choice, defaultTexts } from './take-quota-amounts.ts';

export interface TakeQuotaDonorsProps {
  donors: readonly Donor[];
  shortage: Shortage;
  several: boolean;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  /** What the choice comes to, for the figures and the errors of the fields. */
  planned: PlannedMove;
  /** What the chosen use of what is short. */
  usageOf: UsageOf;
  busy: boolean;
}

/** So many stand there at first, those that suffice alone before the others: what follows the list stays near. */
const FIRST_SHOWN = 5;

const LABELS: Record<Resource, string> = { memory: 'Memory', storage: 'Storage' };

/** Why a container cannot be chosen: alone it must give all, among several anything. */
function whyNot({ reason, gives }: Donor, shortage: Shortage, several: boolean): string | undefined {
  const givesNothing = shortOf(shortage).every((resource) => gives[resource] === 0);
  return several && !givesNothing ? undefined : reason;
}

function Size({ donor, resource, planned }: { donor: Donor; resource: Resource; planned: PlannedMove }) {
  const { container } = donor;
  const keeps = planned.ok ? planned.move.donors.find(({ uid }) => uid === container.uid)?.to[resource] : undefined;
  const has =
    resource === 'storage' && keeps === undefined
      ? formatSize(container.storage)
      : formatMegabytes(container[resource]);
  return (
    <span className="tabular-nums whitespace-nowrap sm:text-right">
      <span className="text-muted sm:sr-only">{LABELS[resource]} </span>
      {keeps === undefined ? has : formatNumber(container[resource])}
      {keeps !== undefined && (
        <>
          <span aria-hidden="true"> → </span>
          <span className="sr-only">, keeps </span>
          <span className="font-medium">{formatMegabytes(keeps)}</span>
        </>
      )}
    </span>
  );
}

/** The containers of a server to take from: one, or several with an amount of each. */
export function TakeQuotaDonors(props: TakeQuotaDonorsProps) {
  const { donors, shortage, several, choice, onChoose, planned, busy } = props;
  const id = useId();
  const [isWhole, setIsWhole] = useState(false);
  const group = { role: several ? 'group' : 'radiogroup', 'aria-label': 'Take it from' };
  const textsOf = (uid: number) => choice.find((one) => one.uid === uid)?.texts;

  const shown = donors.filter((donor, index) => isWhole || index < FIRST_SHOWN || textsOf(donor.container.uid));

  function choose(donor: Donor, isChosen: boolean) {
    const { uid } = donor.container;
    const others = several ? choice.filter((one) => one.uid !== uid) : [];
    onChoose(isChosen ? [...others, { uid, texts: defaultTexts(donor, shortage, others) }] : others);
  }

  return (
    <div {...group} className="rounded-lg border border-line">
      <div
        aria-hidden="true"
        className="hidden grid-cols-[minmax(0,1fr)_10rem_11rem] gap-x-3 border-b border-line px-3 py-1.5 text-small text-muted sm:grid"
      >
        <span className="pl-7">Container</span>
        <span className="text-right">Memory</span>
        <span className="text-right">Storage</span>
      </div>
      <div>
        {shown.map((donor) => {
          const { container } = donor;
          const { uid } = container;
          const reason = whyNot(donor, shortage, several);
          const texts = textsOf(uid);
          return (
            <div key={uid} className={classNames('border-line px-3 py-2 not-first:border-t', texts && 'bg-sunken')}>
              <label
                className={classNames(
                  'grid gap-x-3 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_10rem_11rem]',
                  reason !== undefined && 'text-muted',
                )}
              >
                <span className="flex min-w-0 items-center gap-3">
                  <input
                    type={several ? 'checkbox' : 'radio'}
                    name={`${id}-donor`}
                    aria-label={`${nameOfContainer(container)} ${uid}`}
                    aria-describedby={`${id}-${uid}`}
                    checked={texts !== undefined}
                    disabled={reason !== undefined || busy}
                    onChange={({ target }) => choose(donor, target.checked)}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <span className="min-w-0 wrap-anywhere">
                    {nameOfContainer(container)} <span className="font-mono text-small text-muted">{uid}</span>
                  </span>
                </span>
                <span id={`${id}-${uid}`} className="contents max-sm:[&>*]:pl-7">
                  {RESOURCES.map((resource) => (
                    <Size key={resource} donor={donor} resource={resource} planned={planned} />
                  ))}
                  {reason !== undefined && <span className="pl-7 text-small text-muted sm:col-span-3">{reason}</span>}
                </span>
              </label>
            </div>
          );
        })}
      </div>
      {donors.length > FIRST_SHOWN && (
        <div className="border-t border-line px-3 py-2">
          <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${formatNumber(donors.length)} containers`}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How much each of the chosen gives. */
export function TakeQuotaAmounts(props: TakeQuotaDonorsProps) {
  const { donors, shortage, choice, onChoose, planned, usageOf, busy } = props;
  const type = (uid: number, texts: AmountTexts) =>
    onChoose(choice.map((one) => (one.uid === uid ? { uid, texts: { ...one.texts, ...texts } } : one)));
  const chosen = choice.flatMap(({ uid, texts }) => {
    const donor = donors.find(({ container }) => container.uid === uid);
    return donor ? [{ donor, texts }] : [];
  });
  return (
    <div className="grid gap-x-4 gap-y-3 empty:hidden sm:grid-cols-2">
      {chosen.map(({ donor: { container, gives }, texts }) =>
        shortOf(shortage).map((resource) => (
          <TextField
            key={`${container.uid} ${resource}`}
            label={`${LABELS[resource]} to take from ${nameOfContainer(container)}`}
            value={texts[resource] ?? ''}
            readOnly={busy}
            hint={`At most ${formatMegabytes(gives[resource])}; ${usageInWords(usageOf(container.uid, resource), container[resource])}`}
            error={
              !planned.ok && planned.uid === container.uid && planned.resource === resource
                ? planned.message
                : undefined
            }
            onChange={({ target }) => type(container.uid, { [resource]: target.value })}
          />
        )),
      )}
    </div>
  );
}
