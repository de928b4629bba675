import type { ComponentType } from 'react';
import { type Container, nameAndUid } from '../../rules/containers.ts';
import type { ContainerRow } from './containers-table-groups.tsx';
import { type SelectableRows, selectColumnOf } from './table-selection.tsx';

/** What can be done to the selected containers: buttons in the bar that says how many there are. */
export type SelectionActions = ComponentType<{
  selected: readonly Container[];
  /** Takes these out of the selection, for what is done with. */
  deselect: (uids: readonly number[]) => void;
}>;

/** How containers are selected: each counts once, in however many groups it stands. */
export const selectableContainers: SelectableRows<ContainerRow> = {
  keyOf: ({ container }) => container.uid,
  placeKeyOf: ({ container, group }) => `${container.uid} ${group}`,
  nameOf: ({ container }) => nameAndUid(container),
};

/** The first column of a table in which containers are selected. */
export const selectColumn = selectColumnOf(selectableContainers);
