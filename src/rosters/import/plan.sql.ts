import { MARK_COLUMNS, MARKED_FIELDS } from '../sealed-fields.js';
import { bitOf, type WorkerField } from '../worker-fields.js';

/** Columns of a worker that a file may set, with their bit. An empty cell (null) is no statement. */
const PLAIN: readonly (readonly [column: string, field: WorkerField])[] = [
  ['name_key', 'name'],
  ['birth_date', 'birth_date'],
  ['sex', 'sex'],
  ['sector', 'sector'],
  ['occupation', 'occupation'],
  ['region', 'region'],
  ['wage', 'wage'],
  ['programmes', 'programmes'],
  ['started_on', 'started_on'],
  ['status', 'status'],
  ['kpj', 'kpj'],
  ['external_id', 'external_id'],
];

/** Fields that only opening could tell from each other, were it not for their marks. */
const MARKS: readonly (readonly [column: string, field: WorkerField])[] = MARKED_FIELDS.map(
  ({ mark, field }) => [mark, field] as const,
);

/** What of the sealed value a row may change. */
export const SEALED_BITS = MARKED_FIELDS.reduce((bits, { field }) => bits | bitOf(field), 0);

/**
 * Set until it is settled: the name differs, so that it may be another person; or the row changes some of the sealed value
 * and is silent about the rest, so that the new value has to be made of both.
 */
export const UNSETTLED = 1 << 30;

const differs = (column: string) => `s.${column} is not null and s.${column} is distinct from w.${column}`;
const some = (condition: (column: string) => string) => MARK_COLUMNS.map((mark) => `(${condition(mark)})`).join(' or ');
const MERGES = `((${some(differs)}) and (${some((mark) => `s.${mark} is null and w.${mark} is not null`)}))`;

const changed = [
  ...[...PLAIN, ...MARKS].map(([column, field]) => `case when ${differs(column)} then ${bitOf(field)} else 0 end`),
  `case when w.left_on is not null then ${bitOf('left_on')} else 0 end`,
  `case when (${differs('name_key')}) or ${MERGES} then ${UNSETTLED} else 0 end`,
].join(' + ');

/**
 * The ledger of a roster file: one row for each of its rows. $1 workspace, $2 import. A row that only a person can
 * settle keeps the worker it is about, so that both can be shown side by side.
 */
export function ledgerSql(stage: string): string {
  return `
    insert into app.import_rows (workspace_id, import_id, row_no, outcome, changed, other_row, worker_id, causes, cells)
    select $1, $2, s.row_no,
      case s.verdict when 'reject' then 'rejected' when 'hold' then 'held' when 'duplicate' then 'duplicate'
        else case when w.id is null then 'created' when c.changed = 0 then 'unchanged' else 'updated' end end,
      case when s.verdict = 'ok' then nullif(c.changed, 0) end,
      s.other_row,
      coalesce(w.id, case when s.verdict = 'ok' then s.worker_id end),
      s.causes, s.cells
    from ${stage} s
    left join app.workers w on w.workspace_id = $1 and w.nik_index = s.nik_index
    cross join lateral (select case when w.id is null then 0 else ${changed} end as changed) c
    order by s.row_no`;
}

/** Into an empty roster there is nothing to compare with: no join at all. */
export function firstLedgerSql(stage: string): string {
  return `
    insert into app.import_rows (workspace_id, import_id, row_no, outcome, other_row, worker_id, causes, cells)
    select $1, $2, s.row_no,
      case s.verdict when 'reject' then 'rejected' when 'hold' then 'held' when 'duplicate' then 'duplicate' else 'created' end,
      s.other_row, case when s.verdict = 'ok' then s.worker_id end, s.causes, s.cells
    from ${stage} s`;
}

const UNSETTLED_ROWS = `app.import_rows l where l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'updated' and l.changed & ${UNSETTLED} <> 0`;

export const countUnsettledSql = `select count(*)::int as n from ${UNSETTLED_ROWS}`;

/** Both sides of the rows that are not settled; what is sealed is null where nothing has to be opened, and the names where they agree. */
export function unsettledSql(stage: string): string {
  const name = `l.changed & ${bitOf('name')} <> 0`;
  return `
    select s.row_no, s.nik_index, case when ${MERGES} then s.sealed end as said, case when ${MERGES} then w.sealed end as stored,
      case when ${name} then s.name_key end as said_name, case when ${name} then w.name_key end as stored_name
    from (select l.row_no, l.worker_id, l.changed from ${UNSETTLED_ROWS}) l
    join ${stage} s on s.row_no = l.row_no
    join app.workers w on w.workspace_id = $1 and w.id = l.worker_id`;
}

/** Columns of the staging table with settled rows: the code that holds a row, and the sealed value made of both sides. */
export const SETTLED_COLUMNS = 'row_no integer, held text, sealed bytea';

/** Rows that turned out to be about other persons are held. */
export function settleLedgerSql(settled: string): string {
  return `
    update app.import_rows l set
      changed = case when r.held is null then l.changed & ${~UNSETTLED} end,
      outcome = case when r.held is null then l.outcome else 'held' end,
      causes = case when r.held is null then l.causes else array_append(coalesce(l.causes, '{}'), r.held) end
    from ${settled} r where l.workspace_id = $1 and l.import_id = $2 and l.row_no = r.row_no`;
}

/** A snapshot file leaves out these: nobody of them stands in any row of it, not even a held one. */
export function leaversSql(stage: string): string {
  return `from app.workers w where w.workspace_id = $1 and w.left_on is null
    and not exists (select from ${stage} s where s.nik_index = w.nik_index)`;
}
