import { NEVER } from '../../programmes/index.js';
import { MARK_COLUMNS } from '../sealed-fields.js';
import { IMAGE, IMAGE_OF_W } from '../worker-image.js';
import { bitOf } from '../worker-fields.js';
import { leaversSql, SEALED_BITS } from './plan.sql.js';
import type { Sources } from './sources.js';

const UNTIL = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until', 'protected_until'];
const TODAY = `(now() at time zone 'Asia/Jakarta')::date`;
/** A change of these makes another person of the worker for the matcher. */
export const IDENTITY_BITS = bitOf('name') | bitOf('birth_date');
/** A change of these may move a worker to another cell of the coverage. */
const CELL_BITS = IDENTITY_BITS | bitOf('sex') | bitOf('region') | bitOf('sector') | bitOf('left_on');

/** Columns of the staging table with the ledger's rows that write people, and those whom a snapshot makes leave. */
export const WRITTEN_COLUMNS = 'row_no integer, outcome text, worker_id uuid, changed integer';

/**
 * $1 workspace, $2 import. Taken out of the ledger, which is too large to know how many of its newest rows are which: what
 * joins these instead is planned by their true number.
 */
export function writtenSql(written: string): string {
  return `insert into ${written} select row_no, outcome, worker_id, changed from app.import_rows
    where workspace_id = $1 and import_id = $2 and outcome in ('created', 'updated')`;
}

/** $1 workspace. */
export function writtenLeaversSql(written: string, stage: string): string {
  return `insert into ${written} select null, 'left', w.id, ${bitOf('left_on')} ${leaversSql(stage)}`;
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

/** Keeps how the workers were whom the file updates or makes leave. $1 workspace, $2 import, $3 who. */
export function keepImagesSql(written: string): string {
  return `
    insert into app.worker_versions (workspace_id, worker_id, version, import_id, row_no, act, changed, actor_label, ${IMAGE})
    select $1, w.id, w.version, $2, l.row_no, case when l.outcome = 'updated' and w.left_on is not null then 'returned' else l.outcome end,
      l.changed, $3, ${IMAGE_OF_W}
    from ${written} l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where l.outcome <> 'created'`;
}

/** Rows of the file and of the matcher beside worker `w`; all null for somebody whom the file does not touch. */
function beside({ stage, match, settled }: Sources): string {
  return `left join ${stage} s on s.row_no = l.row_no
    ${settled ? `left join ${settled} r on r.row_no = l.row_no` : ''}
    left join ${match} m on m.worker_id = l.worker_id`;
}

/**
 * What becomes of each column of worker `w` whom row `l` writes; `w` itself where there is no row. What a file says
 * nothing about stays, and so does an unchanged name as it was written. $2 import.
 */
function becomes({ settled }: Sources): readonly (readonly [column: string, value: string])[] {
  const said = [
    ...['name_key', 'birth_date', 'sex', 'region', 'sector', 'occupation', 'wage', 'programmes', 'started_on'],
    ...['status', 'kpj', 'external_id', ...MARK_COLUMNS],
  ];
  const merged = settled ? 'when r.sealed is not null then r.sealed' : '';
  const ifWritten = (then: string, column: string) => `case when l.worker_id is null then w.${column} else ${then} end`;
  return [
    ['name', `case when l.changed & ${bitOf('name')} <> 0 then s.name else w.name end`],
    ...said.map((column) => [column, `coalesce(s.${column}, w.${column})`] as const),
    ['sealed', `case ${merged} when l.changed & ${SEALED_BITS} <> 0 then s.sealed else w.sealed end`],
    ['match_state', 'coalesce(m.state, w.match_state)'],
    ...UNTIL.map((column) => [column, `case when m.worker_id is null then w.${column} else m.${column} end`] as const),
    ['left_on', `case l.outcome when 'updated' then null when 'left' then ${TODAY} else w.left_on end`],
    ['left_import', `case l.outcome when 'updated' then null when 'left' then $2 else w.left_import end`],
    ['touched_import', ifWritten('$2', 'touched_import')],
    ['touched_row', ifWritten('l.row_no', 'touched_row')],
    ['version', ifWritten('w.version + 1', 'version')],
    ['updated_at', ifWritten('now()', 'updated_at')],
  ];
}

/** $1 workspace, $2 import. */
export function updateWorkersSql(sources: Sources): string {
  return `
    update app.workers w set ${becomes(sources)
      .map(([column, value]) => `${column} = ${value}`)
      .join(', ')}
    from ${sources.written} l ${beside(sources)}
    where l.outcome <> 'created' and w.workspace_id = $1 and w.id = l.worker_id`;
}

/** Everybody who is on the roster, as the file makes them, into a draft that takes the roster's place. $1 workspace, $2 import. */
export function renewWorkersSql(draft: string, sources: Sources): string {
  const kept = ['workspace_id', 'id', 'nik_index', 'nik_tail', 'created_import', 'created_row', 'created_at'];
  const changed = becomes(sources);
  return `
    insert into ${draft} (${[...kept, ...changed.map(([column]) => column)].join(', ')})
    select ${[...kept.map((column) => `w.${column}`), ...changed.map(([, value]) => value)].join(', ')}
    from app.workers w left join ${sources.written} l on l.worker_id = w.id and l.outcome <> 'created' ${beside(sources)}
    where w.workspace_id = $1`;
}

/** Workers of the roster who may be in another cell after the file, as they are. $1 workspace. */
export function movedFromSource(written: string): string {
  return `(select w.* from ${written} l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where l.outcome <> 'created' and l.changed & ${CELL_BITS} <> 0 and w.left_on is null) w`;
}

/** The same workers as the file makes them: in no cell when they leave. $1 workspace. */
export function movedToSource(sources: Sources): string {
  const columns = ['region', 'sector', 'sex', 'birth_date', ...UNTIL];
  const values = becomes(sources).filter(([column]) => columns.includes(column));
  return `(select ${values.map(([column, value]) => `${value} as ${column}`).join(', ')}
    from ${sources.written} l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id ${beside(sources)}
    where l.outcome = 'updated' and l.changed & ${CELL_BITS} <> 0) w`;
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

/** The same into a draft without indexes, beside everybody who is there. $1 workspace, $2 import. */
export function addToDraftSql(draft: string, { stage, match, written }: Sources): string {
  return newWorkersSql(draft, stage, match, written, false);
}

/** The first workers into a draft without indexes. $1 workspace, $2 import. */
export function draftWorkersSql(draft: string, stage: string, match: string): string {
  return newWorkersSql(draft, stage, match, null, true);
}

function newWorkersSql(table: string, stage: string, match: string, written: string | null, isFirst: boolean): string {
  const plain = ['nik_index', 'nik_tail', 'sealed', ...MARK_COLUMNS, 'name', 'name_key', 'birth_date', 'sex'];
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
