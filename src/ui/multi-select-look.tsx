/** What a `MultiSelect` and the field that stands in for it have in common, so that nothing moves between the two. */
import { CircleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';

export const LOOK = {
  field: 'flex min-w-0 flex-col gap-1',
  label: 'font-medium',
  box: 'min-h-9 rounded-lg border border-line-strong bg-surface transition-colors hover:border-muted has-aria-invalid:border-danger has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-focus data-disabled:bg-sunken data-disabled:text-muted',
  // Base UI's button "Dismiss" is for a popup that hides the rest of the page, which this list does not.
  chips: 'flex flex-wrap items-center gap-1 px-2.5 py-1 [&>[aria-label=Dismiss]]:hidden',
  chip: 'flex h-6 max-w-full items-center rounded-sm bg-sunken pl-1.5 text-[0.8125rem] data-highlighted:bg-accent-ground forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2',
  chipText: 'truncate',
  remove: 'flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text',
  input: 'h-6 min-w-12 flex-1 bg-transparent outline-none placeholder:text-muted',
};

export const REMOVE_ICON: ReactNode = <X size={12} aria-hidden="true" />;

/** The sentences below the field. An empty `problem` is none. */
export function FieldSentences(props: {
  problem: string;
  problemId: string;
  hint: string | undefined;
  hintId: string;
}) {
  const { problem, problemId, hint, hintId } = props;
  return (
    <>
      {problem && (
        <p id={problemId} className="flex gap-1.5 text-[0.8125rem] text-danger">
          <CircleAlert size={14} className="mt-[3px] shrink-0" />
          <span className="min-w-0 wrap-anywhere">{problem}</span>
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-[0.8125rem] text-muted wrap-anywhere">
          {hint}
        </p>
      )}
    </>
  );
}
