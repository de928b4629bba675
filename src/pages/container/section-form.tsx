import { type ReactNode, useId } from 'react';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { FormShell } from '../../ui/form.tsx';
import { SECTIONS, type SectionName, saveInWords } from './sections.ts';
import type { ContainerSave } from './use-container-save.ts';

export interface SectionFormProps {
  edit: ContainerSave;
  section: SectionName;
  /** What its button is called. */
  button: string;
  children: ReactNode;
}

/**
 * The fields of one section with their button, which saves all that is changed on the page: however many fields that are,
 * one save reboots once at most. What it does stands beside it before it is pressed. The primary button is the bar's.
 */
export function SectionForm({ edit, section, button, children }: SectionFormProps) {
  const sentenceId = useId();
  const { form, busy, keys, failure } = edit;
  const own: readonly string[] = SECTIONS[section];
  const isChanged = keys.some((key) => own.includes(key));
  const problem = failure?.place === section ? failure.problem : undefined;
  return (
    <FormShell
      form={form}
      onSubmit={() => edit.submit(section)}
      loading={busy}
      submitError={null}
      className="flex flex-col gap-4"
      footer={
        <>
          <Button
            type="submit"
            busy={busy}
            disabledReason={isChanged ? undefined : 'Nothing is changed here.'}
            aria-describedby={isChanged ? sentenceId : undefined}
            // Leaving an invalid field would draw its message and move this button away under the click.
            onMouseDown={(event) => event.preventDefault()}
          >
            {button}
          </Button>
          <p id={sentenceId} className="min-w-0 flex-1 text-muted">
            {isChanged && saveInWords(edit, section)}
          </p>
        </>
      }
    >
      {children}
      {problem && <Alert title={problem.title}>{problem.detail}</Alert>}
    </FormShell>
  );
}
