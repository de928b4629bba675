import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { tagsQuery } from '../../queries/tags.ts';
import { explainReadFailure } from '../../rules/failures.ts';
import { TagsInput } from '../shared/tags-input.tsx';
import { useTypedTag } from '../shared/use-typed-tag.ts';
import type { NewContainerValues } from './form-values.ts';

/** The tags of the new container; a name that is no tag yet is created at once. */
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
  const typedTag = useTypedTag((name) => choose([...form.getValues('tags').filter((tag) => tag !== name), name]));
  const { problem, hint } = typedTag;

  function choose(next: string[]) {
    form.clearErrors('tags');
    form.setValue('tags', next, { shouldDirty: true });
  }

  return (
    <TagsInput
      options={tags.data?.items.map((tag) => tag.name) ?? []}
      value={value}
      onChange={(next) => {
        typedTag.setProblem(undefined);
        choose(next);
      }}
      onCreate={typedTag.create}
      inputRef={inputRef}
      // From here on the field itself says what is left over.
      onBlur={() => form.clearErrors('tags')}
      error={blocked ?? problem ?? (tags.isError ? explainReadFailure(tags.error, 'the tags').title : undefined)}
      {...(hint && { hint })}
    />
  );
}
