/** The columns of the fault matrix: what goes wrong, and how the mock API is asked for it (src/mock-api/control.ts). */
import type { Fault } from '../../src/mock-api/faults.ts';

type FaultToArm = Omit<Fault, 'method' | 'path'>;

const refusal = (status: number, error: string) => ({ kind: 'refuse', status, json: { error } }) as const;

/** Whatever the browser or the panel sends again meets the fault too. */
const EVERY_TIME = 1000;

/** What can happen to any request. A read meets it every time, a write as often as is told here (once). */
export const FAULTS = {
  refused: refusal(403, 'Forbidden'),
  unauthorized: refusal(401, 'Unauthorized'),
  'too-large': refusal(413, 'Request entity too large'),
  'server-error': { kind: 'server-error' },
  /** Before the effect, and so is the browser's own repetition (api.md §1). */
  'cut-before': { kind: 'cut-before', times: EVERY_TIME },
  /** After the effect; the browser's own repetition arrives and is answered (api.md §1). */
  'cut-after': { kind: 'cut-after' },
  'broken-off': { kind: 'break-off' },
  silent: { kind: 'silence' },
  html: { kind: 'html' },
  'wrong-shape': { kind: 'wrong-shape' },
  'bad-row': { kind: 'bad-row' },
  empty: { kind: 'empty' },
  redirect: { kind: 'redirect' },
  'ok-with-error': refusal(200, 'Conflict'),
} as const satisfies Record<string, FaultToArm>;
export type FaultName = keyof typeof FAULTS;

/** What can happen to a write besides. */
export const WRITE_FAULTS = {
  ...FAULTS,
  'silent-before': { kind: 'silence-before' },
  'server-error-after': { kind: 'server-error-after' },
  /** As the browser's own repetition is answered when the first arrival did it. */
  'refused-after': { kind: 'refuse-after', status: 403, json: { error: 'Forbidden' } },
  /** As a method is answered that a view does not know: 200 with something that was read, and nothing was done (api.md §1). */
  'ok-undone': { kind: 'refuse', status: 200, json: { id: 1, name: 'something else' } },
} as const satisfies Record<string, FaultToArm>;
export type WriteFaultName = keyof typeof WRITE_FAULTS;

/** Every column of a read. */
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
/** Every column of a write. */
export const WRITE_FAULT_NAMES = Object.keys(WRITE_FAULTS) as WriteFaultName[];

/** The fault as the mock takes it, for every read of a path until it is cleared. */
export function readFault(name: FaultName, path: string): Fault {
  return { ...FAULTS[name], method: 'GET', path, times: EVERY_TIME };
}

/** The fault as the mock takes it, for one write. */
export function writeFault(name: WriteFaultName, method: string, path: string): Fault {
  return { ...WRITE_FAULTS[name], method, path };
}
