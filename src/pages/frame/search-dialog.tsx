import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Box, Network, Server as ServerIcon, Zap } from 'lucide-react';
import { useMemo, useState } from 'react';
import { containersQuery } from '../../queries/containers.ts';
import { meQuery } from '../../queries/me.ts';
import { useAllPortMappings, useLoadedPortMappings } from '../../queries/port-mappings.ts';
import { isPortOrContainer } from '../../rules/port-answers.ts';
import { filterOfQuestion, readPortQuestion } from '../../rules/port-questions.ts';
import {
  prepareSearch,
  type SearchAction,
  type SearchCommand,
  type SearchResult,
  type SearchTarget,
} from '../../rules/search.ts';
import { type Customer, serversOf, sharedContainers } from '../../rules/servers.ts';
import { shownText } from '../../rules/shown-text.ts';
import { formatNumber } from '../../rules/units.ts';
import { chooseTheme, type Theme } from '../../session/theme.ts';
import { CommandPalette } from '../../ui/command-palette.tsx';

/** More than this nobody reads; the next letter narrows it. */
const MOST_RESULTS = 40;
/** So many tables are read while the dialog is open; of more servers, the page of all ports reads them. */
const MOST_SERVERS_READ = 8;
/** With more servers than this, "New container on …" would bury the other actions. */
const MOST_SERVERS_WITH_ACTIONS = 8;

const groups: { kind: SearchResult['kind']; label: string; Icon: typeof Box }[] = [
  { kind: 'container', label: 'Containers', Icon: Box },
  { kind: 'port-mapping', label: 'Port mappings', Icon: Network },
  { kind: 'server', label: 'Servers', Icon: ServerIcon },
  { kind: 'action', label: 'Actions', Icon: Zap },
];

const commands: { command: SearchCommand; label: string }[] = [
  { command: 'sign-out', label: 'Sign out' },
  { command: 'theme-light', label: 'Use the light theme' },
  { command: 'theme-dark', label: 'Use the dark theme' },
  { command: 'theme-system', label: "Use the system's theme" },
];

function actionsFor(customer: Customer | undefined): SearchAction[] {
  const addresses = customer && customer.servers.length <= MOST_SERVERS_WITH_ACTIONS ? customer.servers : [];
  return [
    ...addresses.flatMap((address): SearchAction[] => [
      { label: `New container on ${address}`, to: { kind: 'new-container', address } },
      { label: `Port mappings of ${address}`, to: { kind: 'port-mappings', address } },
    ]),
    { label: 'All servers', to: { kind: 'servers' } },
    { label: 'All containers', to: { kind: 'containers' } },
    { label: 'All ports', to: { kind: 'all-port-mappings' } },
    { label: 'Tags', to: { kind: 'tags' } },
    ...commands.map(({ command, label }): SearchAction => ({ label, to: { kind: 'command', command } })),
  ];
}

const NO_SERVERS: readonly string[] = [];

/**
 * Search over servers, containers, what can be done (screens.md "Frame"), and the port mappings that are loaded; those of
 * few servers are read for it.
 */
export function SearchDialog({ onClose, onSignOut }: { onClose: () => void; onSignOut: () => void }) {
  const [query, setQuery] = useState('');
  const { data: customer } = useQuery(meQuery());
  const { data: containers } = useQuery(containersQuery());
  const servers = customer?.servers ?? NO_SERVERS;
  useAllPortMappings(servers.length <= MOST_SERVERS_READ ? servers : undefined);
  const mappingsByServer = useLoadedPortMappings();
  const open = useOpenTarget(onSignOut);

  const search = useMemo(
    () =>
      prepareSearch({
        servers: customer && containers ? serversOf(customer, containers.items) : [],
        sharedContainers: customer && containers ? sharedContainers(customer, containers.items) : [],
        mappingsByServer,
        actions: actionsFor(customer),
      }),
    [customer, containers, mappingsByServer],
  );
  const missing = servers.filter((address) => !mappingsByServer.has(address)).length;
  const isMore = missing > 0 && isPortOrContainer(query, containers?.items ?? []);
  const found = isMore ? [...search(query, MOST_RESULTS), lookEverywhere(query, missing)] : search(query, MOST_RESULTS);
  const results = found.map((result, index) => ({ ...result, id: String(index) }));

  return (
    <CommandPalette
      open
      onOpenChange={onClose}
      label="Search"
      inputLabel="Search servers, containers, ports and actions"
      query={query}
      onQueryChange={setQuery}
      emptyText={`${nothingFound(query)} in what is loaded.${missing > 0 ? ` The ports of ${serversInWords(missing)} are not.` : ''}`}
      groups={groupsInOrder(results)}
      onSelect={(id) => {
        const chosen = results[Number(id)];
        if (chosen) open(chosen.to);
      }}
    />
  );
}

function nothingFound(query: string): string {
  const question = readPortQuestion(query);
  return question?.kind === 'port'
    ? `No public port ${question.proto ? `${question.proto} ` : ''}${question.port} is mapped`
    : `Nothing is called “${query.trim()}”`;
}

const serversInWords = (count: number) => `${formatNumber(count)} ${count === 1 ? 'server' : 'servers'}`;

/** The page that reads all tables, with what is asked as its filter. */
function lookEverywhere(query: string, missing: number): SearchResult {
  const filter = filterOfQuestion(query).trim();
  return {
    kind: 'action',
    label: `Look for ${shownText(filter)} on all servers`,
    detail: `The ports of ${serversInWords(missing)} are not loaded.`,
    to: { kind: 'all-port-mappings', filter },
  };
}

/** The group of the best match comes first, so that Enter takes what was meant. */
function groupsInOrder(results: readonly (SearchResult & { id: string })[]) {
  const kinds = [...new Set(results.map((result) => result.kind))];
  return kinds.flatMap((kind) => {
    const group = groups.find((candidate) => candidate.kind === kind);
    if (!group) return [];
    const { label, Icon } = group;
    const items = results
      .filter((result) => result.kind === kind)
      .map((result) => ({
        id: result.id,
        label: result.label,
        detail: result.detail,
        icon: <Icon aria-hidden="true" className="size-4" />,
        mono: kind === 'server' || kind === 'port-mapping',
      }));
    return [{ label, items }];
  });
}

const THEMES: Record<Exclude<SearchCommand, 'sign-out'>, Theme> = {
  'theme-light': 'light',
  'theme-dark': 'dark',
  'theme-system': 'system',
};

function useOpenTarget(onSignOut: () => void): (target: SearchTarget) => void {
  const navigate = useNavigate();
  return (target) => {
    switch (target.kind) {
      case 'servers':
        return void navigate({ to: '/servers' });
      case 'containers':
        return void navigate({ to: '/containers' });
      case 'all-port-mappings':
        return void navigate({ to: '/port-mappings', search: { filter: target.filter } });
      case 'tags':
        return void navigate({ to: '/tags' });
      case 'server':
        return void navigate({ to: '/servers/$address', params: { address: target.address } });
      case 'new-container':
        return void navigate({ to: '/servers/$address/containers/new', params: { address: target.address } });
      case 'port-mappings':
        return void navigate({
          to: '/servers/$address/port-mappings',
          params: { address: target.address },
          search: { filter: target.filter },
        });
      case 'container':
        return void navigate({ to: '/containers/$uid', params: { uid: String(target.uid) } });
      case 'command':
        return target.command === 'sign-out' ? onSignOut() : chooseTheme(THEMES[target.command]);
    }
  };
}
