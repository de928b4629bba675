/**
 * `npm run bench`: how fast the panel is (design.md §7). Production build, mock API on the same origin. It prints and never
 * fails by a clock: a busy machine is no fault of the panel.
 */
import { benchFirstPage } from './bench-first-page.ts';
import { benchLongLists } from './bench-long-lists.ts';
import { benchMachine } from './bench-machine.ts';
import { benchPortSpace } from './bench-port-space.ts';

await benchMachine();
await benchFirstPage();
await benchLongLists();
await benchPortSpace();
