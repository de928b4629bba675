import { useMemo, useState } from 'react';
import * as z from 'zod/mini';
import { couldKeepEdit } from '../../../queries/port-mapping-edits.ts';
import { useMappingLabels } from '../../../queries/port-mapping-labels.ts';
import type { Container } from '../../../rules/containers.ts';
import { curlOfMappingDeletion, curlOfMappingEdit } from '../../../rules/curl.ts';
import { gapBeforeEdit, LOST_BY_RELOAD } from '../../../rules/port-mapping-edit-words.ts';
import { isSameMapping, mappingKey } from '../../../rules/port-mapping-edits.ts';
import { labelKey, NO_LABEL } from '../../../rules/port-mapping-labels.ts';
import {
  type MappingSurroundings,
  type MappingTexts,
  readMapping,
  textsOfMapping,
} from '../../../rules/port-mapping-requests.ts';
import { describeMapping, type PortMapping } from '../../../rules/port-mappings.ts';
import { currentConnection } from '../../../session/session.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormShell } from '../../../ui/form.tsx';
import { LeaveGuard } from '../leave-guard.tsx';
import { RestoredDraft } from '../restored-draft.tsx';
import { useFormDraft, useFormStart } from '../use-form-draft.ts';
import { LABELS_ARE_HERE, LabelFields } from './label-fields.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { useLabelTexts, whyLabelIsNotKept } from './use-label-texts.ts';
import type { useMappingEditing } from './use-mapping-editing.ts';
import { isSameTexts, useMappingForm } from './use-mapping-form.ts';

export interface EditMappingDialogProps {
  address: string;
  old: PortMapping;
  containers: readonly Container[];
  surroundings: MappingSurroundings;
  isRunning: boolean;
  editing: Pick<ReturnType<typeof useMappingEditing>, 'problem' | 'run' | 'saveLabel' | 'saveOnlyLabel' | 'close'>;
}

const port = z.string().check(z.maxLength(20));
const draftSchema = z.object({
  proto: z.enum(['tcp', 'udp']),
  public_port: port,
  container: port,
  private_port: port,
});

/** "Edit tcp 9000": the API has no change, so this is a deletion and a creation, and the dialog says so (api.md §4). */
export function EditMappingDialog(props: EditMappingDialogProps) {
  const { address, old, containers, surroundings, isRunning, editing } = props;
  const { problem } = editing;
  const standing = useMemo(() => textsOfMapping(old), [old]);
  const draftKey = `edit-port-mapping:${address}:${mappingKey(old)}`;
  const start = useFormStart(draftKey, draftSchema, standing);
  const state = useMappingForm({ defaultValues: start.values, surroundings, isSending: isRunning, standing });
  const draft = useFormDraft(state.form, start);
  const stored = useMappingLabels(address).get(labelKey(old)) ?? NO_LABEL;
  const label = useLabelTexts(draftKey, stored);
  const { form, read, texts } = state;
  const { wanted } = read;
  const isUnchanged = isSameTexts(texts, standing) || (wanted !== undefined && isSameMapping(wanted, old));
  const name = describeMapping(old);
  const [isKept, setIsKept] = useState(() => couldKeepEdit(address, old));

  async function submit(submitted: MappingTexts) {
    const { wanted: asked } = readMapping(submitted, surroundings);
    if (Object.keys(label.errors).length > 0) return;
    const isOfLabelOnly = isSameTexts(submitted, standing) || !asked || isSameMapping(asked, old);
    if (isOfLabelOnly) {
      if (label.isChanged) await editing.saveOnlyLabel(old, label.texts);
      return forget();
    }
    if (label.isChanged && (await editing.saveLabel(old, label.texts))) label.clear();
    if (await editing.run({ old, wanted: asked }, { mayBeLost: !isKept })) forget();
    // What this tab keeps meanwhile may have taken the room.
    else setIsKept(couldKeepEdit(address, old));
  }

  function forget() {
    draft.clear();
    label.clear();
  }

  function cancel() {
    if (!isRunning) forget();
    editing.close();
  }

  return (
    <Dialog
      open
      title={`Edit ${name}`}
      description={`The API cannot change a mapping: it is deleted and created anew. If the new one is refused, ${name} is put back.`}
      onClose={editing.close}
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
            <span className="ml-auto flex flex-wrap justify-end gap-3">
              <Button onClick={cancel}>{isRunning ? 'Close' : 'Cancel'}</Button>
              <Button
                type="submit"
                variant="primary"
                busy={isRunning}
                disabledReason={isUnchanged && !label.isChanged ? 'Change something first' : whyLabelIsNotKept(label)}
              >
                Save mapping
              </Button>
            </span>
          </>
        }
      >
        <RestoredDraft
          isRestored={draft.isRestored || label.isRestored}
          onDiscard={() => {
            draft.discard(standing);
            label.clear();
          }}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <MappingFields state={state} containers={containers} taken={surroundings.mappings} />
        </div>
        <div className="grid items-start gap-x-4 gap-y-3 border-t border-line pt-4 sm:grid-cols-2">
          <LabelFields state={label} />
          <p className="text-muted text-small sm:col-span-2">{LABELS_ARE_HERE}</p>
        </div>
        <p role="status" className="min-h-5">
          {wanted && !isUnchanged && !isRunning ? gapBeforeEdit({ old, wanted }) : null}
          {isUnchanged || isKept ? null : ` ${LOST_BY_RELOAD}`}
        </p>
      </FormShell>
      <LeaveGuard
        when={(!isUnchanged || label.isChanged) && !isRunning}
        what={`your changes of ${name}`}
        onDiscard={forget}
      />
    </Dialog>
  );
}
