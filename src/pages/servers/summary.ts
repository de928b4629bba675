import { declaredMegabytes, slicesOf, sumOf, totalOf } from '../../rules/capacity.ts';
import { formatNumber } from '../../rules/units.ts';
import type { ServerRow } from './server-columns.tsx';

/** One line over the table: how many servers, and what is allocated of the memory whose total is known. Never a sum of unknowns. */
export function summaryOf(rows: readonly ServerRow[], shown: number): string {
  const count = `${formatNumber(rows.length)} ${rows.length === 1 ? 'server' : 'servers'}`;
  const servers = shown === rows.length ? count : `${formatNumber(shown)} of ${count}`;
  const known = rows.flatMap((row) => {
    const total = declaredMegabytes(totalOf('memory', row.sources));
    return total === undefined ? [] : [{ total, allocated: sumOf(slicesOf(row.containers, row.address, 'memory')) }];
  });
  if (known.length === 0) return servers;
  const total = known.reduce((sum, server) => sum + server.total, 0);
  const allocated = known.reduce((sum, server) => sum + server.allocated, 0);
  const unknown = rows.length - known.length;
  const rest = unknown === 0 ? '' : `, ${formatNumber(unknown)} with unknown total`;
  return `${servers} · ${formatNumber(allocated)} of ${formatNumber(total)} MB memory allocated${rest}`;
}
