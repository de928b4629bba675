import { useQueryClient } from '@tanstack/react-query';
import { changeMappingLabels, mappingLabelsQuery } from '../../queries/port-mapping-labels.ts';
import { labelsToUndo } from '../../rules/port-mapping-label-imports.ts';
import type { MappingLabel } from '../../rules/port-mapping-labels.ts';
import { formatNumber } from '../../rules/units.ts';
import { currentConnection } from '../../session/session.ts';
import { useOwnNotifications } from '../shared/own-notifications.ts';

type Labels = ReadonlyMap<string, MappingLabel>;

interface LabelSetting {
  set: Labels;
  /** What was noted before. */
  before: Labels;
  /** No mapping is changed with them, so that their end is told, with an Undo. */
  isAlone: boolean;
}

/** Keeps the labels and notes of an import in this browser, and tells what came of them, also on the page after. */
export function useLabelSetting(address: string): (setting: LabelSetting) => Promise<void> {
  const queryClient = useQueryClient();
  const notify = useOwnNotifications();
  return async ({ set, before, isAlone }) => {
    const context = { queryClient, connection: currentConnection() };

    async function change(labels: Labels): Promise<boolean> {
      const notKept = await changeMappingLabels(context, address, labels);
      if (notKept) notify({ title: 'Not all labels and notes were kept', detail: notKept, tone: 'danger' });
      return notKept === undefined;
    }

    async function undo() {
      const now = (await queryClient.ensureQueryData(mappingLabelsQuery())).get(address) ?? new Map();
      if (await change(labelsToUndo(set, before, now))) notify({ title: 'The labels are as before', tone: 'success' });
    }

    if (!(await change(set)) || !isAlone) return;
    notify({
      title: `Set ${set.size === 1 ? '1 label' : `${formatNumber(set.size)} labels`}`,
      detail: 'In this browser: nothing was sent to the API.',
      tone: 'success',
      action: { label: 'Undo', onAction: () => void undo() },
    });
  };
}
