import type { ContainerChange, NewContainer } from '../../rules/containers.ts';
import { curlOf } from '../../rules/curl.ts';
import type { Connection } from '../../session/session.ts';
import { changeOfSpare } from './form-values.ts';

/**
 * The form as curl commands, password left out (design.md §1.5): one when a spare is used, else the creation and, when
 * there is anything to set, the change of the new container, whose uid the API's answer does not tell.
 */
export function curlText(
  { apiUrl, username }: Connection,
  request: { wanted: NewContainer; start: ContainerChange },
  spareUid: number | undefined,
): string {
  const post = (path: string, body: unknown) => curlOf({ apiUrl, username, method: 'POST', path, body });
  if (spareUid !== undefined) return post(`containers/${spareUid}`, changeOfSpare(request));
  const creation = post('containers', request.wanted);
  if (Object.keys(request.start).length === 0) return creation;
  return `${creation}\n\n# Then, with the uid that the list of containers shows for it:\n${post('containers/UID', request.start)}`;
}
