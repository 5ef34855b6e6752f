import { currentWork } from '../../platform/db/index.js';
import { splitOf, type Split } from '../coverage.rules.js';

export type SnapshotDimension = 'all' | 'region' | 'sector';

export interface SnapshotPart {
  key: string;
  split: Split;
  definition: string;
}

const SQL = `
  select key, workers, active, lapsed, never, definition from reporting.coverage_snapshots
  where workspace_id = $1 and day = $2::date and dimension = $3 order by workers desc, key`;

/** What was kept of one day; empty when there is no snapshot of it. @param day YYYY-MM-DD */
export async function snapshotOfDay(
  workspaceId: string,
  day: string,
  dimension: SnapshotDimension,
): Promise<SnapshotPart[]> {
  type Row = { key: string; workers: number; active: number; lapsed: number; never: number; definition: string };
  const rows = await currentWork().query<Row>(SQL, [workspaceId, day, dimension]);
  return rows.map(({ key, definition, workers, active, lapsed, never }) => ({
    key,
    definition,
    split: splitOf(workers, active, lapsed, never),
  }));
}
