import { type ReactNode, useMemo, useRef } from 'react';
import type { Container } from '../../rules/containers.ts';
import type { ImportContext } from '../../rules/port-mapping-imports.ts';
import { Alert } from '../../ui/alert.tsx';
import { AmbiguousNames } from './ambiguous-names.tsx';
import { ContainerSelect } from './container-select.tsx';
import type { SourceProps } from './import-draft.ts';
import { LineProblems, showLine } from './line-problems.tsx';
import { MappingsField } from './mappings-field.tsx';
import { useTextReader } from './use-text-reader.ts';
import { NOTHING_WANTED, type Reading, type WantedList } from './wanted-list.ts';

interface TextSourceProps extends SourceProps {
  address: string;
  /** The customer's containers on this server. */
  containers: readonly Container[];
  children: (list: WantedList, reading: Reading) => ReactNode;
}

/** What somebody pasted, typed, or has in a file. */
export function TextSource({ address, containers, draft, change, children }: TextSourceProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.held?.text ?? draft.text;
  const { answers, defaultContainer } = draft;
  const context = useMemo(
    (): ImportContext => ({
      address,
      containers,
      defaultContainer: defaultContainer === '' ? undefined : Number(defaultContainer),
      answers: new Map(answers.map(({ name, uid }) => [name, uid])),
    }),
    [address, containers, defaultContainer, answers],
  );
  const { read, isCurrent, isSlow, isMissing } = useTextReader(text, context);

  return (
    <div className="flex flex-col gap-4">
      {/* Side by side where there is room: the plan should be in sight beside the button that applies it. */}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <MappingsField texts={draft} onChange={change} field={field} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
          <ContainerSelect
            label="Container for lines that name none"
            containers={containers}
            none="None"
            value={defaultContainer}
            onChange={(container) => change({ defaultContainer: container })}
          />
          <AmbiguousNames
            open={read?.questions ?? []}
            answers={answers}
            containers={containers}
            onChange={(changed) => change({ answers: changed })}
          />
        </div>
      </div>
      {isMissing ? (
        <Alert title="What is typed cannot be read now">
          A part of the panel could not be loaded, and nothing was changed. Reload the page when the network is back.
        </Alert>
      ) : null}
      {read && read.hints.length > 0 ? (
        <p className="text-muted text-small wrap-anywhere">{read.hints.join(' ')}</p>
      ) : null}
      <LineProblems
        lines={read?.failed ?? []}
        onShow={draft.held ? undefined : (line) => field.current && showLine(field.current, line)}
      />
      {children(read?.list ?? NOTHING_WANTED, { isCurrent, isSlow })}
    </div>
  );
}
