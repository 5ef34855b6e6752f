import { bitOf } from '../worker-fields.js';
import { WAGE_BANDS, WAGE_EDGES } from './change-kinds.rules.js';

/** $1 workspace, $2 import and $3 the day for which coverage is told, in every statement that names them. */

const TOLD = ['wage', 'sector', 'region', 'name', 'birth_date'] as const;
const MASK = TOLD.reduce((mask, field) => mask | bitOf(field), 0);
/** Only another name or birth date makes the matcher look again: other changes of coverage are not the file's doing. */
const IDENTITY = bitOf('name') | bitOf('birth_date');

const status = (until: string) =>
  `case when ${until} is null then 'unknown' when ${until} = '-infinity' then 'never' when ${until} < $3::date then 'lapsed' else 'active' end`;
const percent = '(t.wage_became - t.wage_was) * 100.0 / nullif(t.wage_was, 0)';
const bands = WAGE_BANDS.map((band, i) => `when ${i} then '${band}'`).join(' ');
const has = (field: (typeof TOLD)[number]) => `t.changed & ${bitOf(field)} <> 0`;

/**
 * How each person stood before the file and after it. Whoever was changed again since stood after it as the next kept
 * image says; everybody else as now.
 */
const TOUCHED = `
  select v.worker_id as id, v.act, v.changed, w.name_key, v.wage as wage_was, v.sector as sector_was, v.region as region_was,
    v.protected_until as until_was,
    case when n.version is null then w.wage else n.wage end as wage_became,
    case when n.version is null then w.sector else n.sector end as sector_became,
    case when n.version is null then w.region else n.region end as region_became,
    case when n.version is null then w.protected_until else n.protected_until end as until_became
  from app.worker_versions v
  join app.workers w on w.workspace_id = $1 and w.id = v.worker_id
  left join lateral (select x.version, x.wage, x.sector, x.region, x.protected_until from app.worker_versions x
    where x.workspace_id = $1 and x.worker_id = v.worker_id and x.version > v.version order by x.version limit 1) n on true
  where v.workspace_id = $1 and v.import_id = $2 and (v.act <> 'updated' or v.changed & ${MASK} <> 0)`;

const kind = (name: string, columns: string, where: string, rank = '0') =>
  `select '${name}' as kind, t.id, t.name_key, ${columns}, ${rank} as rank from touched t where ${where}`;
const codes = (was: string, became: string) =>
  `${was} as was, ${became} as became, null::bigint as wage_was, null::bigint as wage_became`;
const pair = (field: 'sector' | 'region') =>
  kind(
    field,
    codes(`t.${field}_was`, `t.${field}_became`),
    `t.act <> 'left' and ${has(field)} and t.${field}_was is distinct from t.${field}_became`,
  );

/** Everybody whom the file changed, once under each kind, in the order in which the lists show them. */
export const insertChangesSql = `
  with touched as materialized (${TOUCHED}), changes as (
    select 'joined' as kind, w.id, w.name_key, ${codes('null::text', status('w.protected_until'))}, 0 as rank
    from app.workers w where w.workspace_id = $1 and w.created_import = $2
    union all ${kind('left', codes(status('t.until_was'), 'null'), `t.act = 'left'`)}
    union all ${kind('returned', codes('null', status('t.until_became')), `t.act = 'returned'`)}
    union all ${kind(
      'wage',
      `null, case width_bucket(coalesce(${percent}, 'infinity'), array[${WAGE_EDGES.join(', ')}]::numeric[]) ${bands} end, t.wage_was, t.wage_became`,
      `t.act <> 'left' and ${has('wage')} and t.wage_was is not null and t.wage_became is not null and t.wage_was <> t.wage_became`,
      `coalesce(-${percent}, '-infinity')`,
    )}
    union all ${kind(
      'wage_set',
      'null, null, null, t.wage_became',
      `t.act <> 'left' and ${has('wage')} and t.wage_was is null and t.wage_became is not null`,
    )}
    union all ${pair('sector')}
    union all ${pair('region')}
    union all ${kind(
      'coverage',
      codes(status('t.until_was'), status('t.until_became')),
      `t.act <> 'left' and t.changed & ${IDENTITY} <> 0 and ${status('t.until_was')} <> ${status('t.until_became')}`,
    )}
  )
  insert into app.import_changes (workspace_id, import_id, kind, place, worker_id, was, became, wage_was, wage_became)
  select $1, $2, kind, row_number() over (partition by kind order by rank, was collate "C", became collate "C", name_key, id),
    id, was, became, wage_was, wage_became
  from changes`;

/** Parts of the lists as they stand now. */
export const countChangesSql = `
  select kind, was, became, count(*)::int as people, min(place) as first,
    coalesce(sum(wage_became - wage_was), 0)::float8 as by
  from app.import_changes where workspace_id = $1 and import_id = $2
  group by kind, was, became order by kind, min(place)`;

export const wagesSql = `
  select coalesce(sum(wage_was), 0)::float8 as before, coalesce(sum(wage_became), 0)::float8 as after
  from app.import_changes where workspace_id = $1 and import_id = $2 and kind = 'wage'`;

/** The roster as this file left it: its size, as long as nothing else changed it since. */
export const rosterAfterSql = `
  select sum(c.workers)::int as workers
  from app.roster_heads h left join app.coverage_cells c on c.workspace_id = h.workspace_id
  where h.workspace_id = $1 and h.version = $2 group by h.workspace_id`;

/** The applied file before this one: of a file with corrections the one it corrects, else the last that is no correction. */
export const previousSql = `
  select p.id from app.imports f join app.imports p on p.workspace_id = $1 and p.kind = 'roster' and p.state = 'applied'
    and p.id <> f.id and p.applied_at < f.applied_at
    and (p.id = f.corrects_import_id or (f.corrects_import_id is null and p.corrects_import_id is null))
  where f.workspace_id = $1 and f.id = $2 order by p.applied_at desc limit 1`;
