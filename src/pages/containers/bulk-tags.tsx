import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { tagsQuery } from '../../queries/tags.ts';
import { useCreateTag } from '../../queries/use-tag-writes.ts';
import type { Container } from '../../rules/containers.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { checkTagName } from '../../rules/tags.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

const MultiSelect = lazy(() => import('../../ui/multi-select.tsx').then((module) => ({ default: module.MultiSelect })));

interface BulkTagsProps {
  containers: readonly Container[];
  add: string[];
  remove: string[];
  onAdd: (tags: string[]) => void;
  onRemove: (tags: string[]) => void;
}

/** Which tags the containers get and lose; their other tags stay. A new tag is created at once, because the API drops unknown names. */
export function BulkTags({ containers, add, remove, onAdd, onRemove }: BulkTagsProps) {
  const tags = useQuery(tagsQuery());
  const createTag = useCreateTag();
  const [problem, setProblem] = useState<string>();
  const carried = [...new Set(containers.flatMap((container) => container.tags))].sort();

  async function create(typed: string) {
    const name = typed.trim();
    const refused = checkTagName(name, []);
    setProblem(refused);
    if (refused || createTag.isPending) return;
    try {
      const outcome = await createTag.mutateAsync(name);
      if (outcome.verdict === 'done') onAdd([...add.filter((tag) => tag !== name), name]);
      else if (outcome.verdict === 'not-done') setProblem(outcome.message);
      else setProblem(`It is not known whether the tag ${name} was created. Look for it in the list, then choose it.`);
    } catch (error) {
      setProblem(`The tag ${name} was not created. ${explainReadFailure(error, 'the tags').detail}`);
    }
  }

  return (
    <Suspense fallback={<Skeleton className="h-36 w-full" />}>
      <div className="grid gap-4 sm:grid-cols-2">
        <MultiSelect
          label="Add tags"
          options={tags.data?.items.map(({ name }) => name) ?? []}
          value={add}
          onChange={(next) => {
            setProblem(undefined);
            onAdd(next);
          }}
          onCreate={create}
          createLabel={(name) => `Create the tag ${name}`}
          error={problem ?? (tags.isError ? explainReadFailure(tags.error, 'the tags').title : undefined)}
          placeholder="Choose tags, or type a new one"
          {...(createTag.isPending && { hint: `Creating the tag ${createTag.variables}…` })}
        />
        <MultiSelect
          label="Remove tags"
          options={carried}
          value={remove}
          onChange={onRemove}
          placeholder={carried.length === 0 ? 'None of them has a tag' : 'Choose tags'}
        />
      </div>
    </Suspense>
  );
}
