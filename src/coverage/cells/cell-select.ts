import { COHORT_YEARS } from '../../kernel/index.js';

const UNTIL = {
  headline: 'protected_until',
  jkk: 'jkk_until',
  jkm: 'jkm_until',
  jht: 'jht_until',
  jp: 'jp_until',
  jkp: 'jkp_until',
};

/**
 * Cells of a workspace's current roster on a day, in the order of the columns of `app.coverage_cells`.
 * @param workspace SQL expression of the workspace's id, e.g. `$1`
 * @param day SQL expression of the day
 */
export function cellSelectSql(workspace: string, day: string): string {
  const counts = Object.values(UNTIL).flatMap((until) => [
    `count(*) filter (where ${until} >= ${day}::date)`,
    `count(*) filter (where ${until} < ${day}::date and ${until} > '-infinity')`,
    `count(*) filter (where ${until} = '-infinity')`,
  ]);
  return `select workspace_id, region, sector, sex,
      (extract(year from birth_date)::int / ${COHORT_YEARS} * ${COHORT_YEARS})::smallint as cohort, count(*),
      count(*) filter (where protected_until >= ${day}::date and protected_until < (date_trunc('month', ${day}::date) + interval '1 month')::date),
      ${counts.join(', ')}
    from app.workers where workspace_id = ${workspace} and left_on is null
    group by workspace_id, region, sector, sex, cohort`;
}
