import { COUNTED, splitOf, type Counted, type Counts, type Split } from '../coverage.rules.js';

/** The sums over cells that every query of counts selects, as integers. */
export const SUMMED_CELLS = [
  'coalesce(sum(workers), 0)::int as workers',
  'coalesce(sum(expiring), 0)::int as expiring',
  ...COUNTED.flatMap((name) =>
    ['active', 'lapsed', 'never'].map((status) => `coalesce(sum(${name}_${status}), 0)::int as ${name}_${status}`),
  ),
].join(', ');

export type CellSums = { workers: number; expiring: number } & Record<
  `${Counted}_${'active' | 'lapsed' | 'never'}`,
  number
>;

export function countsOf(row: CellSums): Counts {
  const splits = Object.fromEntries(
    COUNTED.map((name) => [
      name,
      splitOf(row.workers, row[`${name}_active`], row[`${name}_lapsed`], row[`${name}_never`]),
    ]),
  ) as Record<Counted, Split>;
  return { workers: row.workers, expiring: row.expiring, splits };
}
