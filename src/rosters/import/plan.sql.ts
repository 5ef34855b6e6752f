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

/** Set while it is not yet known which of the sealed fields differ: that takes opening both. */
export const SEALED_DIFFERS = 1 << 30;

const changed = [
  ...PLAIN.map(
    ([column, field]) =>
      `case when s.${column} is not null and s.${column} is distinct from w.${column} then ${bitOf(field)} else 0 end`,
  ),
  `case when w.left_on is not null then ${bitOf('left_on')} else 0 end`,
  `case when s.sealed_mask <> 0 and (s.sealed_mask <> w.sealed_mask or s.sealed_mark <> w.sealed_mark) then ${SEALED_DIFFERS} else 0 end`,
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

/** Rows whose sealed fields or name differ, with both sides, in the order of the file. */
export function unsettledSql(stage: string): string {
  return `
    select l.row_no, l.changed, s.nik_index, s.sealed as said, w.sealed as stored, s.name_key as said_name, w.name_key as stored_name
    from app.import_rows l
    join ${stage} s on s.row_no = l.row_no
    join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'updated' and l.changed & ${SEALED_DIFFERS | bitOf('name')} <> 0
    order by l.row_no`;
}

/** Columns of the staging table with settled rows. */
export const SETTLED_COLUMNS =
  'row_no integer, changed integer, held text, sealed bytea, sealed_mask smallint, sealed_mark bytea';

/** Takes over what opening the sealed fields showed: the exact bits, rows that are unchanged after all, other persons. */
export function settleLedgerSql(settled: string): string {
  return `
    update app.import_rows l set
      changed = case when r.held is null then nullif(r.changed, 0) end,
      outcome = case when r.held is not null then 'held' when r.changed = 0 then 'unchanged' else 'updated' end,
      causes = case when r.held is null then l.causes else array_append(coalesce(l.causes, '{}'), r.held) end
    from ${settled} r where l.workspace_id = $1 and l.import_id = $2 and l.row_no = r.row_no`;
}

/** A snapshot file leaves out these: nobody of them stands in any row of it, not even a held one. */
export function leaversSql(stage: string): string {
  return `from app.workers w where w.workspace_id = $1 and w.left_on is null
    and not exists (select from ${stage} s where s.nik_index = w.nik_index)`;
}
