/** What a write to containers did, decided by the read after it (design.md §1.3, §5), and what a container needs. */
import type { WriteAnswer } from '../api/errors.ts';
import type { Container, ContainerChange, ContainerDetail, NewContainer } from '../api/schemas.ts';
import { type Refusal, reasonOf } from './refusals.ts';
import { shownText } from './shown-text.ts';
import { formatMegabytes } from './units.ts';

export type { Container, ContainerChange, ContainerDetail, NewContainer } from '../api/schemas.ts';

/**
 * How a container is called where its uid stands beside it, or needs not to: its name as `shownText` has it, or its uid when
 * it has none.
 */
export function nameOfContainer({ name, uid }: Pick<Container, 'name' | 'uid'>): string {
  return shownText(name) || String(uid);
}

/** What the API's database takes, in characters (api.md §3). */
const LONGEST_NAME = 255;

/** Why a container cannot be called so; undefined when it can. */
export function checkName(name: string): string | undefined {
  const length = [...name.trim()].length;
  if (length === 0) return 'Enter a name.';
  if (length > LONGEST_NAME) return `Use at most ${LONGEST_NAME} characters: these are ${length}.`;
  return undefined;
}

/** `hydra (30001)`, or `container 30001` when it has no name: names are not unique, so this tells it from any other. */
export function nameAndUid({ name, uid }: Pick<Container, 'name' | 'uid'>): string {
  return name ? `${shownText(name)} (${uid})` : `container ${uid}`;
}

export type CreationVerdict =
  | { verdict: 'done'; container: Container }
  /** More than one matches: the browser's own repetition, or somebody else at the same moment. By uid. */
  | { verdict: 'done-twice'; containers: Container[] }
  | { verdict: 'not-done'; field?: 'memory' | 'storage' | 'server' | 'name'; message: string }
  | { verdict: 'cannot-tell' };

type NotDone = Extract<CreationVerdict, { verdict: 'not-done' }>;

function explainRefusedCreation(answer: Refusal, wanted: NewContainer): NotDone {
  const { server } = wanted;
  const refused = (field: NotDone['field'], message: string): NotDone => ({
    verdict: 'not-done',
    ...(field ? { field } : {}),
    message,
  });
  for (const resource of ['memory', 'storage'] as const) {
    if (answer.reason !== `not enough ${resource}`) continue;
    const size = formatMegabytes(wanted[resource]);
    return refused(resource, `The API refused ${size} of ${resource}. Nothing was created. Ask for less.`);
  }
  if (answer.status === 409) {
    return refused('name', 'The API could not store this name. Nothing was created. Choose a shorter or plainer one.');
  }
  if (answer.status === 403) {
    return refused(
      'server',
      `The API refused without a reason, which mostly means that ${server} is not yours (any more). Nothing was created. Choose another server.`,
    );
  }
  return refused(
    undefined,
    `The API refused (${reasonOf(answer)}). Nothing was created. Change the request or ask your supplier.`,
  );
}

/** True also after the password was given again over the page (design.md §5): nothing is sent again by itself. */
export const NOT_CREATED_FOR_PASSWORD =
  'The password was refused, so nothing was created. Press Create container again.';

/**
 * What `POST /containers` did (design.md §5 "Creation"). A match is a uid that was not there before, with the wanted
 * server, name, memory and storage, cut to integers as the API does. Matches decide before the answer does, because
 * the answer may be that of the browser's own repetition (api.md §1). With `unreadable` rows in the list after it, what
 * is not found may be one of them: then nothing is said to be not created.
 */
export function judgeCreation(creation: {
  beforeUids: ReadonlySet<number>;
  wanted: NewContainer;
  answer: WriteAnswer;
  after: readonly Container[];
  unreadable: number;
}): CreationVerdict {
  const { beforeUids, wanted, answer, after, unreadable } = creation;
  const matches = after
    .filter(
      (container) =>
        !beforeUids.has(container.uid) &&
        container.server_address === wanted.server &&
        container.name === wanted.name &&
        Math.trunc(container.memory) === Math.trunc(wanted.memory) &&
        Math.trunc(container.storage) === Math.trunc(wanted.storage),
    )
    .sort((one, other) => one.uid - other.uid);
  const [container] = matches;
  if (container)
    return matches.length === 1 ? { verdict: 'done', container } : { verdict: 'done-twice', containers: matches };
  if (unreadable > 0) return { verdict: 'cannot-tell' };
  if (answer.outcome === 'refused') return explainRefusedCreation(answer, wanted);
  if (answer.outcome === 'not-signed-in') {
    return { verdict: 'not-done', message: NOT_CREATED_FOR_PASSWORD };
  }
  return { verdict: 'cannot-tell' };
}

/** The name of a container that waits to be used again: containers cannot be deleted (api.md §3). */
export const SPARE_NAME = 'spare';

/** The least that the API lets a container have, in MB. */
const LEAST_MEGABYTES = 1;

/** Turns a container into a spare: renamed, and shrunk to the least. */
export function spareChange(): ContainerChange {
  return { name: SPARE_NAME, memory: LEAST_MEGABYTES, storage: LEAST_MEGABYTES };
}

/** A spare has the name and the least size: somebody's real container may bear the name. */
export function isSpare(container: Container): boolean {
  return container.name === SPARE_NAME && container.memory <= LEAST_MEGABYTES && container.storage <= LEAST_MEGABYTES;
}

/** Whether nobody has touched a container since it was created as wanted: name and sizes stand, no distro, no keys. */
export function isAsCreated(container: ContainerDetail, wanted: NewContainer): boolean {
  return (
    container.name === wanted.name &&
    Math.trunc(container.memory) === Math.trunc(wanted.memory) &&
    Math.trunc(container.storage) === Math.trunc(wanted.storage) &&
    container.distro === null &&
    (container.custom_distro ?? null) === null &&
    container.ssh_keys.every((key) => key.trim() === '')
  );
}

/** The spares of a server, by uid. */
export function sparesOn(containers: readonly Container[], serverAddress: string): Container[] {
  return containers
    .filter((container) => container.server_address === serverAddress && isSpare(container))
    .sort((one, other) => one.uid - other.uid);
}

/** Why a container is not started: it needs a distro and an SSH key (api.md §3). Undefined when it has both. */
export function whyNotStarted(detail: ContainerDetail): string | undefined {
  const hasDistro = detail.distro !== null || (detail.custom_distro ?? null) !== null;
  const hasKey = detail.ssh_keys.some((key) => key.trim() !== '');
  if (hasDistro && hasKey) return undefined;
  if (hasDistro) return 'Not started: it has no SSH key. A container starts once it has a distro and an SSH key.';
  if (hasKey) return 'Not started: it has no distro. A container starts once it has a distro and an SSH key.';
  return 'Not started: it has no distro and no SSH key. A container starts once it has both.';
}

/** The command that opens a shell in a started container (api.md §3). */
export function sshCommand(container: Container): string {
  return `ssh ${container.uid}@${container.server_address}`;
}
