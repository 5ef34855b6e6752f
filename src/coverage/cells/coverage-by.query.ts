import { ageBands } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import type { Counts } from '../coverage.rules.js';
import { countsOf, SUMMED_CELLS, type CellSums } from './cell-columns.js';

/** What counts can be parted by, together with `programme`, which is columns and not rows. */
export const CELL_DIMENSIONS = ['region', 'sector', 'sex', 'age_band'] as const;
export type CellDimension = (typeof CELL_DIMENSIONS)[number];

export interface CoverageGroup {
  keys: Partial<Record<CellDimension, string>>;
  counts: Counts;
}

/**
 * Counts parted by any of the dimensions, biggest group first.
 * @param day YYYY-MM-DD that ages are taken for
 * @param limit groups to return at most; one more is read, so that the caller sees whether it was too few
 */
export async function coverageBy(
  workspaceId: string,
  by: readonly CellDimension[],
  day: string,
  limit: number,
): Promise<CoverageGroup[]> {
  const rows = await currentWork().query<CellSums & Record<CellDimension, string>>(sql(by, day), [
    workspaceId,
    limit + 1,
  ]);
  return rows.map((row) => ({
    keys: Object.fromEntries(by.map((dimension) => [dimension, row[dimension]])),
    counts: countsOf(row),
  }));
}

function sql(by: readonly CellDimension[], day: string): string {
  const keys = by.map((dimension) => (dimension === 'age_band' ? bandCase(day) : dimension));
  const selected = by.map((dimension, index) => `${keys[index]} as ${dimension}`);
  const groups = by.map((_, index) => index + 1).join(', ');
  return `select ${[...selected, SUMMED_CELLS].join(', ')}
    from reporting.coverage_cells where workspace_id = $1 and workers > 0
    ${by.length > 0 ? `group by ${groups} order by sum(workers) desc, ${groups}` : ''} limit $2`;
}

/** The bands' bounds are years computed by us, so they may stand in the statement. */
function bandCase(day: string): string {
  const whens = ageBands(day).map(({ key, firstYear }) =>
    firstYear === null ? `else '${key}'` : `when cohort >= ${Math.trunc(firstYear)} then '${key}'`,
  );
  return `case ${whens.join(' ')} end`;
}
