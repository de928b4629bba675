import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useCreateTag } from '../../queries/tag-writes.ts';
import { tagsQuery } from '../../queries/tags.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { checkTagName } from '../../rules/tags.ts';
import type { MultiSelectProps } from '../../ui/multi-select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** In the place of a field whose code could not be loaded; the rest of the form works without it. */
function TagsUnavailable() {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">Tags</p>
      <p className="text-muted">This field could not be loaded. Add tags later, on the container's page.</p>
    </div>
  );
}

// The heaviest widget of the page, and an optional one: it loads when the form already stands (design.md §7).
const MultiSelect = lazy(() =>
  import('../../ui/multi-select.tsx').then(
    (module) => ({ default: module.MultiSelect as (props: MultiSelectProps) => ReactNode }),
    () => ({ default: TagsUnavailable }),
  ),
);

/** The tags of the new container; a name that is no tag yet is created at once, because the API drops unknown names. */
export function TagsField({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  const tags = useQuery(tagsQuery());
  const createTag = useCreateTag();
  const [problem, setProblem] = useState<string>();
  const existing = tags.data?.items ?? [];

  async function create(typed: string) {
    const name = typed.trim();
    const refused = checkTagName(name, []);
    setProblem(refused);
    if (refused || createTag.isPending) return;
    try {
      const outcome = await createTag.mutateAsync(name);
      if (outcome.verdict === 'done') onChange([...value.filter((tag) => tag !== name), name]);
      else if (outcome.verdict === 'not-done') setProblem(outcome.message);
      else setProblem(`It is not known whether the tag ${name} was created. Look for it in the list, then choose it.`);
    } catch (error) {
      const { detail } = explainReadFailure(error, 'the tags');
      setProblem(`The tag ${name} was not created. ${detail}`);
    }
  }

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
        label="Tags"
        options={existing.map((tag) => tag.name)}
        value={value}
        onChange={(next) => {
          setProblem(undefined);
          onChange(next);
        }}
        onCreate={create}
        createLabel={(name) => `Create the tag ${name}`}
        error={problem ?? (tags.isError ? explainReadFailure(tags.error, 'the tags').title : undefined)}
        placeholder="Choose tags, or type a new one"
        {...(createTag.isPending && { hint: `Creating the tag ${createTag.variables}…` })}
      />
    </Suspense>
  );
}
