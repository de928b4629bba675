import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { parseContainerFilter } from '../../rules/container-filter.ts';
import { SearchField } from '../../ui/search-field.tsx';

export interface ContainersFilterProps {
  filter: string;
  onChange: (filter: string) => void;
  /** How terms were understood where that is not plain. */
  notes: readonly string[];
  /** Beside the field. */
  children: ReactNode;
}

const EXAMPLES = [
  { filter: 'tag:prod', means: 'with the tag prod' },
  { filter: '-name:test', means: 'without test in the name' },
  { filter: 'server:1.2.3.4', means: 'on this server, by address or name' },
  { filter: 'memory:>4GB', means: 'more than 4 GB; also >=, <, <= and 1GB..4GB' },
  { filter: 'tag:"my tag" distro:debian', means: 'both; quotes around what has spaces' },
  { filter: 'is:shared', means: 'on servers shared with others; also is:spare, no:tag, no:distro' },
];

/** The filter with what is wrong in it, said once the person has finished writing it, and a help that fills in examples. */
export function ContainersFilter({ filter, onChange, notes, children }: ContainersFilterProps) {
  const id = useId();
  const [writing, setWriting] = useState(false);
  const problems = useMemo(() => parseContainerFilter(filter).problems, [filter]);
  const said = problems.filter(({ unfinished }) => !(unfinished && writing)).map(({ sentence }) => sentence);
  const isInvalid = said.length > 0;
  return (
    <div className="mb-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField
          label="Filter containers"
          value={filter}
          onChange={onChange}
          onFocus={() => setWriting(true)}
          onBlur={() => setWriting(false)}
          aria-invalid={isInvalid || undefined}
          aria-describedby={`${id}-problem ${id}-notes`}
          className="sm:max-w-xl sm:basis-80 sm:grow-[9]"
        />
        {children}
      </div>
      <div className="mt-1 flex flex-col gap-x-4 gap-y-1 text-small sm:flex-row-reverse sm:justify-end">
        <div className="min-w-0 text-muted wrap-anywhere">
          {/* Always there: a live region speaks only of what comes into it. */}
          <div id={`${id}-problem`} aria-live="polite">
            {isInvalid && (
              <p className="flex gap-1.5 text-danger">
                <CircleAlert size={14} className="mt-[3px] shrink-0" />
                <span className="min-w-0">{said.join(' ')}</span>
              </p>
            )}
          </div>
          <p id={`${id}-notes`}>{notes.join(' ')}</p>
        </div>
        <details className="shrink-0 open:w-full open:max-w-xl sm:open:shrink">
          <summary>Filter syntax</summary>
          <ul className="mt-2 grid gap-x-4 gap-y-1 rounded-lg border border-line bg-surface p-3">
            {EXAMPLES.map((example) => (
              <li key={example.filter} className="flex flex-wrap items-baseline gap-x-3">
                <button
                  type="button"
                  onClick={() => onChange(example.filter)}
                  className="link min-h-6 shrink-0 text-left font-mono"
                >
                  {example.filter}
                </button>
                <span className="text-muted">{example.means}</span>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  );
}
