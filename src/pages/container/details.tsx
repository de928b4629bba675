import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { tagsQuery } from '../../queries/tags.ts';
import { hostnameOf } from '../../rules/hostnames.ts';
import { shownText } from '../../rules/shown-text.ts';
import { checkTagName } from '../../rules/tags.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { FormTextArea, FormTextField } from '../../ui/form.tsx';
import { TagsInput } from '../shared/tags-input.tsx';
import { Fact, Facts, SecretFact, Section } from './facts.tsx';
import { SectionForm } from './section-form.tsx';
import { tagsInWords } from './sections.ts';
import type { ContainerSave } from './use-container-save.ts';

/** What the container is called, and what is remembered of it. */
export function Details({ edit }: { edit: ContainerSave }) {
  const { form, container, values } = edit;
  const name = values.name.trim();
  return (
    <Section title="Details">
      <SectionForm edit={edit} section="details" button="Save details">
        <FormTextField
          form={form}
          name="name"
          label="Name"
          autoCapitalize="none"
          hint={
            <>
              Hostname{' '}
              <span className="font-mono">
                {name === container.name ? shownText(container.hostname) : hostnameOf(name)}
              </span>
            </>
          }
        />
        <FormTextArea
          form={form}
          name="note"
          label="Note"
          rows={2}
          className="[&_textarea]:resize-none [&_textarea]:field-sizing-content [&_textarea]:max-h-40"
        />
        <TagsOfContainer edit={edit} />
        <TagsNotLoaded edit={edit} />
      </SectionForm>
      <div className="mt-5">
        <Facts>
          <Fact name="UUID" mono>
            {shownText(container.uuid)}
          </Fact>
          <SecretFact name="Secret UUID" value={container.secret_uuid} />
        </Facts>
      </div>
    </Section>
  );
}

/** A name that is no tag yet is created by the save, not before: what is discarded leaves no tag behind. */
function TagsOfContainer({ edit }: { edit: ContainerSave }) {
  const { form, values, knownTags = [], newTags, tagsInput } = edit;
  const chosen = values.tags;

  function choose(next: string[]) {
    form.clearErrors('tags');
    form.setValue('tags', next, { shouldDirty: true });
  }

  function create(typed: string) {
    const message = checkTagName(typed, []);
    if (message) form.setError('tags', { type: 'typed', message });
    else choose([...chosen, typed.trim()]);
  }

  return (
    <TagsInput
      options={[...knownTags, ...chosen.filter((tag) => !knownTags.includes(tag))]}
      value={chosen}
      onChange={choose}
      onCreate={create}
      inputRef={tagsInput}
      // From here on the field itself says what is left over.
      onBlur={() => form.clearErrors('tags')}
      error={form.formState.errors.tags?.message}
      {...(newTags.length > 0 && { hint: `The save creates ${tagsInWords(newTags)}.` })}
    />
  );
}

/** Why there is nothing to choose from. It stands while they are read once more, so that its button keeps the focus. */
function TagsNotLoaded({ edit: { tagsInput } }: { edit: ContainerSave }) {
  const { data, errorUpdateCount, isFetching, refetch } = useQuery(tagsQuery());
  if (data || errorUpdateCount === 0) return null;
  async function retry({ currentTarget }: MouseEvent) {
    const { data: read } = await refetch();
    // Meanwhile the person may have gone on elsewhere.
    if (read && document.activeElement === currentTarget) tagsInput.current?.focus();
  }
  return (
    <Alert
      title="The tags could not be loaded"
      action={
        <Button size="small" busy={isFetching} onClick={retry}>
          Try again
        </Button>
      }
    >
      What you type is looked up when you save.
    </Alert>
  );
}
