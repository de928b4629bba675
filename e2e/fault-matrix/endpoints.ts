/** The rows of the fault matrix: every request of the panel, with a path of the seed world (api.md §11). */

/** Reads by row. */
export const READS = {
  'GET me, to sign in': 'me',
  'GET me': 'me',
  'GET containers': 'containers',
  'GET containers/UID': 'containers/30001',
  'GET distros': 'distros',
  'GET tags': 'tags',
  'GET tags/ID': 'tags/1',
  'GET portmappings/IP': 'portmappings/1.2.3.4',
  'GET metrics/container.NAME/UID': 'metrics/container.mem/30001',
} as const;
export type ReadName = keyof typeof READS;

/** Writes by row: what the panel does with the endpoint stands after it. */
export const WRITES = {
  'POST containers': 'containers',
  'POST containers/UID, as the second step of a creation': 'containers/30005',
  'POST containers/UID, sizes': 'containers/30001',
  'POST containers/UID, name and note': 'containers/30001',
  'POST containers/UID, tags': 'containers/30001',
  'POST containers/UID, SSH keys': 'containers/30001',
  'POST containers/UID, distro': 'containers/30001',
  'POST containers/UID, link': 'containers/30001',
  'POST containers/UID, unlink': 'containers/30001',
  'POST containers/UID, reboot': 'containers/30001',
  'POST portmappings/IP': 'portmappings/1.2.3.4',
  'DELETE portmappings/IP': 'portmappings/1.2.3.4',
  'POST tags': 'tags',
  'POST tags/ID': 'tags/1',
  'DELETE tags/ID': 'tags/1',
} as const;
export type WriteName = keyof typeof WRITES;

export const READ_NAMES = Object.keys(READS) as ReadName[];
export const WRITE_NAMES = Object.keys(WRITES) as WriteName[];

/** `POST` of `POST containers/UID, sizes`. */
export const methodOf = (name: ReadName | WriteName) => name.slice(0, name.indexOf(' '));

/** What must be so before a write can be tried. */
export const PREPARATIONS: { [Name in WriteName]?: { method: string; path: string; body: object } } = {
  'POST containers/UID, unlink': { method: 'POST', path: 'containers/30001', body: { link: 30_002 } },
};
