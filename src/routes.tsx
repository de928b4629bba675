/** The map: every URL, its page, and what starts to load before the page is drawn. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PageFailure } from './pages/failures/page-failure.tsx';
import { capacityRecordsQuery } from './queries/capacity-records.ts';
import { containerQuery, containersQuery } from './queries/containers.ts';
import { distrosQuery } from './queries/distros.ts';
import { meQuery } from './queries/me.ts';
import { panelConfigurationQuery } from './queries/panel-configuration.ts';
import { portMappingsQuery } from './queries/port-mappings.ts';
import { tagsQuery } from './queries/tags.ts';
import { returnPath } from './rules/return-path.ts';
import { currentSession } from './session/session.ts';

interface RouterContext {
  queryClient: QueryClient;
}

const optionalText = z.catch(z.optional(z.string()), undefined);

/** What a person would bookmark of a table: the filter as typed, and the sorted column, with `-` in front when descending. */
const tableSearchSchema = z.object({ filter: optionalText, sort: optionalText });

const containersSearchSchema = z.extend(tableSearchSchema, {
  group: z.catch(z.optional(z.enum(['server', 'tag'])), undefined),
});

const rootRoute = createRootRouteWithContext<RouterContext>()({
  errorComponent: PageFailure,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ returnTo: optionalText }),
  // Signing in as somebody else begins with signing out, which ends what the page of the one before still does.
  beforeLoad: ({ search }) => {
    if (currentSession().status !== 'signed-out') throw redirect({ href: returnPath(search.returnTo), replace: true });
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(panelConfigurationQuery()),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: ({ location }) => {
    if (currentSession().status === 'signed-out') {
      throw redirect({ to: '/sign-in', search: { returnTo: location.href }, replace: true });
    }
  },
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(meQuery());
    void context.queryClient.prefetchQuery(containersQuery());
    void context.queryClient.prefetchQuery(panelConfigurationQuery());
    void context.queryClient.prefetchQuery(capacityRecordsQuery());
  },
  component: lazyRouteComponent(() => import('./pages/frame/frame.tsx'), 'Frame'),
});

const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/servers', replace: true });
  },
});

const serversRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/servers',
  validateSearch: tableSearchSchema,
  component: lazyRouteComponent(() => import('./pages/servers/servers-page.tsx'), 'ServersPage'),
});

const serverRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/servers/$address',
  component: lazyRouteComponent(() => import('./pages/server/server-layout.tsx'), 'ServerLayout'),
});

const serverContainersRoute = createRoute({
  getParentRoute: () => serverRoute,
  path: '/',
  validateSearch: tableSearchSchema,
  component: lazyRouteComponent(() => import('./pages/server/server-containers-page.tsx'), 'ServerContainersPage'),
});

const portMappingsRoute = createRoute({
  getParentRoute: () => serverRoute,
  path: '/port-mappings',
  validateSearch: tableSearchSchema,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(portMappingsQuery(params.address)),
  component: lazyRouteComponent(() => import('./pages/port-mappings/port-mappings-page.tsx'), 'PortMappingsPage'),
});

const importSearchSchema = z.object({ from: z.catch(z.optional(z.enum(['text', 'range', 'copy'])), undefined) });

const importPortMappingsRoute = createRoute({
  getParentRoute: () => serverRoute,
  path: '/port-mappings/import',
  validateSearch: importSearchSchema,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(portMappingsQuery(params.address)),
  component: lazyRouteComponent(() => import('./pages/import-port-mappings/import-page.tsx'), 'ImportPage'),
});

/** What is looked at: the protocols, and one port. */
const portMapSearchSchema = z.object({
  protocol: z.catch(z.optional(z.enum(['tcp', 'udp', 'both'])), undefined),
  port: optionalText,
});

const portMapRoute = createRoute({
  getParentRoute: () => serverRoute,
  path: '/port-mappings/map',
  validateSearch: portMapSearchSchema,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(portMappingsQuery(params.address)),
  component: lazyRouteComponent(() => import('./pages/port-map/port-map-page.tsx'), 'PortMapPage'),
});

const capacityRoute = createRoute({
  getParentRoute: () => serverRoute,
  path: '/capacity',
  component: lazyRouteComponent(() => import('./pages/capacity/capacity-page.tsx'), 'CapacityPage'),
});

const newContainerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/servers/$address/containers/new',
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(distrosQuery());
    void context.queryClient.prefetchQuery(tagsQuery());
  },
  component: lazyRouteComponent(() => import('./pages/new-container/new-container-page.tsx'), 'NewContainerPage'),
});

const containersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/containers',
  validateSearch: containersSearchSchema,
  component: lazyRouteComponent(() => import('./pages/containers/containers-page.tsx'), 'ContainersPage'),
});

const containerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/containers/$uid',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(containerQuery(Number(params.uid)));
    void context.queryClient.prefetchQuery(distrosQuery());
    void context.queryClient.prefetchQuery(tagsQuery());
  },
  component: lazyRouteComponent(() => import('./pages/container/container-page.tsx'), 'ContainerPage'),
});

const tagsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tags',
  validateSearch: tableSearchSchema,
  loader: ({ context }) => void context.queryClient.prefetchQuery(tagsQuery()),
  component: lazyRouteComponent(() => import('./pages/tags/tags-page.tsx'), 'TagsPage'),
});

const allPortMappingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/port-mappings',
  validateSearch: tableSearchSchema,
  component: lazyRouteComponent(
    () => import('./pages/all-port-mappings/all-port-mappings-page.tsx'),
    'AllPortMappingsPage',
  ),
});

/** Whatever no other route names, in the frame, from where all else can be reached. */
const unknownRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '$',
  component: lazyRouteComponent(() => import('./pages/failures/not-found-page.tsx'), 'NotFoundPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    indexRoute,
    serversRoute,
    serverRoute.addChildren([
      serverContainersRoute,
      portMappingsRoute,
      importPortMappingsRoute,
      portMapRoute,
      capacityRoute,
    ]),
    newContainerRoute,
    containersRoute,
    containerRoute,
    tagsRoute,
    allPortMappingsRoute,
    unknownRoute,
  ]),
]);

/** The router over the one query cache; served under any sub-path that the panel was built for. */
export function createPanelRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    basepath: import.meta.env.BASE_URL,
    // A page that fails leaves the frame around it standing.
    defaultErrorComponent: PageFailure,
    defaultPreload: 'intent',
    // The query cache decides what is fresh, so a loader runs on every preload and every visit.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // Search values are text as typed: by default a filter for `5.6` would be read as a number and lost.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined);
      const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
      return text && `?${text}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPanelRouter>;
  }
}
