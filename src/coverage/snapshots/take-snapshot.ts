import { currentWork } from '../../platform/db/index.js';
import { HEADLINE_DEFINITION } from '../coverage.rules.js';

/** From the kept cells. Regions and sectors that are gone since an earlier run of the same day go with the old rows. */
const FROM_CELLS = `
  insert into app.coverage_snapshots (workspace_id, day, dimension, key, workers, active, lapsed, never, unknown, definition)
  select $1::uuid, $2::date,
    case grouping(region, sector) when 3 then 'all' when 1 then 'region' else 'sector' end,
    coalesce(region, sector, ''), sum(workers), sum(headline_active), sum(headline_lapsed), sum(headline_never),
    sum(workers - headline_active - headline_lapsed - headline_never), $3::text
  from app.coverage_cells where workspace_id = $1 and workers > 0
  group by grouping sets ((), (region), (sector))
  having sum(workers) is not null`;

/** From the people themselves, for a day that the kept cells do not hold for: today's roster as it was protected then. */
const FROM_WORKERS = `
  insert into app.coverage_snapshots (workspace_id, day, dimension, key, workers, active, lapsed, never, unknown, definition)
  select $1::uuid, $2::date,
    case grouping(region, sector) when 3 then 'all' when 1 then 'region' else 'sector' end,
    coalesce(region, sector, ''), count(*), count(*) filter (where protected_until >= $2::date),
    count(*) filter (where protected_until < $2::date and protected_until > '-infinity'),
    count(*) filter (where protected_until = '-infinity'), count(*) filter (where protected_until is null), $3::text
  from app.workers where workspace_id = $1 and left_on is null
  group by grouping sets ((), (region), (sector))
  having count(*) > 0`;

/**
 * Writes the snapshot of one day in place of an earlier one of that day.
 * @param source `cells` when the kept counts hold for the day, else `workers`
 * @returns number of rows
 */
export async function takeSnapshot(workspaceId: string, day: string, source: 'cells' | 'workers'): Promise<number> {
  const work = currentWork();
  await work.execute('delete from app.coverage_snapshots where workspace_id = $1 and day = $2', [workspaceId, day]);
  return work.execute(source === 'cells' ? FROM_CELLS : FROM_WORKERS, [workspaceId, day, HEADLINE_DEFINITION]);
}
