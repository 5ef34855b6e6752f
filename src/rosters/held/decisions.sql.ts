import { KEPT, OTHER_PERSON, PROPOSED, SKIPPED } from './choices.rules.js';

/** $1 workspace and $2 import in every statement of this file. */

/** Decisions that still hold: the stored worker is as the person saw it. */
const STANDING = `app.import_decisions d left join app.workers w on w.workspace_id = $1 and w.id = d.worker_id
  where d.workspace_id = $1 and d.import_id = $2 and (d.worker_id is null or w.version = d.worker_version)`;

export const anyDecisionsSql =
  'select exists(select from app.import_decisions where workspace_id = $1 and import_id = $2) as any';

/** Held rows of which a person said, for nothing more than what holds them now, that they are right. */
const letThrough = (stage: string) => `
  from ${stage} s join (select d.row_no, d.causes, d.worker_id from ${STANDING} and d.choice = 'file') d on d.row_no = s.row_no
  where s.verdict = 'hold' and s.causes <@ d.causes
    and (not s.causes @> '{${PROPOSED}}' or s.worker_id = d.worker_id)`;

/** Notes the rows that a decision lets through; those with a proposal are noted already. */
export function noteLetThroughSql(touched: string, stage: string): string {
  return `insert into ${touched} (row_no, was) select s.row_no, s.verdict ${letThrough(stage)} and not s.causes @> '{${PROPOSED}}'`;
}

/** From here on they are ordinary rows: the rest of the plan and applying need not know. */
export function letThroughSql(stage: string): string {
  return `update ${stage} t set verdict = 'ok' from (select s.row_no ${letThrough(stage)}) l where l.row_no = t.row_no`;
}

/** Rows whose person may be another by name, because somebody saw both beside each other or decided about just that. */
export const acceptedOthersSql = `select d.row_no from ${STANDING} and d.choice = 'file' and d.worker_id is not null
  and (d.beside or d.causes @> '{${OTHER_PERSON}}')`;

/** $3 rows. */
export const tellAcceptedSql = `
  update app.import_rows set causes = array_append(coalesce(causes, '{}'), '${OTHER_PERSON}')
  where workspace_id = $1 and import_id = $2 and row_no = any($3::integer[])`;

const DECIDED = 'l.workspace_id = $1 and l.import_id = $2 and l.row_no = d.row_no';

/** The stored worker stays as it is, also where a repair took away what the row was held for. */
export const keepStoredSql = `
  update app.import_rows l set outcome = 'unchanged', changed = null, causes = array_append(l.causes, '${KEPT}')
  from (select d.row_no, d.worker_id from ${STANDING} and d.choice = 'stored') d
  where ${DECIDED} and l.outcome in ('held', 'updated') and l.worker_id = d.worker_id`;

/**
 * A row that a person left out stays out, whatever a repair or the roster made of it since. It is about nobody who was
 * only proposed for it or would have become a worker by it.
 */
export const skipSql = `
  update app.import_rows l set outcome = 'rejected', changed = null, causes = array_append(l.causes, '${SKIPPED}'),
    worker_id = case when l.outcome = 'created' or l.causes @> '{${PROPOSED}}' then null else l.worker_id end
  from app.import_decisions d
  where d.workspace_id = $1 and d.import_id = $2 and d.choice = 'skip' and ${DECIDED}
    and l.outcome in ('held', 'created', 'updated', 'unchanged')`;

/** Applying goes by staging alone where all rows are new people: there, too, a row that was left out is not usable. */
export function keepOutSql(touched: string, stage: string): string {
  return `
    with noted as (
      insert into ${touched} (row_no, was) select s.row_no, s.verdict
      from ${stage} s join app.import_decisions d on d.workspace_id = $1 and d.import_id = $2 and d.row_no = s.row_no
      where d.choice = 'skip' and s.verdict = 'ok' returning row_no)
    update ${stage} t set verdict = 'hold' from noted n where n.row_no = t.row_no`;
}

/** Rows left out that the reader found nothing wrong with: they came without their cells. */
export const leftOutBareSql = `
  select l.row_no from app.import_decisions d join app.import_rows l on ${DECIDED}
  where d.workspace_id = $1 and d.import_id = $2 and d.choice = 'skip' and l.outcome = 'rejected' and l.cells is null
  order by l.row_no`;

/** Counted from the ledger. $3 codes. */
export const forgetCausesSql =
  'delete from app.import_causes where workspace_id = $1 and import_id = $2 and code = any($3)';

/** $3 codes, $4 their severities. */
export const noteCausesSql = `
  insert into app.import_causes (workspace_id, import_id, code, severity, rows, examples)
  select $1, $2, n.code, n.severity, count(*), (array_agg(l.row_no order by l.row_no))[1:5]
  from app.import_rows l cross join lateral unnest(l.causes) as c (code)
  join unnest($3::text[], $4::text[]) as n (code, severity) on n.code = c.code
  where l.workspace_id = $1 and l.import_id = $2 and l.causes && $3::text[]
  group by n.code, n.severity`;

/**
 * A cause that keeps no row back any more is only told; one that does so again says so. $3 codes, $4 the outcome of a row
 * that each of them keeps back, $5 the severity that this is.
 */
export const resettleCausesSql = `
  update app.import_causes c set severity = case when exists (
      select from app.import_rows l where l.workspace_id = $1 and l.import_id = $2 and l.outcome = $4 and l.causes @> array[c.code])
    then $5 else 'warn' end
  where c.workspace_id = $1 and c.import_id = $2 and c.code = any($3)`;

/**
 * Writes a decision for held rows. $3 who, $4 their label, $5 decided beside the stored worker; `rows` is SQL of a table
 * `c` with a choice, `more` a further condition on ledger row `l`, `against` the parameter with the causes that forbid
 * to take a row.
 */
export function decideSql(rows: string, more: string, against: string): string {
  return `
    insert into app.import_decisions as k (workspace_id, import_id, row_no, choice, causes, worker_id, worker_version, decided_by, decided_label, beside)
    select $1, $2, l.row_no, c.choice, l.causes, w.id, w.version, $3, $4, $5
    from ${rows}
    join app.import_rows l on l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'held' ${more}
    left join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
    where c.choice = 'skip' or (c.choice = 'stored' and w.id is not null) or (c.choice = 'file' and not l.causes && ${against}::text[])
    on conflict (workspace_id, import_id, row_no) do update set choice = excluded.choice, causes = excluded.causes,
      worker_id = excluded.worker_id, worker_version = excluded.worker_version, decided_by = excluded.decided_by,
      decided_label = excluded.decided_label, beside = excluded.beside, decided_at = now()`;
}

/**
 * Held rows by question: how many, how many could be taken with one answer, how many have a stored worker. $3 the codes
 * that ask.
 */
export const questionsSql = `
  select q.code, count(*)::int as rows, count(*) filter (where cardinality(a.codes) = 1)::int as alone,
    count(*) filter (where l.known)::int as known
  from (select l.row_no, l.causes, w.id is not null as known from app.import_rows l
      left join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
      where l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'held') l
  cross join lateral (select array(select c from unnest(l.causes) c where c = any($3::text[])) as codes) a
  cross join lateral unnest(a.codes) as q (code)
  group by q.code order by count(*) desc, q.code`;
