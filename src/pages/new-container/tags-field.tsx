import { useQuery } from '@tanstack/react-query';
import { type Ref, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { tagsQuery } from '../../queries/tags.ts';
import { useCreateTag } from '../../queries/use-tag-writes.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { checkTagName } from '../../rules/tags.ts';
import { TagsInput } from '../shared/tags-input.tsx';
import { whyNotSent } from './creation-words.ts';
import type { NewContainerValues } from './form-values.ts';

/** The tags of the new container; a name that is no tag yet is created at once, because the API drops unknown names. */
export function TagsField({
  form,
  inputRef,
}: {
  form: UseFormReturn<NewContainerValues>;
  inputRef: Ref<HTMLInputElement>;
}) {
  const value = form.watch('tags');
  const blocked = form.formState.errors.tags?.message;
  const tags = useQuery(tagsQuery());
  const createTag = useCreateTag();
  const [problem, setProblem] = useState<string>();
  const existing = tags.data?.items ?? [];

  function choose(next: string[]) {
    form.clearErrors('tags');
    form.setValue('tags', next, { shouldDirty: true });
  }

  async function create(typed: string) {
    const name = typed.trim();
    const refused = checkTagName(name, []);
    setProblem(refused);
    if (refused || createTag.isPending) return;
    try {
      const outcome = await createTag.mutateAsync(name);
      if (outcome.verdict === 'done') {
        // The tags of this moment: others may have been chosen while this one was created.
        choose([...form.getValues('tags').filter((tag) => tag !== name), name]);
      } else if (outcome.verdict === 'not-done') setProblem(outcome.message);
      else setProblem(`It is not known whether the tag ${name} was created. Look for it in the list, then choose it.`);
    } catch (error) {
      setProblem(`The tag ${name} was not created. ${whyNotSent(error, 'the tags')}`);
    }
  }

  return (
    <TagsInput
      options={existing.map((tag) => tag.name)}
      value={value}
      onChange={(next) => {
        setProblem(undefined);
        choose(next);
      }}
      onCreate={create}
      inputRef={inputRef}
      // From here on the field itself says what is left over.
      onBlur={() => form.clearErrors('tags')}
      error={blocked ?? problem ?? (tags.isError ? explainReadFailure(tags.error, 'the tags').title : undefined)}
      {...(createTag.isPending && { hint: `Creating the tag ${createTag.variables}…` })}
    />
  );
}
