/** How each row of the fault matrix (e2e/fault-matrix) is driven through the queries, without a page. */
import type { QueryClient } from '@tanstack/react-query';
import type { ReadName, WriteName } from '../../e2e/fault-matrix/endpoints.ts';
import { explainReadFailure, explainSignInFailure, wasForbidden } from '../rules/failures.ts';
import { currentConnection } from '../session/session.ts';
import { containerQuery, containersQuery } from './containers.ts';
import { runCreation } from './create-container.ts';
import { distrosQuery } from './distros.ts';
import { runEdit } from './edit-container.ts';
import { runLinkSteps } from './links.ts';
import { meQuery } from './me.ts';
import { usageQuery } from './metrics.ts';
import { addMapping, deleteAndJudge } from './port-mapping-writes.ts';
import { portMappingsQuery } from './port-mappings.ts';
import { signIn } from './session.ts';
import { runNotedTagCreation, runTagChange, runTagDeletion } from './tag-writes.ts';
import { tagQuery, tagsQuery } from './tags.ts';

const API_URL = 'http://mock/api';
const ADDRESS = '1.2.3.4';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2mE1s0yXWQm0pVYk5gq4n0b5m1n6tq0d4cU3r1v7xw zeus@olympus';
const ARGUS = { server: ADDRESS, name: 'argus', memory: 8000, storage: 200_000 };

/** A read, and what its page says when it fails. */
export interface ReadDriver {
  read: (queryClient: QueryClient) => Promise<unknown>;
  /** Left out: its page has words of its own, whatever the failure is. */
  explain?: (error: unknown) => { title: string; detail: string };
}

const explained = (what: string) => (error: unknown) => explainReadFailure(error, what);

export const READ_DRIVERS: Record<ReadName, ReadDriver> = {
  'GET me, to sign in': {
    read: async (queryClient) => {
      await signIn(queryClient, currentConnection());
      return queryClient.getQueryData(meQuery().queryKey);
    },
    explain: (error) => explainSignInFailure(error, { apiUrl: API_URL, panelOrigin: 'http://panel' }),
  },
  'GET me': { read: (queryClient) => queryClient.fetchQuery(meQuery()), explain: explained('your servers') },
  'GET containers': {
    read: (queryClient) => queryClient.fetchQuery(containersQuery()),
    explain: explained('your containers'),
  },
  'GET containers/UID': {
    read: (queryClient) => queryClient.fetchQuery(containerQuery(30_001)),
    explain: (error) =>
      wasForbidden(error) ? { title: 'Not your container', detail: '' } : explained('container 30001')(error),
  },
  'GET distros': { read: (queryClient) => queryClient.fetchQuery(distrosQuery()) },
  'GET tags': { read: (queryClient) => queryClient.fetchQuery(tagsQuery()), explain: explained('your tags') },
  'GET tags/ID': { read: (queryClient) => queryClient.fetchQuery(tagQuery(1)), explain: explained('the tag prod') },
  'GET portmappings/IP': {
    read: (queryClient) => queryClient.fetchQuery(portMappingsQuery(ADDRESS)),
    explain: explained(`the port mappings of ${ADDRESS}`),
  },
  'GET metrics/container.NAME/UID': {
    read: (queryClient) => queryClient.fetchQuery(usageQuery(30_001, 'memory')),
  },
};

/** What a page says of the first row that it cannot read. */
export function unreadableIn(data: unknown): string {
  const { unreadable } = (data ?? {}) as { unreadable?: { endpoint: string; row: number; field: string }[] };
  const [first] = unreadable ?? [];
  return first ? `${first.endpoint}, row ${first.row + 1}, field ${first.field}` : 'nothing is missing';
}

/** How a write ended; `message` when it is the queries that have the words. */
export interface WriteEnd {
  verdict: string;
  message?: string | undefined;
}

type WriteDriver = (queryClient: QueryClient) => Promise<WriteEnd>;

const contextOf = (queryClient: QueryClient) => ({ queryClient, connection: currentConnection() });
const tableOf = (queryClient: QueryClient) => ({ ...contextOf(queryClient), address: ADDRESS });

const edit =
  (request: Pick<Parameters<typeof runEdit>[1], 'base' | 'change'>): WriteDriver =>
  (queryClient) =>
    runEdit(contextOf(queryClient), { uid: 30_001, ...request });

async function create(queryClient: QueryClient, start: { note?: string; distro?: number; ssh_keys?: string[] }) {
  const context = { ...contextOf(queryClient), onStep: () => {} };
  return runCreation(context, { mode: 'create', wanted: ARGUS, start });
}

const linkStep =
  (kind: 'link' | 'unlink'): WriteDriver =>
  async (queryClient) => {
    const { failed } = await runLinkSteps(contextOf(queryClient), [{ uid: 30_001, kind, other: 30_002 }]);
    if (!failed) return { verdict: 'done' };
    return { verdict: failed.isKnown ? 'not-done' : 'cannot-tell', message: failed.message };
  };

export const WRITE_DRIVERS: Record<WriteName, WriteDriver> = {
  'POST containers': (queryClient) => create(queryClient, {}),
  'POST containers/UID, as the second step of a creation': async (queryClient) => {
    const outcome = await create(queryClient, { note: 'hundred eyes', distro: 1, ssh_keys: [KEY] });
    // Of what failed the container's page says only what is missing, and asks.
    const { verdict } = outcome.verdict === 'done' && outcome.start ? outcome.start : { verdict: 'no second step' };
    return { verdict };
  },
  'POST containers/UID, sizes': edit({ base: { memory: 8000, storage: 200_000 }, change: { memory: 9000 } }),
  'POST containers/UID, name and note': edit({
    base: { name: 'hydra', note: '' },
    change: { name: 'lerna', note: 'nine heads' },
  }),
  'POST containers/UID, tags': edit({ base: { tags: ['prod'] }, change: { tags: ['prod', 'db'] } }),
  'POST containers/UID, SSH keys': edit({ base: { ssh_keys: [] }, change: { ssh_keys: [KEY] } }),
  'POST containers/UID, distro': edit({ base: { distro: null }, change: { distro: 2 } }),
  'POST containers/UID, link': linkStep('link'),
  'POST containers/UID, unlink': linkStep('unlink'),
  'POST containers/UID, reboot': edit({ base: {}, change: { reboot: 1 } }),
  'POST portmappings/IP': (queryClient) =>
    addMapping(tableOf(queryClient), { container: 30_002, proto: 'tcp', public_port: 9001, private_port: 8000 }),
  'DELETE portmappings/IP': async (queryClient) => {
    const { items } = await queryClient.fetchQuery(portMappingsQuery(ADDRESS));
    const mapping = items.find(({ id }) => id === 1);
    return mapping ? deleteAndJudge(tableOf(queryClient), mapping) : { verdict: 'no such mapping' };
  },
  'POST tags': (queryClient) => runNotedTagCreation(contextOf(queryClient), { name: 'eu', note: 'Frankfurt' }),
  'POST tags/ID': (queryClient) =>
    runTagChange(contextOf(queryClient), {
      id: 1,
      started: { name: 'prod', note: '' },
      wanted: { name: 'production', note: '' },
    }),
  'DELETE tags/ID': (queryClient) => runTagDeletion(contextOf(queryClient), { id: 1, name: 'prod' }),
};
