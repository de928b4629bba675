import { type Exchange, type Fault, Faults, sufferFault } from './faults.ts';
import { type LogEntry, loggedBody } from './request-log.ts';
import { API_PATH, buildApplication, CONTROL_PATH } from './routes.ts';
import { type Container, type PortMapping, type Tag, World } from './world.ts';
import { WORLDS, type WorldName } from './worlds.ts';

/** A double of the supplier's API (api.md §§1–11), with everything that a test needs to provoke and to look at. */
export interface MockApi {
  /**
   * Answers as `fetch` would: a connection cut before a byte rejects with a TypeError, one cut in the middle is a
   * Response whose body errors, silence never settles until `request.signal` aborts.
   */
  fetch(request: Request): Promise<Response>;
  /** As `fetch`, but says what is to become of the connection instead of doing it: for servers with real sockets. */
  exchange(request: Request): Promise<Exchange>;
  /** The fresh world it began with, an empty log, no faults. */
  reset(): void;
  /** Every request to the API since the start, the last `reset` or the last `clearLog`, in order of arrival. */
  readonly log: readonly LogEntry[];
  clearLog(): void;
  addFault(fault: Fault): void;
  /** Forgets the faults not yet used, and lets held requests go. */
  clearFaults(): void;
  /** Lets all requests go on that the fault `hold` holds now. */
  release(): void;
  /** From now on only this password signs in: what the panel remembers has expired. @throws Error for an unknown username. */
  setPassword(username: string, password: string): void;
  /** Another customer's container: takes quota (MB), is seen by nobody. */
  addForeignContainer(values: { server: string; memory: number; storage: number }): Container;
  /** A container made by somebody else with the customer's credentials; no check, `owner` is kratos unless told. */
  addContainer(values: { server: string; name: string; memory: number; storage: number; owner?: string }): Container;
  /** A mapping without any check, so also duplicates and reserved ports. */
  addPortMapping(values: Omit<PortMapping, 'id'>): PortMapping;
  containers(): readonly Container[];
  /** Of one server, or all. */
  portMappings(address?: string): readonly PortMapping[];
  tags(): readonly Tag[];
  /** Publishes a TXT record, as `POST /domains` looks for it: `uwsgi:` and the customer's uuid. */
  addTxtRecord(name: string, value: string): void;
  /** What is free on a server in MB. @throws Error for an unknown address. */
  free(address: string): { memory: number; storage: number };
}

/** A mock API of its own, with the seed world of api.md §11 unless told. */
export function createMockApi({ world: start = 'seed' }: { world?: WorldName } = {}): MockApi {
  let world = new World(WORLDS[start].fill);
  const log: LogEntry[] = [];
  const faults = new Faults();
  // Node lets go of a request that nobody holds, and its signal would never hear of the abort that ends a silence.
  const held = new Set<Request>();

  async function exchange(request: Request): Promise<Exchange> {
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith(CONTROL_PATH))
      return { connection: 'whole', response: await application.fetch(request, { world }) };

    const path = pathname.slice(`${API_PATH}/`.length);
    const entry: LogEntry = { at: Date.now(), method: request.method, path: path + search, body: null, status: null };
    log.push(entry);
    const fault = faults.take(request.method, path);
    const released = faults.untilReleased();
    if (fault) entry.fault = fault.kind;
    const body = request.body ? await request.arrayBuffer() : null;
    entry.body = loggedBody(new TextDecoder().decode(body ?? undefined));

    const { method, headers } = request;
    const answer = async () => application.fetch(new Request(request.url, { method, headers, body }), { world });
    const result: Exchange = fault
      ? await sufferFault(fault, answer, released)
      : { connection: 'whole', response: await answer() };
    entry.status = result.response?.status ?? null;
    return result;
  }

  const api: MockApi = {
    exchange,
    fetch: async (request) => {
      held.add(request);
      try {
        return await asFetchSeesIt(await unlessAborted(request.signal, exchange(request)), request);
      } finally {
        held.delete(request);
      }
    },
    reset: () => {
      world = new World(WORLDS[start].fill);
      log.length = 0;
      faults.clear();
    },
    log,
    clearLog: () => {
      log.length = 0;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    release: () => faults.release(),
    setPassword: (username, password) => {
      const customer = world.customer(username);
      if (!customer) throw new Error(`No customer ${username}.`);
      customer.password = password;
    },
    addForeignContainer: (values) => world.addContainer({ owner: null, name: 'foreign', ...values }),
    addContainer: (values) => world.addContainer({ owner: 'kratos', ...values }),
    addPortMapping: (values) => world.addPortMapping(values),
    containers: () => world.containers,
    portMappings: (address) => world.portMappings.filter(({ server }) => !address || server === address),
    tags: () => world.tags,
    addTxtRecord: (name, value) => {
      world.txtRecords.set(name, [...(world.txtRecords.get(name) ?? []), value]);
    },
    free: (address) => {
      const server = world.server(address);
      if (!server) throw new Error(`No server ${address}.`);
      return world.free(server);
    },
  };
  const application = buildApplication(api);
  return api;
}

function asFetchSeesIt({ connection, response }: Exchange, request: Request): Promise<Response> {
  const followed = response?.headers.get('Location') && request.redirect === 'error';
  if (connection === 'cut' || followed) return Promise.reject(new TypeError('Failed to fetch'));
  if (connection === 'silent' || !response) return unlessAborted(request.signal, new Promise<never>(() => {}));
  return connection === 'broken-off' ? brokenOff(response) : Promise.resolve(response);
}

async function brokenOff(response: Response): Promise<Response> {
  const { status, headers } = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent) controller.error(new TypeError('The connection broke off'));
      else controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
      sent = true;
    },
  });
  return new Response(body, { status, headers });
}

/** Rejects with the signal's reason as soon as it aborts; the effect on the world takes place all the same. */
function unlessAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
