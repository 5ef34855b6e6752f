import { NEVER } from '../../programmes/index.js';
import { imageSql } from '../worker-image.js';
import { bitOf } from '../worker-fields.js';

const UNTIL = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until', 'protected_until'];
/** A change of these makes another person of the worker for the matcher. */
export const IDENTITY_BITS = bitOf('name') | bitOf('birth_date');

/** Columns of the staging table with the ledger's rows that write people. */
export const WRITTEN_COLUMNS = 'row_no integer, outcome text, worker_id uuid, changed integer';

/**
 * $1 workspace, $2 import. Taken out of the ledger, which is too large to know how many of its newest rows are which: what
 * joins these instead is planned by their true number.
 */
export function writtenSql(written: string): string {
  return `insert into ${written} select row_no, outcome, worker_id, changed from app.import_rows
    where workspace_id = $1 and import_id = $2 and outcome in ('created', 'updated')`;
}

/**
 * People that the matcher has to look at: new ones, and those whose name or birth date changes.
 * @param written null: all rows that can be used are new people
 */
export function keysSql(keys: string, stage: string, written: string | null): string {
  if (!written)
    return `insert into ${keys} select worker_id, match_index, birth_date, name_key from ${stage} where verdict = 'ok'`;
  return `insert into ${keys} select l.worker_id, s.match_index, s.birth_date, s.name_key
    from ${written} l join ${stage} s on s.row_no = l.row_no
    where l.outcome = 'created' or l.changed & ${IDENTITY_BITS} <> 0`;
}

/** Keeps how updated workers were. $1 workspace, $2 import, $3 who. */
export function keepUpdatedSql(written: string): string {
  return `
    insert into app.worker_versions (workspace_id, worker_id, version, import_id, row_no, act, changed, before, sealed_before, actor_label)
    select $1, w.id, w.version, $2, l.row_no, case when w.left_on is null then 'updated' else 'returned' end, l.changed, ${imageSql('w')}, w.sealed, $3
    from ${written} l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where l.outcome = 'updated'`;
}

/** Workers that are updated, for the coverage delta before and after. $1 workspace. */
export function updatedWorkersSource(written: string): string {
  return `(select w.* from ${written} l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where l.outcome = 'updated' and w.left_on is null) w`;
}

/** $1 workspace, $2 import. */
export function updateWorkersSql(stage: string, written: string, settled: string | null, match: string): string {
  const said = [
    'birth_date',
    'sex',
    'region',
    'sector',
    'occupation',
    'wage',
    'programmes',
    'started_on',
    'status',
    'kpj',
    'external_id',
  ];
  const sealed = settled
    ? ['sealed', 'sealed_mask', 'sealed_mark'].map((column) => `${column} = coalesce(r.${column}, w.${column})`)
    : [];
  return `
    update app.workers w set
      name = case when l.changed & ${bitOf('name')} <> 0 then s.name else w.name end,
      name_key = coalesce(s.name_key, w.name_key),
      ${said.map((column) => `${column} = coalesce(s.${column}, w.${column})`).join(', ')},
      ${[...sealed, ''].join(', ')}
      match_state = coalesce(m.state, w.match_state),
      ${UNTIL.map((column) => `${column} = case when m.worker_id is null then w.${column} else m.${column} end`).join(', ')},
      left_on = null, left_import = null,
      touched_import = $2, touched_row = l.row_no, version = w.version + 1, updated_at = now()
    from ${written} l
    join ${stage} s on s.row_no = l.row_no
    ${settled ? `left join ${settled} r on r.row_no = l.row_no` : ''}
    left join ${match} m on m.worker_id = l.worker_id
    where l.outcome = 'updated' and w.workspace_id = $1 and w.id = l.worker_id`;
}

/** What matching found out about new workers, as columns of `m`; a first roster's matching has no rows for who is absent. */
function answered(isFirst: boolean): { state: string; until: (column: string) => string } {
  return isFirst
    ? {
        state: `coalesce(m.state, 'absent')`,
        until: (column) => `case when m.worker_id is null then '${NEVER}'::date else m.${column} end`,
      }
    : { state: `coalesce(m.state, 'pending')`, until: (column) => `m.${column}` };
}

/** New workers into the roster that is there, in the order of the keyed index, so that both unique indexes grow at one end. $1 workspace, $2 import. */
export function createWorkersSql(stage: string, match: string, written: string | null): string {
  return `${newWorkersSql('app.workers', stage, match, written, false)} order by s.nik_index`;
}

/** The first workers into a draft without indexes. $1 workspace, $2 import. */
export function draftWorkersSql(draft: string, stage: string, match: string): string {
  return newWorkersSql(draft, stage, match, null, true);
}

function newWorkersSql(table: string, stage: string, match: string, written: string | null, isFirst: boolean): string {
  const plain = [
    'nik_index',
    'nik_tail',
    'sealed',
    'sealed_mask',
    'sealed_mark',
    'name',
    'name_key',
    'birth_date',
    'sex',
  ];
  const more = ['occupation', 'wage', 'programmes', 'started_on', 'status', 'kpj', 'external_id'];
  const { state, until } = answered(isFirst);
  return `
    insert into ${table} (workspace_id, id, ${[...plain, ...more].join(', ')}, region, sector, match_state, ${UNTIL.join(', ')},
      created_import, created_row, touched_import, touched_row)
    select $1, s.worker_id, ${[...plain, ...more].map((column) => `s.${column}`).join(', ')}, coalesce(s.region, ''), coalesce(s.sector, ''),
      ${state}, ${UNTIL.map(until).join(', ')}, $2, s.row_no, $2, s.row_no
    from ${newRows(stage, match, written)}`;
}

/** The cells of new workers straight from staging. */
export function createdCellsSource(
  stage: string,
  match: string,
  { written = null, isFirst = false }: { written?: string | null; isFirst?: boolean },
): string {
  const { until } = answered(isFirst);
  return `(select coalesce(s.region, '') as region, coalesce(s.sector, '') as sector, s.sex, s.birth_date,
      ${UNTIL.map((column) => `${until(column)} as ${column}`).join(', ')}
    from ${newRows(stage, match, written)}) w`;
}

function newRows(stage: string, match: string, written: string | null): string {
  return `${stage} s
    ${written ? `join ${written} l on l.row_no = s.row_no and l.outcome = 'created'` : ''}
    left join ${match} m on m.worker_id = s.worker_id
    where s.verdict = 'ok'`;
}

/** Keeps how leavers were. $1 workspace, $2 import, $3 who. */
export function keepLeaversSql(leavers: string): string {
  return `
    insert into app.worker_versions (workspace_id, worker_id, version, import_id, act, changed, before, sealed_before, actor_label)
    select $1, w.id, w.version, $2, 'left', ${bitOf('left_on')}, ${imageSql('w')}, w.sealed, $3 ${leavers}`;
}

/** Workers that this import just made leave, by their kept images. $1 workspace, $2 import. */
export const leaveSql = `
  update app.workers w set left_on = (now() at time zone 'Asia/Jakarta')::date, left_import = $2, touched_import = $2, touched_row = null,
    version = w.version + 1, updated_at = now()
  from app.worker_versions v
  where v.workspace_id = $1 and v.import_id = $2 and v.act = 'left' and w.workspace_id = $1 and w.id = v.worker_id`;

/** $1 workspace, $2 import. */
export const leaversKeptSource = `(select w.* from app.worker_versions v join app.workers w on w.workspace_id = $1 and w.id = v.worker_id
  where v.workspace_id = $1 and v.import_id = $2 and v.act = 'left') w`;
