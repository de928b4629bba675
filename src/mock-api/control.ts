/**
 * The control endpoint: what a test asks of the mock over HTTP, outside `/api`, without sign-in. Bodies and answers are
 * JSON. A unit test in the same process calls the same things on `MockApi`.
 *
 * | request | body | what it does |
 * | --- | --- | --- |
 * | `POST /__mock/reset` | none | the fresh world it began with, an empty log, no faults |
 * | `GET /__mock/log` | | `[{at, method, path, body, status, fault?}]`; `at` in ms since 1970, `path` is what follows `/api/`, `status` null: no byte was sent (yet); preflights have the method OPTIONS; no headers, and passwords and tokens in bodies are hidden |
 * | `DELETE /__mock/log` | | empties the log |
 * | `POST /__mock/faults` | `{method?, path?, kind, times?, afterMs?, status?, json?, location?}` | the next `times` (1) requests that match suffer it; oldest fault first, one fault a request |
 * | `DELETE /__mock/faults` | | forgets the faults not yet used, and lets held requests go |
 * | `POST /__mock/release` | none | lets all requests go on that `hold` holds now |
 * | `POST /__mock/password` | `{username, password}` | only this password signs in from now on: the remembered one has expired |
 * | `POST /__mock/foreign-container` | `{server, memory, storage}` | another customer's container: takes quota, nobody sees it |
 * | `POST /__mock/containers` | `{server, name, memory, storage, owner?}` | somebody else creates one with the customer's (kratos') credentials; no check |
 * | `POST /__mock/port-mappings` | `{server, container, proto, public_port, private_port}` | a mapping without any check: duplicates, reserved ports |
 * | `POST /__mock/txt-records` | `{name, value}` | publishes a DNS record that `POST /domains` finds: `uwsgi:` and the customer's uuid |
 *
 * A fault's `path` is what follows `/api/` (`containers/30001`), exact, or a prefix when it ends with `*`
 * (`portmappings/*`); left out: every path. Preflights are hit only with `method: 'OPTIONS'`. `afterMs` waits that many ms.
 *
 * | kind | the write takes effect | the answer |
 * | --- | --- | --- |
 * | `latency` | after the wait | the right one, `afterMs` late |
 * | `hold` | once released | the right one, once released by `POST /__mock/release` |
 * | `server-error` | no | 500, HTML, no CORS header |
 * | `server-error-after` | yes | 500, HTML, no CORS header |
 * | `cut-before` | no | none: the connection dies without a byte |
 * | `cut-after` | yes | none: the connection dies without a byte |
 * | `break-off-before` | no | headers with the full length, half of the body, then the connection dies |
 * | `break-off` | yes | headers with the full length, half of the body, then the connection dies |
 * | `silence-before` | no | none, ever; the connection stays open |
 * | `silence` | yes | none, ever; the connection stays open |
 * | `refuse` | no | `status` (403) with `json` (`{"error":"Forbidden"}`): also 401, 413, or a 200 that carries an `error` or says nothing of the write |
 * | `refuse-after` | yes | the same, although it was done |
 * | `redirect` | no | `status` (302) to `location` (a page elsewhere) |
 * | `html` | no | 200 with an HTML page, as the log-in page of a network gives it |
 * | `malformed` | yes | 200, the first half of the right JSON, complete as HTTP |
 * | `empty` | yes | 200 with an empty body |
 * | `wrong-shape` | yes | 200, a list as `{"items": list}`, an object as `[object]` |
 * | `bad-row` | yes | 200, the right list and one more row whose first value is null; an object with null for its first value, and one null more in each list in it |
 */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { MockApi } from './application.ts';
import { FAULT_KINDS, type Fault } from './faults.ts';
import type { MockEnvironment } from './view.ts';

/** The routes of the table above. A body that is not as the table says: 400 with a sentence. */
export function controlRoutes(api: MockApi): Hono<MockEnvironment> {
  const routes = new Hono<MockEnvironment>();
  const done = { message: 'Ok' };
  routes.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
    throw error;
  });
  routes.post('/reset', (context) => {
    api.reset();
    return context.json(done);
  });
  routes.get('/log', (context) => context.json(api.log));
  routes.delete('/log', (context) => {
    api.clearLog();
    return context.json(done);
  });
  routes.post('/faults', async (context) => {
    api.addFault(faultIn(await context.req.json()));
    return context.json(done, 201);
  });
  routes.delete('/faults', (context) => {
    api.clearFaults();
    return context.json(done);
  });
  routes.post('/release', (context) => {
    api.release();
    return context.json(done);
  });
  routes.post('/password', async (context) => {
    const { username, password } = await context.req.json();
    api.setPassword(text('username', username), text('password', password));
    return context.json(done);
  });
  routes.post('/foreign-container', async (context) => {
    const body = await context.req.json();
    return context.json({ uid: api.addForeignContainer(placeIn(body)).uid }, 201);
  });
  routes.post('/containers', async (context) => {
    const body = await context.req.json();
    const owner = body.owner === undefined ? {} : { owner: text('owner', body.owner) };
    return context.json(
      { uid: api.addContainer({ ...placeIn(body), name: text('name', body.name), ...owner }).uid },
      201,
    );
  });
  routes.post('/port-mappings', async (context) => {
    const body = await context.req.json();
    const mapping = {
      server: text('server', body.server),
      container: number('container', body.container),
      proto: text('proto', body.proto),
      public_port: number('public_port', body.public_port),
      private_port: number('private_port', body.private_port),
    };
    return context.json({ id: api.addPortMapping(mapping).id }, 201);
  });
  routes.post('/txt-records', async (context) => {
    const { name, value } = await context.req.json();
    api.addTxtRecord(text('name', name), text('value', value));
    return context.json(done, 201);
  });
  return routes;
}

function faultIn(body: Record<string, unknown>): Fault {
  const kind = FAULT_KINDS.find((known) => known === body.kind);
  if (!kind) throw new HTTPException(400, { message: `"kind" must be one of ${FAULT_KINDS.join(', ')}.` });
  return {
    kind,
    ...(body.method === undefined ? {} : { method: text('method', body.method) }),
    ...(body.path === undefined ? {} : { path: text('path', body.path) }),
    ...(body.times === undefined ? {} : { times: number('times', body.times) }),
    ...(body.afterMs === undefined ? {} : { afterMs: number('afterMs', body.afterMs) }),
    ...(body.status === undefined ? {} : { status: number('status', body.status) }),
    ...(body.json === undefined ? {} : { json: body.json }),
    ...(body.location === undefined ? {} : { location: text('location', body.location) }),
  };
}

function placeIn({ server, memory, storage }: Record<string, unknown>) {
  return { server: text('server', server), memory: number('memory', memory), storage: number('storage', storage) };
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new HTTPException(400, { message: `"${name}" must be text.` });
  return value;
}

function number(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new HTTPException(400, { message: `"${name}" must be a number.` });
  return value;
}
