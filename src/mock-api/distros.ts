import { type Answer, json } from './answers.ts';
import type { Call } from './view.ts';

/** `GET /distros` (api.md §3). Every method reads. */
export function distros({ world }: Call): Answer {
  return json(world.distros);
}
