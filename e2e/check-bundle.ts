/** The budgets that can be read off the build itself (design.md §7). Those of a running page are in budgets.spec.ts. */
import { besideItsWall, staticFigures } from './budgets.ts';

for (const { name, bytes, wall } of staticFigures()) {
  const over = bytes > wall;
  console.log(`${over ? 'OVER  ' : 'ok    '} ${besideItsWall(name, bytes, wall)}`);
  if (over) process.exitCode = 1;
}
if (process.exitCode)
  console.error('The build is over its budget, so the browser tests did not start. Make it smaller.');
