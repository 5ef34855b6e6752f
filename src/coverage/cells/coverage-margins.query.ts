import { currentWork } from '../../platform/db/index.js';
import type { Counts } from '../coverage.rules.js';
import { countsOf, SUMMED_CELLS, type CellSums } from './cell-columns.js';

/** The whole and its one-dimensional parts; every list adds up to `whole`. */
export interface CoverageMargins {
  mark: string;
  whole: Counts;
  region: Map<string, Counts>;
  sector: Map<string, Counts>;
  sex: Map<string, Counts>;
  cohort: Map<string, Counts>;
}

interface Row extends CellSums {
  dimension: 'whole' | 'region' | 'sector' | 'sex' | 'cohort';
  key: string;
  mark: string;
}

// The mark is read by the same statement, so that it belongs to exactly these counts.
const SQL = `
  select case grouping(region, sector, sex, cohort)
      when 15 then 'whole' when 7 then 'region' when 11 then 'sector' when 13 then 'sex' else 'cohort' end as dimension,
    coalesce(region, sector, sex, cohort::text, '') as key,
    (select concat_ws('/', version, coverage_version, coverage_as_of, extract(epoch from updated_at))
      from reporting.roster_heads where workspace_id = $1) as mark,
    ${SUMMED_CELLS}
  from reporting.coverage_cells where workspace_id = $1 and workers > 0
  group by grouping sets ((), (region), (sector), (sex), (cohort))`;

export async function coverageMargins(workspaceId: string): Promise<CoverageMargins> {
  const rows = await currentWork().query<Row>(SQL, [workspaceId]);
  const part = (dimension: Row['dimension']) =>
    new Map(rows.filter((row) => row.dimension === dimension).map((row) => [row.key, countsOf(row)]));
  const whole = rows.find((row) => row.dimension === 'whole');
  if (!whole) throw new Error('coverage margins: an aggregate without groups always has one row');
  return {
    mark: whole.mark ?? '',
    whole: countsOf(whole),
    region: part('region'),
    sector: part('sector'),
    sex: part('sex'),
    cohort: part('cohort'),
  };
}
