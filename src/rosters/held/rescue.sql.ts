import { MARK_COLUMNS } from '../sealed-fields.js';
import { CUT, PROPOSED } from './choices.rules.js';

/** What a cut row gets from the person that it is proposed for. */
const OF_PERSON = ['worker_id', 'nik_index', 'nik_tail', 'match_index', ...MARK_COLUMNS];

/** Rows that a look at the roster or a decision changed in staging, with what stood there before: the next plan starts from that. */
export const TOUCHED_COLUMNS =
  'row_no integer, was text, was_sealed bytea, worker_id uuid, nik_index bytea, nik_tail integer, match_index bytea, sealed bytea, ' +
  MARK_COLUMNS.map((mark) => `${mark} bigint`).join(', ');

/** Rows that lack only their NIK, the first in the file. $1 how many. */
export function cutRowsSql(stage: string): string {
  return `select row_no as "rowNo", birth_date::text as "birthDate", name_key as "nameKey", sealed
    from ${stage} where verdict = 'reject' and nik_index is null and name_key is not null and causes @> '{${CUT}}'
    order by row_no limit $1`;
}

/**
 * Everybody on the roster who was born on one of the days. $1 workspace, $2 days, $3 how many of a day at most: one more
 * comes when there are more, and then that day says nothing.
 */
export const bornOnSql = `
  select w.id, w.birth_date::text as "birthDate", w.name_key as "nameKey"
  from unnest($2::date[]) as d (day)
  cross join lateral (select id, birth_date, name_key from app.workers w where w.workspace_id = $1 and w.birth_date = d.day limit $3 + 1) w`;

/** $1 workspace, $2 ids. */
export const sealedOfSql =
  'select id, nik_index, sealed from app.workers where workspace_id = $1 and id = any($2::uuid[])';

/** Somebody whom another row of the file names too, or whom two cut rows would stand for, is proposed for none. */
export function dropDoubtfulSql(touched: string, stage: string): string {
  return `delete from ${touched} t where t.nik_index is not null and (
    exists (select from ${stage} s where s.nik_index = t.nik_index)
    or t.worker_id in (select worker_id from ${touched} group by worker_id having count(*) > 1))`;
}

/** The rows become held ones that name their person; what is sealed is bound to the stored NIK. */
export function proposeSql(touched: string, stage: string): string {
  return `update ${stage} s set verdict = 'hold', causes = array_append(s.causes, '${PROPOSED}'), sealed = t.sealed,
      ${OF_PERSON.map((column) => `${column} = t.${column}`).join(', ')}
    from ${touched} t where t.row_no = s.row_no and t.nik_index is not null`;
}

/** Staging as it was read. */
export function restoreSql(touched: string, stage: string): string {
  const before = (column: string, value: string) =>
    `${column} = case when t.nik_index is null then s.${column} else ${value} end`;
  return `update ${stage} s set verdict = t.was, ${[
    before('causes', `array_remove(s.causes, '${PROPOSED}')`),
    before('sealed', 't.was_sealed'),
    ...OF_PERSON.map((column) => before(column, 'null')),
  ].join(', ')}
    from ${touched} t where t.row_no = s.row_no`;
}
