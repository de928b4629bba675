import { portMappingDraft } from '../../../queries/port-mapping-drafts.ts';
import type { Container } from '../../../rules/containers.ts';
import { isSameMapping } from '../../../rules/port-mapping-edits.ts';
import { type MappingSurroundings, type MappingTexts, readMapping } from '../../../rules/port-mapping-requests.ts';
import type { NewPortMapping } from '../../../rules/port-mappings.ts';

export interface NewMappingFormProps {
  address: string;
  /** The customer's containers on this server, in the order to show. */
  containers: readonly Container[];
  /** The one that the mapping leads to, where nobody is asked; left out: the person chooses. */
  only: Container | undefined;
  surroundings: MappingSurroundings;
  /** Mappings that are being added now. */
  pending: readonly NewPortMapping[];
}

/** A form in which nothing is typed yet. */
export function emptyTexts({ containers, only }: Pick<NewMappingFormProps, 'containers' | 'only'>): MappingTexts {
  const given = only ?? (containers.length === 1 ? containers[0] : undefined);
  return { proto: 'tcp', public_port: '', container: given ? String(given.uid) : '', private_port: '' };
}

/** Whose draft the form has: the page of a container has its own. */
export const placeOf = ({ address, only }: Pick<NewMappingFormProps, 'address' | 'only'>) =>
  only ? `${address}:${only.uid}` : address;

/** What was typed before, unless it is being added right now. A container that has gone is to be chosen anew. */
export function draftToShow(props: NewMappingFormProps): MappingTexts | undefined {
  const { containers, surroundings, pending } = props;
  const draft = portMappingDraft(placeOf(props));
  if (!draft) return undefined;
  const { wanted } = readMapping(draft, surroundings);
  if (wanted && pending.some((mapping) => isSameMapping(mapping, wanted))) return undefined;
  const isThere = containers.some(({ uid }) => String(uid) === draft.container);
  return isThere ? draft : { ...draft, container: emptyTexts(props).container };
}
