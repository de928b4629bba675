import { type Handler, Hono } from 'hono';
import { alarm, alarmKey, alarms, raiseAlarm } from './alarms.ts';
import { notFoundPage } from './answers.ts';
import type { MockApi } from './application.ts';
import { container, containers } from './containers.ts';
import { controlRoutes } from './control.ts';
import { customDistro, customDistros, customDistrosOfContainer } from './custom-distros.ts';
import { distros } from './distros.ts';
import { containersOfDomain, domain, domains, domainsOfContainer } from './domains.ts';
import { loopbox, loopboxes } from './loopboxes.ts';
import { me } from './me.ts';
import { CONTAINER_METRICS, containerMetrics, DOMAIN_METRICS, domainMetrics } from './metrics.ts';
import { news } from './news.ts';
import { portMappings } from './port-mappings.ts';
import { tag, tags } from './tags.ts';
import { type MockEnvironment, signedIn } from './view.ts';

export const API_PATH = '/api';
export const CONTROL_PATH = '/__mock';

/** The one hono application: the API under {@link API_PATH}, its control under {@link CONTROL_PATH}. */
export function buildApplication(api: MockApi): Hono<MockEnvironment> {
  const application = new Hono<MockEnvironment>();
  application.notFound(() => notFoundPage());
  // A mistake of this double must not pass for one of the API's own 500s.
  application.onError((error) => {
    throw error;
  });
  application.route(CONTROL_PATH, controlRoutes(api));
  application.route(API_PATH, apiRoutes());
  return application;
}

/** The paths of api.md. Every view takes every method, because the API's own do (api.md §1). */
function apiRoutes(): Hono<MockEnvironment> {
  const routes = new Hono<MockEnvironment>();
  const item = (path: string, handler: Handler<MockEnvironment>) => routes.all(path, handler);
  const collection = (path: string, handler: Handler<MockEnvironment>) => {
    routes.all(path, handler);
    routes.all(`${path}/`, handler);
  };
  collection('/me', signedIn(me));
  collection('/containers', signedIn(containers));
  collection('/me/containers', signedIn(containers));
  item('/containers/:uid{[0-9]+}', signedIn(container));
  collection('/distros', signedIn(distros));
  // Everything after the prefix is the address, so that one with a trailing slash is 403 and not 404 (api.md §1).
  item('/portmappings/:address{.+}', signedIn(portMappings));
  collection('/tags', signedIn(tags));
  item('/tags/:id{[0-9]+}', signedIn(tag));
  collection('/news', news);
  collection('/domains', signedIn(domains));
  item('/domains/:id{[0-9]+}', signedIn(domain));
  item('/domains/:id{[0-9]+}/containers', signedIn(containersOfDomain));
  item('/containers/:uid{[0-9]+}/domains', signedIn(domainsOfContainer));
  collection('/loopboxes', signedIn(loopboxes));
  item('/loopboxes/:id{[0-9]+}', signedIn(loopbox));
  collection('/alarms', signedIn(alarms));
  item('/alarms/:id{[0-9]+}', signedIn(alarm));
  item('/alarms/raise/:uid{[0-9]+}', signedIn(raiseAlarm));
  item('/alarm_key/:uid{[0-9]+}', signedIn(alarmKey));
  for (const name of CONTAINER_METRICS)
    item(`/metrics/container.${name}/:uid{[0-9]+}`, signedIn(containerMetrics(name)));
  for (const name of DOMAIN_METRICS) item(`/metrics/domain.${name}/:id{[0-9]+}`, signedIn(domainMetrics(name)));
  item('/custom_distros', signedIn(customDistros));
  item('/custom_distros/:uid{[0-9]+}', signedIn(customDistrosOfContainer));
  item('/custom_distro/:id{[0-9]+}', signedIn(customDistro));
  return routes;
}
