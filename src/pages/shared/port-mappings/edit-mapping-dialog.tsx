import type { Container } from '../../../rules/containers.ts';
import { curlOfMappingDeletion, curlOfMappingEdit } from '../../../rules/curl.ts';
import { isSameMapping } from '../../../rules/port-mapping-edits.ts';
import {
  type MappingSurroundings,
  type MappingTexts,
  readMapping,
  textsOfMapping,
} from '../../../rules/port-mapping-requests.ts';
import { describeMapping, type NewPortMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { currentConnection } from '../../../session/session.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormShell } from '../../../ui/form.tsx';
import type { Problem } from '../problem.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { useMappingForm } from './use-mapping-form.ts';

export interface EditMappingDialogProps {
  address: string;
  old: PortMapping;
  containers: readonly Container[];
  surroundings: MappingSurroundings;
  problem: Problem | null;
  isRunning: boolean;
  onSubmit: (wanted: NewPortMapping) => Promise<void>;
  onClose: () => void;
}

/** "Edit tcp 9000": the API has no change, so this is a deletion and a creation, and the dialog says so (api.md §4). */
export function EditMappingDialog(props: EditMappingDialogProps) {
  const { address, old, containers, surroundings, problem, isRunning, onSubmit, onClose } = props;
  const state = useMappingForm({ defaultValues: textsOfMapping(old), surroundings, isSending: isRunning });
  const { form, read } = state;
  const { wanted } = read;
  const isUnchanged = wanted !== undefined && isSameMapping(wanted, old);
  const name = describeMapping(old);

  async function submit(texts: MappingTexts) {
    const { wanted: asked } = readMapping(texts, surroundings);
    if (asked && !isSameMapping(asked, old)) await onSubmit(asked);
  }

  return (
    <Dialog
      open
      title={`Edit ${name}`}
      description={`The API cannot change a mapping: it is deleted and created anew. If the new one is refused, ${name} is put back.`}
      onClose={onClose}
    >
      <FormShell
        form={form}
        label={`Edit ${name}`}
        onSubmit={submit}
        loading={isRunning}
        submitError={
          problem ? (
            <>
              <strong>{problem.title}.</strong> {problem.detail}
            </>
          ) : null
        }
        className="flex flex-col gap-4"
        footer={
          <>
            <span className="flex grow flex-wrap gap-x-1">
              <CopyButton
                size="small"
                label="Copy as curl"
                text={() => (wanted ? curlOfMappingEdit(currentConnection(), address, { old, wanted }) : '')}
                disabledReason={wanted && !isUnchanged ? undefined : 'Change something first'}
              />
              <CopyButton
                size="small"
                label="Copy deletion as curl"
                text={() => curlOfMappingDeletion(currentConnection(), address, old)}
              />
            </span>
            <Button onClick={onClose}>{isRunning ? 'Close' : 'Cancel'}</Button>
            <Button
              type="submit"
              variant="primary"
              busy={isRunning}
              disabledReason={isUnchanged ? 'Change something first' : undefined}
            >
              Save mapping
            </Button>
          </>
        }
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <MappingFields state={state} containers={containers} taken={surroundings.mappings} />
        </div>
      </FormShell>
    </Dialog>
  );
}
