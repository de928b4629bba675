import { Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CreationOutcome } from '../../queries/create-container.ts';
import type { MoveOutcome } from '../../queries/quota-moves.ts';
import { useQuotaMove } from '../../queries/use-quota-move.ts';
import type { CapacitySources, Resource } from '../../rules/capacity.ts';
import { type Container, type ContainerChange, nameOfContainer } from '../../rules/containers.ts';
import type { MoveTarget, QuotaMove } from '../../rules/quota-moves.ts';
import { donorsOn, type Sizes, shortageOf, shortOf } from '../../rules/quota-shortages.ts';
import { shownText } from '../../rules/shown-text.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { NotLoaded } from './not-loaded.tsx';
import { useOwnNotifications } from './own-notifications.ts';
import { type Problem, useReport } from './problem.tsx';
import type { MoveNews, TakeQuotaSituation } from './take-quota-dialog.tsx';

// Seldom needed: it comes when it is asked for (design.md §7).
const TakeQuotaDialog = lazyPart(async () => (await import('./take-quota-dialog.tsx')).TakeQuotaDialog, NotLoaded);

/** What the room is for, as the form has it when the dialog is asked for. */
export interface TakeQuotaRequest<Form> {
  target: MoveTarget;
  /** What a new container starts with. */
  start?: ContainerChange;
  /** What the form asked for then, to be given back to `create`. */
  form: Form;
}

export interface TakeQuotaOptions<Form> {
  address: string;
  containers: readonly Container[];
  sources: CapacitySources;
  /** The sizes in the form, where they can be read. */
  wanted: Sizes;
  /** The uid of the container that is to grow; undefined for a new one. */
  growing?: number | undefined;
  /** Why room cannot be made now; undefined when it can. */
  whyNot?: string | undefined;
  /** Called before the dialog opens: undefined when the form has to be mended first, and shows where. */
  request: () => Promise<TakeQuotaRequest<Form> | undefined> | TakeQuotaRequest<Form> | undefined;
  /** Creates the new container of `request`; what it came to is shown by the form. */
  create?: (request: TakeQuotaRequest<Form>) => Promise<CreationOutcome | undefined>;
  /** Gives the focus to the field of this resource: what opened the dialog is gone once the size fits. */
  focusField?: (resource: Resource) => void;
  /** The form has other changes, which are not written with the sizes. */
  otherChanges?: boolean;
}

interface Opened<Form> extends TakeQuotaSituation {
  request: TakeQuotaRequest<Form>;
}

/**
 * Making room on a full server: `buttonAt` stands below each field whose size does not fit, `dialog` anywhere outside
 * the form, because the field may fit as soon as the first step is done.
 */
export function useTakeQuota<Form>(options: TakeQuotaOptions<Form>) {
  const { address, containers, sources, wanted, growing, whyNot, otherChanges = false } = options;
  const move = useQuotaMove(address);
  const notify = useOwnNotifications();
  const [opened, setOpened] = useState<Opened<Form> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const report = useReport(setProblem);
  const shortage = shortageOf({ address, containers, sources, wanted, growing });

  async function open() {
    setProblem(null);
    const request = await options.request();
    if (!request) return;
    const donors = donorsOn({ address, containers, shortage, growing });
    setOpened({ address, donors, shortage, target: request.target, start: request.start ?? {}, request });
  }

  function close() {
    setProblem(null);
    setOpened(null);
  }

  function conclude(outcome: MoveOutcome, target: MoveTarget, [asked]: readonly Resource[], done: MoveNews) {
    if (outcome.result === 'done') {
      // The dialog must be gone before anything behind it can have the focus.
      flushSync(() => setOpened(null));
      if (asked) options.focusField?.(asked);
      notify({ ...done, tone: 'success' });
      return;
    }
    const { result, message } = outcome;
    const what =
      target.kind === 'create'
        ? `${shownText(target.name)} was not created`
        : `${nameOfContainer(target)} was not resized`;
    // What is owed stands above the form by now; what became of the creation, in it.
    if (result === 'owed' || (result === 'unknown' && outcome.creation)) {
      setOpened(null);
      if (result === 'unknown') return;
    }
    report({ title: what, detail: message });
  }

  async function run(asked: QuotaMove, done: MoveNews, { request, shortage: asShown }: Opened<Form>) {
    setProblem(null);
    const { create } = options;
    try {
      const outcome = await move.run({ move: asked, sources, ...(create && { create: () => create(request) }) });
      if (outcome) conclude(outcome, asked.target, shortOf(asShown), done);
    } catch {
      report({
        title: 'It is not known what was done',
        detail: `The panel failed in the middle. Compare the sizes on ${address} before you try again.`,
      });
    }
  }

  return {
    isMoving: move.isRunning,
    buttonAt: (resource: Resource) =>
      shortage[resource] && !move.isRunning ? (
        <Button size="small" className="self-start" onClick={() => void open()} disabledReason={whyNot}>
          {shortOf(shortage).length > 1 ? 'Take memory and storage from…' : 'Take it from…'}
        </Button>
      ) : null,
    dialog: opened ? (
      <Suspense fallback={null}>
        <TakeQuotaDialog
          {...opened}
          otherChanges={otherChanges}
          isRunning={move.isRunning}
          progress={move.progress}
          failure={problem}
          onMove={(asked, done) => void run(asked, done, opened)}
          onClose={close}
        />
      </Suspense>
    ) : null,
  };
}
