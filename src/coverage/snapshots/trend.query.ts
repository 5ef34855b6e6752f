import { currentWork } from '../../platform/db/index.js';
import { splitOf, type Split } from '../coverage.rules.js';

export interface TrendPoint {
  /** YYYY-MM-DD of the snapshot. */
  day: string;
  split: Split;
  definition: string;
}

/** Which snapshots a trend is drawn of: every day since one day, before that the last of each week, none before another. */
export interface TrendSpan {
  from: string;
  dailyFrom: string;
}

const SQL = `
  select distinct on (step) case when day >= $5::date then day else date_trunc('week', day)::date end as step,
    day::text, workers, active, lapsed, never, definition
  from reporting.coverage_snapshots
  where workspace_id = $1 and dimension = $2 and key = $3 and day >= $4::date
  order by step, day desc`;

/** Oldest first. */
export async function coverageTrend(
  workspaceId: string,
  span: TrendSpan,
  of: { dimension: 'all' | 'region' | 'sector'; key: string } = { dimension: 'all', key: '' },
): Promise<TrendPoint[]> {
  type Row = { day: string; workers: number; active: number; lapsed: number; never: number; definition: string };
  const rows = await currentWork().query<Row>(SQL, [workspaceId, of.dimension, of.key, span.from, span.dailyFrom]);
  return rows.map(({ day, definition, workers, active, lapsed, never }) => ({
    day,
    definition,
    split: splitOf(workers, active, lapsed, never),
  }));
}
