import { lazy, type ReactNode, Suspense } from 'react';
import type { MultiSelectProps } from '../../ui/multi-select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** In the place of a field whose code could not be loaded; the rest of the form works without it. */
function TagsUnavailable() {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">Tags</p>
      <p className="text-muted">
        This field could not be loaded. All else works. Reload the page when the network is back.
      </p>
    </div>
  );
}

// The heaviest widget of a form, and an optional one: it loads when the form already stands (design.md §7).
const MultiSelect = lazy(() =>
  import('../../ui/multi-select.tsx').then(
    (module) => ({ default: module.MultiSelect as (props: MultiSelectProps) => ReactNode }),
    () => ({ default: TagsUnavailable }),
  ),
);

/** A field for the tags of something, in its final size from the beginning. */
export function TagsInput(props: Omit<MultiSelectProps, 'label' | 'placeholder' | 'createLabel'>) {
  return (
    <Suspense
      fallback={
        <div className="flex flex-col gap-1">
          <p className="font-medium">Tags</p>
          <Skeleton className="h-9 w-full rounded-lg" />
        </div>
      }
    >
      <MultiSelect
        {...props}
        label="Tags"
        createLabel={(name) => `Create the tag ${name}`}
        placeholder="Choose tags, or type a new one"
      />
    </Suspense>
  );
}
