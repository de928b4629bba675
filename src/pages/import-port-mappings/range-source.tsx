import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { Container } from '../../rules/containers.ts';
import { rangeInWords } from '../../rules/port-mapping-import-words.ts';
import { readRange } from '../../rules/port-mapping-ranges.ts';
import { TextField } from '../../ui/field.tsx';
import { PoliteStatus } from '../../ui/polite-status.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { ContainerSelect } from './container-select.tsx';
import type { ImportDraft, SourceProps } from './import-draft.ts';
import { NOTHING_WANTED, type WantedList } from './wanted-list.ts';

type Texts = ImportDraft['range'];
type Errors = { [Field in 'publicPorts' | 'privatePorts' | 'container']?: string };

const PROTOCOLS = [
  { value: 'tcp', label: 'TCP' },
  { value: 'udp', label: 'UDP' },
  { value: 'both', label: 'Both' },
] as const;

interface RangeSourceProps extends SourceProps {
  /** The customer's containers on this server. */
  containers: readonly Container[];
  children: (list: WantedList) => ReactNode;
}

/** Many ports of one container at once. */
export function RangeSource({ draft, change, containers, children }: RangeSourceProps) {
  const texts = useDeferredValue(draft.range);
  const [left, setLeft] = useState<ReadonlySet<keyof Errors>>(new Set());
  const read = useMemo(() => readRange(texts), [texts]);
  const list = useMemo(() => wantedOf(read, texts), [read, texts]);
  const errors: Errors = 'errors' in read ? read.errors : {};
  const words = 'rows' in read ? rangeInWords(read.rows) : '';
  const set = (changes: Partial<Texts>) => change({ range: { ...draft.range, ...changes } });
  const leave = (field: keyof Errors) => () => setLeft((before) => new Set(before).add(field));
  // What is still empty is no mistake yet, and a port may still be growing.
  const errorOf = (field: keyof Errors) => (left.has(field) && draft.range[field] !== '' ? errors[field] : undefined);

  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto_minmax(0,1.4fr)]">
        <TextField
          label="Public ports"
          mono
          hint="Such as 8000-8010."
          value={draft.range.publicPorts}
          error={errorOf('publicPorts')}
          onChange={(event) => set({ publicPorts: event.target.value })}
          onBlur={leave('publicPorts')}
        />
        <TextField
          label="Private ports"
          mono
          hint="Such as 9000-9010, or the first one, or empty for the same."
          value={draft.range.privatePorts}
          error={errorOf('privatePorts')}
          onChange={(event) => set({ privatePorts: event.target.value })}
          onBlur={leave('privatePorts')}
        />
        <SegmentedControl
          label="Protocol"
          options={PROTOCOLS}
          value={draft.range.protocols}
          onChange={(protocols) => set({ protocols })}
        />
        <ContainerSelect
          label="Container"
          containers={containers}
          none="Choose"
          value={draft.range.container}
          error={errorOf('container')}
          onChange={(container) => set({ container })}
          onBlur={leave('container')}
        />
      </div>
      <p className="mt-3 min-h-5 text-muted">{words || whatIsMissing(draft.range)}</p>
      <PoliteStatus text={words} />
      {children(list)}
    </>
  );
}

function wantedOf(read: ReturnType<typeof readRange>, { container }: Texts): WantedList {
  if ('errors' in read) return NOTHING_WANTED;
  return { origin: 'range', rows: read.rows, errors: 0, questions: 0, within: Number(container) };
}

function whatIsMissing({ publicPorts, container }: Texts): string {
  if (publicPorts === '') return 'Enter the public ports.';
  return container === '' ? 'Choose a container.' : '';
}
