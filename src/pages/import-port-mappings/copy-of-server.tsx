import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { portMappingsQuery } from '../../queries/port-mappings.ts';
import { describeHolder } from '../../rules/port-mappings.ts';
import { formatNumber } from '../../rules/units.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LoadFailure } from '../shared/load-failure.tsx';
import type { MappingsRead } from '../shared/port-mappings/editable-mappings.tsx';
import { UnreadableRows } from '../shared/unreadable-rows.tsx';
import type { CopySourceProps } from './copy-source.tsx';
import { CopyTargets } from './copy-targets.tsx';
import { useCopiedMappings } from './use-copied-mappings.ts';
import { NOTHING_WANTED } from './wanted-list.ts';

interface CopyOfServerProps extends CopySourceProps {
  /** The choice of the server. */
  server: ReactNode;
}

const mappingsInWords = (count: number) => `${formatNumber(count)} ${count === 1 ? 'mapping' : 'mappings'}`;

/** The mappings of the chosen server: of which container, and where they go. */
export function CopyOfServer(props: CopyOfServerProps) {
  const { address, containers, names, draft, change, server, children } = props;
  const { copy } = draft;
  const isHere = copy.address === address;
  const source = useQuery(portMappingsQuery(copy.address));
  const { sources, copied, targets, shiftError, list } = useCopiedMappings({
    ...props,
    copy: useDeferredValue(copy),
    table: source.data,
  });
  const set = (changes: Partial<typeof copy>) => change({ copy: { ...copy, ...changes } });

  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {server}
        {sources && sources.length > 0 ? (
          <SelectField
            label="Copy what"
            value={copy.container}
            onChange={(event) => set({ container: event.target.value })}
          >
            <option value="">
              {isHere ? 'Choose a container' : `All containers, ${mappingsInWords(source.data?.items.length ?? 0)}`}
            </option>
            {sources.map(({ uid, count }) => (
              <option key={uid} value={uid}>
                {describeHolder(uid, names)}, {mappingsInWords(count)}
              </option>
            ))}
          </SelectField>
        ) : null}
        {isHere && sources && sources.length > 0 ? (
          <TextField
            label="Shift public ports by"
            mono
            hint="One public port leads to one container: with 1000, 9000 becomes 10000."
            value={copy.shift}
            error={shiftError}
            onChange={(event) => set({ shift: event.target.value })}
          />
        ) : null}
      </div>
      <SourceState address={copy.address} source={source} />
      {sources?.length === 0 ? <p className="mt-3 text-muted">{copy.address} has no port mappings to copy.</p> : null}
      <CopyTargets
        sources={copied}
        targets={targets}
        containers={containers}
        names={names}
        onChange={(from, to) => set({ targets: [...copy.targets.filter((one) => one.from !== from), { from, to }] })}
      />
      {children(list ?? NOTHING_WANTED)}
    </>
  );
}

/** What stands in the place of a table that is not read, or not wholly. */
function SourceState({ address, source }: { address: string; source: MappingsRead }) {
  if (source.isLoadingError) {
    const what = `the port mappings of ${address}`;
    return (
      <div className="mt-4">
        <LoadFailure error={source.error} what={what} onRetry={() => void source.refetch()} />
      </div>
    );
  }
  if (!source.data) {
    return (
      <p className="mt-4" aria-busy="true">
        <Skeleton className="h-3 w-48" />
      </p>
    );
  }
  return (
    <div className="mt-4 empty:hidden">
      <UnreadableRows rows={source.data.unreadable} />
    </div>
  );
}
