/** The data behind the mock API. What it begins with is in worlds.ts; the rules of each resource are in its own file. */

/** One below the first container's uid (api.md §11). */
export const UID_BASE = 30_000;

/** What PostgreSQL takes as a name, in characters (api.md §3). */
export const LONGEST_NAME = 255;

export interface Server {
  name: string;
  address: string;
  /** Capacities in MB. The API never tells them. */
  memory: number;
  storage: number;
  /** Username; null: a server that several customers share. */
  owner: string | null;
}

export interface Customer {
  username: string;
  password: string;
  email: string;
  /** Null or absent (api.md §2). */
  vat?: string | null;
  company?: string | null;
  uuid: string;
}

/** The values of `GET /containers/UID` that are stored as they were sent. */
export interface Settings {
  jid: string | null;
  jid_secret: string | null;
  jid_destinations: string | null;
  pushover_user: string | null;
  pushover_token: string | null;
  pushover_sound: string | null;
  pushbullet_token: string | null;
  slack_webhook: string | null;
  alarm_freq: number;
  quota_threshold: number;
  nofollow: boolean;
  custom_distros_storage: boolean;
  note: string;
}

export interface Container {
  uid: number;
  /** Username; null: another customer's, invisible to all that can sign in. */
  owner: string | null;
  /** Address of its server. */
  server: string;
  name: string;
  memory: number;
  storage: number;
  uuid: string;
  secretUuid: string;
  distro: number | null;
  customDistro: number | null;
  /** Ids. */
  tags: number[];
  linkedTo: number[];
  sshKeys: string[];
  settings: Settings;
  /** How often a change has rebooted it: for tests, not on the wire. */
  reboots: number;
}

export interface PortMapping {
  id: number;
  server: string;
  proto: string;
  public_port: number;
  container: number;
  private_port: number;
}

export interface Tag {
  id: number;
  owner: string;
  name: string;
  note: string;
}

export interface Domain {
  id: number;
  owner: string;
  name: string;
  uuid: string;
  note: string;
  tags: number[];
  /** Uids of the containers that serve it today. */
  servedBy: number[];
}

export interface Loopbox {
  id: number;
  container: number;
  filename: string;
  mountpoint: string;
  ro: boolean;
  tags: number[];
}

export interface Alarm {
  id: number;
  container: number;
  level: number;
  color: string | null;
  class: string | null;
  vassal: string | null;
  line: number | null;
  filename: string | null;
  func: string | null;
  unix: number;
  msg: string;
}

export interface CustomDistro {
  id: number;
  container: number;
  name: string;
  path: string;
  note: string;
}

export interface NewsItem {
  content: string;
  date: number;
  public: boolean;
}

/** Everything that the API knows. */
export class World {
  readonly startedAt = Date.now();
  readonly customers: Customer[] = [];
  readonly servers: Server[] = [];
  readonly containers: Container[] = [];
  readonly portMappings: PortMapping[] = [];
  readonly distros: { id: number; name: string }[] = [];
  readonly tags: Tag[] = [];
  readonly domains: Domain[] = [];
  /** The TXT records of the DNS that `POST /domains` looks up: name → values. */
  readonly txtRecords = new Map<string, string[]>();
  readonly loopboxes: Loopbox[] = [];
  readonly alarms: Alarm[] = [];
  readonly customDistros: CustomDistro[] = [];
  readonly news: NewsItem[] = [];
  private readonly serversByAddress = new Map<string, Server>();
  private readonly lastIds = new Map<string, number>();

  /** Empty, then filled by `fill`. */
  constructor(fill: (world: World) => void) {
    fill(this);
  }

  /** The next number of a sequence; like a database's, it never comes back after a deletion. */
  nextId(sequence: string): number {
    const id = (this.lastIds.get(sequence) ?? 0) + 1;
    this.lastIds.set(sequence, id);
    return id;
  }

  customer(username: string): Customer | undefined {
    return this.customers.find((customer) => customer.username === username);
  }

  server(address: string): Server | undefined {
    // A list asks for the server of every container. Servers are only ever added.
    for (const server of this.servers.slice(this.serversByAddress.size))
      this.serversByAddress.set(server.address, server);
    return this.serversByAddress.get(address);
  }

  container(uid: number): Container | undefined {
    return this.containers.find((container) => container.uid === uid);
  }

  /** Capacity minus the sum over ALL containers there, also other customers' (api.md §3). MB. */
  free(server: Server): { memory: number; storage: number } {
    const there = this.containers.filter((container) => container.server === server.address);
    const sum = (pick: (container: Container) => number) => there.reduce((total, each) => total + pick(each), 0);
    return {
      memory: server.memory - sum((each) => each.memory),
      storage: server.storage - sum((each) => each.storage),
    };
  }

  /** Puts a container there without any check: the checks are the API's (containers.ts). */
  addContainer(values: Pick<Container, 'owner' | 'server' | 'name' | 'memory' | 'storage'>): Container {
    const container: Container = {
      ...values,
      uid: UID_BASE + this.nextId('containers'),
      uuid: crypto.randomUUID(),
      secretUuid: crypto.randomUUID(),
      distro: null,
      customDistro: null,
      tags: [],
      linkedTo: [],
      sshKeys: [],
      settings: {
        jid: null,
        jid_secret: null,
        jid_destinations: null,
        pushover_user: null,
        pushover_token: null,
        pushover_sound: null,
        pushbullet_token: null,
        slack_webhook: null,
        alarm_freq: 60,
        quota_threshold: 90,
        nofollow: false,
        custom_distros_storage: false,
        note: '',
      },
      reboots: 0,
    };
    this.containers.push(container);
    return container;
  }

  /** Puts a mapping there without any check: the checks are the API's (port-mappings.ts). */
  addPortMapping(values: Omit<PortMapping, 'id'>): PortMapping {
    const mapping = { id: this.nextId('port-mappings'), ...values };
    this.portMappings.push(mapping);
    return mapping;
  }

  /** The names of the tags with these ids, in the order in which the tags were made. */
  tagNames(ids: number[]): string[] {
    if (ids.length === 0) return [];
    return this.tags.filter((tag) => ids.includes(tag.id)).map((tag) => tag.name);
  }

  /** The ids of a customer's tags with these names; unknown names are dropped without a word (api.md §3). */
  tagIds(owner: string, names: unknown[]): number[] {
    return this.tags.filter((tag) => tag.owner === owner && names.includes(tag.name)).map((tag) => tag.id);
  }
}
