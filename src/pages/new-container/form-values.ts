import * as z from 'zod/mini';
import { draftTagsSchema } from '../../queries/drafts.ts';
import { type ContainerChange, checkName, type NewContainer } from '../../rules/containers.ts';
import { checkRequest, type RequestInputs } from '../../rules/size-requests.ts';
import { parseKeys, publicKeysIn } from '../../rules/ssh-keys.ts';
import { formatSize, parseMegabytes } from '../../rules/units.ts';

/** The form as typed, and what of it is kept as a draft: of the SSH keys only lines that are whole public keys. */
export const valuesSchema = z.object({
  name: z.string(),
  memory: z.string(),
  storage: z.string(),
  /** The id as text; empty: none chosen. */
  distro: z.string(),
  sshKeys: z.pipe(z.string(), z.transform(publicKeysIn)),
  tags: draftTagsSchema,
  note: z.string(),
});

export type NewContainerValues = z.infer<typeof valuesSchema>;

export const EMPTY_VALUES: NewContainerValues = {
  name: '',
  memory: '',
  storage: '',
  distro: '',
  sshKeys: '',
  tags: [],
  note: '',
};

/** One sentence for all lines that are no key; undefined when every line is one, or none is there. */
export function checkKeys(text: string): string | undefined {
  const { problems } = parseKeys(text);
  return problems.map(({ line, message }) => `Line ${line}: ${message}`).join('\n') || undefined;
}

function text(check: (value: string) => string | undefined) {
  return z.string().check((context) => {
    const message = check(context.value);
    if (message) context.issues.push({ code: 'custom', input: context.value, message });
  });
}

/** The form's rules against the server it is for: the sizes are judged by the meters' own figures. */
export function formSchema(inputs: { memory: RequestInputs; storage: RequestInputs }) {
  return z.object({
    name: text(checkName),
    memory: text((value) => checkRequest({ ...inputs.memory, parsed: parseMegabytes(value) })),
    storage: text((value) => checkRequest({ ...inputs.storage, parsed: parseMegabytes(value) })),
    distro: z.string(),
    sshKeys: text(checkKeys),
    tags: z.array(z.string()),
    note: z.string(),
  });
}

/** What the values ask of the API: the creation, and what is set afterwards, with only the keys that were filled in. */
export function requestOf(
  values: NewContainerValues,
  server: string,
): { wanted: NewContainer; start: ContainerChange } | undefined {
  const memory = parseMegabytes(values.memory);
  const storage = parseMegabytes(values.storage);
  const name = values.name.trim();
  if (!memory.ok || !storage.ok || name === '') return undefined;
  const keys = parseKeys(values.sshKeys).keys.map((key) => key.line);
  const note = values.note.trim();
  return {
    wanted: { server, name, memory: memory.megabytes, storage: storage.megabytes },
    start: {
      ...(values.distro === '' ? {} : { distro: Number(values.distro) }),
      ...(keys.length === 0 ? {} : { ssh_keys: keys }),
      ...(values.tags.length === 0 ? {} : { tags: values.tags }),
      ...(note === '' ? {} : { note }),
    },
  };
}

/** The form filled in as it was when this was asked for. */
export function valuesOf({ wanted, start }: { wanted: NewContainer; start: ContainerChange }): NewContainerValues {
  return {
    name: wanted.name,
    memory: formatSize(wanted.memory),
    storage: formatSize(wanted.storage),
    distro: start.distro === undefined ? '' : String(start.distro),
    sshKeys: start.ssh_keys?.join('\n') ?? '',
    tags: start.tags ?? [],
    note: start.note ?? '',
  };
}

/** The one change that makes a spare the container that is wanted. */
export function changeOfSpare(request: { wanted: NewContainer; start: ContainerChange }): ContainerChange {
  const { name, memory, storage } = request.wanted;
  return { name, memory, storage, ...request.start };
}

/** Whether both ask for the same container, and to start it with the same. */
export function sameRequest(
  one: { wanted: NewContainer; start: ContainerChange },
  other: { wanted: NewContainer; start: ContainerChange },
): boolean {
  const isSameStart = (['distro', 'ssh_keys', 'tags', 'note'] as const).every(
    (key) => JSON.stringify(one.start[key]) === JSON.stringify(other.start[key]),
  );
  return isSameStart && sameWanted(one.wanted, other.wanted);
}

/** Whether two requests are for the same container. */
export function sameWanted(one: NewContainer, other: NewContainer): boolean {
  return (['server', 'name', 'memory', 'storage'] as const).every((key) => one[key] === other[key]);
}
