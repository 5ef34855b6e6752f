import { currentWork } from '../../platform/db/index.js';
import { splitOf, type Split } from '../coverage.rules.js';

export interface TrendPoint {
  /** YYYY-MM-DD of the snapshot: the last of its step. */
  day: string;
  split: Split;
  definition: string;
}

export type TrendStep = 'day' | 'week' | 'month';

const SQL = `
  select distinct on (date_trunc($5, day)) day::text, workers, active, lapsed, never, definition
  from reporting.coverage_snapshots
  where workspace_id = $1 and dimension = $2 and key = $3 and day > $4::date
  order by date_trunc($5, day), day desc`;

/** Snapshots after a day, oldest first, the last one of each step. @param after YYYY-MM-DD */
export async function coverageTrend(
  workspaceId: string,
  after: string,
  step: TrendStep,
  of: { dimension: 'all' | 'region' | 'sector'; key: string } = { dimension: 'all', key: '' },
): Promise<TrendPoint[]> {
  type Row = { day: string; workers: number; active: number; lapsed: number; never: number; definition: string };
  const rows = await currentWork().query<Row>(SQL, [workspaceId, of.dimension, of.key, after, step]);
  return rows.map(({ day, definition, workers, active, lapsed, never }) => ({
    day,
    definition,
    split: splitOf(workers, active, lapsed, never),
  }));
}
