import { curlOf } from '../../rules/curl.ts';
import { bodyOf, type MappingEdit, orderOfEdit } from '../../rules/port-mapping-edits.ts';
import type { NewPortMapping, PortMapping } from '../../rules/port-mappings.ts';
import { useSession } from '../../session/session.ts';

/** The writes of this page as curl commands, without the password (design.md §1.5). */
export interface MappingCommands {
  create: (wanted: NewPortMapping) => string;
  remove: (mapping: PortMapping) => string;
  /** Two commands, in the order in which the panel sends them. */
  edit: (edit: MappingEdit) => string;
}

/** The commands for the server at `address`, as the person who is signed in. */
export function useMappingCommands(address: string): MappingCommands {
  const session = useSession();
  const connection = session.status === 'signed-out' ? { apiUrl: '', username: '' } : session.connection;
  const command = (method: 'POST' | 'DELETE', body: unknown) =>
    curlOf({
      apiUrl: new URL(connection.apiUrl, window.location.href).href,
      username: connection.username,
      method,
      path: `portmappings/${address}`,
      body,
    });
  const create = (wanted: NewPortMapping) => command('POST', bodyOf(wanted));
  const remove = ({ id }: PortMapping) => command('DELETE', { id });
  return {
    create,
    remove,
    edit: (edit) => {
      const commands = [remove(edit.old), create(edit.wanted)];
      return (orderOfEdit(edit) === 'delete-first' ? commands : commands.reverse()).join('\n');
    },
  };
}
