import { declaredMegabytes, slicesOf, sumOf, totalOf } from '../../rules/capacity.ts';
import { formatNumber } from '../../rules/units.ts';
import type { ServerRow } from './server-rows.ts';

/** "2 servers", or "1 of 2 servers" while a filter hides some. */
export function countOf(all: number, shown: number): string {
  const count = `${formatNumber(all)} ${all === 1 ? 'server' : 'servers'}`;
  return shown === all ? count : `${formatNumber(shown)} of ${count}`;
}

/** One line over the table: how many servers, and what is allocated of the memory whose total is known. Never a sum of unknowns. */
export function summaryOf(
  rows: readonly Pick<ServerRow, 'address' | 'containers' | 'sources'>[],
  shown: number,
): string {
  const servers = countOf(rows.length, shown);
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
