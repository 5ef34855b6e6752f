import { currentWork } from '../../platform/db/index.js';
import { splitOf, type Split } from '../coverage.rules.js';

export interface ProvinceTotal {
  /** 2 digits; '' for workers without a region. */
  province: string;
  split: Split;
}

const SQL = `
  with latest as (
    select w.id, (select max(day) from reporting.coverage_snapshots s
      where s.workspace_id = w.id and s.dimension = 'all' and s.key = '') as day
    from reporting.workspaces w where w.kind <> 'agency'),
  parts as (
    select s.key, s.workers, s.active, s.lapsed, s.never from latest l
    join reporting.coverage_snapshots s on s.workspace_id = l.id and s.day = l.day and s.dimension = 'region'
    union all
    select c.region, c.workers, c.headline_active, c.headline_lapsed, c.headline_never from latest l
    join reporting.coverage_cells c on c.workspace_id = l.id where l.day is null)
  select left(key, 2) as province, sum(workers)::int as workers, sum(active)::int as active, sum(lapsed)::int as lapsed,
    sum(never)::int as never
  from parts group by 1 order by 1`;

/** Role `agency` only: the rosters of all workspaces by province, from each one's latest snapshot. */
export async function provinceTotals(): Promise<ProvinceTotal[]> {
  type Row = { province: string; workers: number; active: number; lapsed: number; never: number };
  const rows = await currentWork().query<Row>(SQL);
  return rows.map(({ province, workers, active, lapsed, never }) => ({
    province,
    split: splitOf(workers, active, lapsed, never),
  }));
}
