/** What is said of a step of a run that did not go as it should. */
import {
  type ContainerNames,
  checkPrivatePort,
  checkPublicPort,
  describeHolder,
  describeMapping,
  type NewPortMapping,
  type PortMapping,
} from './port-mappings.ts';

/** Why a mapping cannot stand beside `holder`. */
export function whyBlocked(wanted: NewPortMapping, holder: PortMapping, names?: ContainerNames): string {
  const publicPort = checkPublicPort([holder], wanted, undefined, names);
  const privatePort = checkPrivatePort([holder], wanted, undefined, names);
  return (publicPort ?? privatePort)?.message ?? `${describeMapping(holder)} stands in its way.`;
}

/** What was sent of a step before it failed, and what became of it. */
export interface StepRemains {
  added: readonly NewPortMapping[];
  putBack: readonly PortMapping[];
  /** Deleted and not put back, and why not. */
  lost: readonly { row: PortMapping; why: string }[];
}

const list = (mappings: readonly NewPortMapping[]) => mappings.map(describeMapping).join(', ');
const areOrIs = (mappings: readonly unknown[]) => (mappings.length === 1 ? 'was' : 'were');

/** What stands of a step that failed; empty when nothing of it was changed, which `why` has said. */
export function describeRemains({ added, putBack, lost }: StepRemains): string {
  const sentences = [
    added.length > 0 ? `${list(added)} ${areOrIs(added)} added.` : '',
    putBack.length > 0 ? `${list(putBack)} ${areOrIs(putBack)} deleted and put back.` : '',
    ...lost.map(({ row, why }) => `${describeMapping(row)} is deleted and was not put back: ${why}`),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Said of a port that somebody took while the run was under way, before anything of the step was sent. */
export function taken(wanted: NewPortMapping, holder: PortMapping, names?: ContainerNames): string {
  return `${whyBlocked(wanted, holder, names)} Nothing of this was sent.`;
}

/** Said of a step that is done, with somebody else on its port. */
export function clashed(wanted: NewPortMapping, other: PortMapping, names?: ContainerNames): string {
  return `${describeHolder(other.container, names)} took ${describeMapping(wanted)} in the same moment. Only one of them gets the traffic: delete one.`;
}

/** Said of a long step that rests in the middle: ports that all move, one after another. */
export function rested(added: number, total: number): string {
  return `The run came to rest in the middle of this: ${added} of ${total} are where they shall be. Resume to move the others.`;
}

export const NO_ANSWER =
  'It is not known whether the API did it: no answer came, and the table did not show it within 30 s. Look at the table, then retry.';

export const NOT_SHOWN =
  'The API said that it did it, and the table did not show it within 30 s. Look at the table, then retry.';

export const SIGNED_OUT = 'The API no longer takes your sign-in. Sign in again, then resume.';

export const NOT_PROVED = `The table could not be read to see what came of it. ${SIGNED_OUT}`;

export const PANEL_FAILED = 'The panel failed and may not have sent all of it. Look at the table, then retry.';
