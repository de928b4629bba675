import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../../queries/tags.ts';
import type { Container } from '../../rules/containers.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { shownText } from '../../rules/shown-text.ts';
import { MultiSelect } from '../../ui/multi-select.tsx';
import type { TagsToChange } from './use-tags-to-change.ts';

/** Which tags the containers get and lose; their other tags stay. */
export function BulkTags({ containers, tags: chosen }: { containers: readonly Container[]; tags: TagsToChange }) {
  const tags = useQuery(tagsQuery());
  const carried = [...new Set(containers.flatMap((container) => container.tags))].sort();
  const { add, inputs, problems } = chosen;
  const known = tags.data?.items.map(({ name }) => name) ?? [];

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <MultiSelect
        label="Add tags"
        options={[...known, ...add.filter((tag) => !known.includes(tag))]}
        value={add}
        onChange={chosen.chooseToAdd}
        onCreate={chosen.addTyped}
        shown={shownText}
        createLabel={(name) => `Create the tag ${shownText(name)}`}
        inputRef={inputs.add}
        error={problems.add ?? (tags.isError ? explainReadFailure(tags.error, 'the tags').title : undefined)}
        placeholder="Choose tags, or type a new one"
      />
      <MultiSelect
        label="Remove tags"
        options={carried}
        value={chosen.remove}
        onChange={chosen.chooseToRemove}
        shown={shownText}
        inputRef={inputs.remove}
        error={problems.remove}
        placeholder={carried.length === 0 ? 'None of them has a tag' : 'Choose tags'}
      />
    </div>
  );
}
