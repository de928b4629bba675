/**
 * The wire's types. Unknown fields pass; missing or mistyped ones are reported by the transport
 * (api.md §§2–5). Memory and storage are whole MB everywhere (1 GB = 1000 MB).
 */
import * as z from 'zod/mini';

export const protocolSchema = z.enum(['tcp', 'udp']);
export type Protocol = z.infer<typeof protocolSchema>;

const ADDRESS = /^[\x21-\x7e]{0,255}$/;

/** Whether it may be an address, which the panel shows and puts into URLs as it is: no space, nothing unseen. */
export const isAddress = (value: unknown): value is string => typeof value === 'string' && ADDRESS.test(value);

const addressSchema = z.string().check(z.refine(isAddress));

/** `GET /me` (api.md §2): who is signed in and which servers they own. Its two lists are read row by row. */
export const customerSchema = z.object({
  email: z.optional(z.nullable(z.string())),
  vat: z.optional(z.nullable(z.string())),
  company: z.optional(z.nullable(z.string())),
  uuid: z.string(),
  containers: z.array(z.unknown()),
  servers: z.array(z.unknown()),
});
/** `unreadable`: the rows of the two lists that cannot be understood, as those of any list; absent when there are none. */
export interface Customer extends Omit<z.infer<typeof customerSchema>, 'containers' | 'servers'> {
  containers: number[];
  servers: string[];
  unreadable?: { endpoint: string; row: number; field: string }[];
}

/** A row of `GET /containers` (api.md §3). `server_address` is what `Customer.servers` holds. */
export const containerSchema = z.object({
  uid: z.int(),
  name: z.string(),
  hostname: z.string(),
  ip: addressSchema,
  memory: z.number(),
  storage: z.number(),
  uuid: z.string(),
  distro: z.nullable(z.int()),
  distro_name: z.nullable(z.string()),
  custom_distro: z.optional(z.nullable(z.int())),
  custom_distro_name: z.optional(z.nullable(z.string())),
  server: z.string(),
  server_address: addressSchema,
  tags: z.array(z.string()),
});
export type Container = z.infer<typeof containerSchema>;

const optionalText = z.optional(z.nullable(z.string()));
const optionalNumber = z.optional(z.nullable(z.number()));

/** `GET /containers/UID` (api.md §3). */
export const containerDetailSchema = z.extend(containerSchema, {
  jid: optionalText,
  jid_destinations: optionalText,
  pushover_user: optionalText,
  pushover_token: optionalText,
  pushover_sound: optionalText,
  pushbullet_token: optionalText,
  slack_webhook: optionalText,
  alarm_freq: optionalNumber,
  quota_threshold: optionalNumber,
  nofollow: z.optional(z.nullable(z.boolean())),
  note: optionalText,
  linked_to: z.array(z.int()),
  custom_distros_storage: z.optional(z.nullable(z.union([z.boolean(), z.string(), z.number()]))),
  secret_uuid: optionalText,
  ssh_keys: z.array(z.string()),
  legion_address: z.optional(z.array(z.string())),
});
export type ContainerDetail = z.infer<typeof containerDetailSchema>;

/** A row of `GET /distros` (api.md §3). */
export const distroSchema = z.object({ id: z.int(), name: z.string() });
export type Distro = z.infer<typeof distroSchema>;

/** A row of `GET /tags` (api.md §5). */
export const tagSchema = z.object({ id: z.int(), name: z.string() });
export type Tag = z.infer<typeof tagSchema>;

/** `GET /tags/ID` (api.md §5). */
export const tagDetailSchema = z.extend(tagSchema, { note: optionalText });
export type TagDetail = z.infer<typeof tagDetailSchema>;

/** A row of `GET /portmappings/IP` (api.md §4). `container` is a uid. */
export const portMappingSchema = z.object({
  id: z.int(),
  proto: protocolSchema,
  public_port: z.int(),
  container: z.int(),
  container_ip: addressSchema,
  private_port: z.int(),
});
export type PortMapping = z.infer<typeof portMappingSchema>;

/** The body of `POST /containers` (api.md §3). `server` is an owned address. */
export const newContainerSchema = z.object({
  server: z.string(),
  name: z.string(),
  memory: z.number(),
  storage: z.number(),
});
export type NewContainer = z.infer<typeof newContainerSchema>;

/** The body of `POST /containers/UID`: only the keys to change (api.md §3). */
export const containerChangeSchema = z.object({
  name: z.optional(z.string()),
  note: z.optional(z.string()),
  memory: z.optional(z.number()),
  storage: z.optional(z.number()),
  distro: z.optional(z.int()),
  ssh_keys: z.optional(z.array(z.string())),
  tags: z.optional(z.array(z.string())),
  jid: z.optional(z.string()),
  /** Write-only: no read gives it back. */
  jid_secret: z.optional(z.string()),
  jid_destinations: z.optional(z.string()),
  pushover_user: z.optional(z.string()),
  pushover_token: z.optional(z.string()),
  pushover_sound: z.optional(z.string()),
  pushbullet_token: z.optional(z.string()),
  slack_webhook: z.optional(z.string()),
  alarm_freq: z.optional(z.number()),
  quota_threshold: z.optional(z.number()),
  nofollow: z.optional(z.boolean()),
  link: z.optional(z.int()),
  unlink: z.optional(z.int()),
  reboot: z.optional(z.literal(1)),
});
export type ContainerChange = z.infer<typeof containerChangeSchema>;

/** The body of `POST /portmappings/IP` (api.md §4). `container` is a uid. */
export interface NewPortMapping {
  container: number;
  proto: Protocol;
  public_port: number;
  private_port: number;
}

/** The body of `POST /tags/ID`: only the keys to change (api.md §5). */
export interface TagChange {
  name?: string;
  note?: string;
}
