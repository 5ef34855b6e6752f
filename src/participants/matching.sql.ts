import { COVERAGE_COLUMNS, NEVER, protectedByAllSql } from '../programmes/index.js';

/** Columns of the table that `matchStaged` reads; made with `staging.open`. One row a worker. */
export const MATCH_STAGE_COLUMNS = 'worker_id uuid, match_index bytea, birth_date date, name_key text';

/**
 * Columns of the table that matching fills: one row a worker that was looked for.
 * state `matched`: dates of the participant · `absent`: all -infinity · `mismatch`: all null, with a reason that is
 * for the agency only. protected_until: by JKK and JKM.
 */
export const MATCH_RESULT_COLUMNS =
  'worker_id uuid, state text, participant_id uuid, reason text, ' +
  `${COVERAGE_COLUMNS.map((column) => `${column} date`).join(', ')}, protected_until date`;

const RESULT = ['worker_id', 'state', 'participant_id', 'reason', ...COVERAGE_COLUMNS, 'protected_until'].join(', ');

/** Staging names and temporary tables only: the name becomes SQL. @throws TypeError */
export function checkedTable(name: string): string {
  if (!/^(staging\.[a-z]_[0-9a-f]{32}|pg_temp\.[a-z_]{1,60})$/.test(name)) throw new TypeError('not a staging table');
  return name;
}

/** SQL of the people in a staging table: all of its rows, or only those of a file's rows that can be used. */
export function stagedPeople(stageTable: string, usableOnly = false): string {
  const table = checkedTable(stageTable);
  return usableOnly
    ? `(select worker_id, match_index, birth_date, name_key from ${table} where verdict = 'ok')`
    : table;
}

const SAME = 'p.birth_date = s.birth_date and p.name_key = s.name_key collate "C"';

/** Verdict by equal names; who differs only in the name is looked at again. `source` gives rows named s beside rows named p. */
function insertMatches(resultTable: string, source: string): string {
  const dates = COVERAGE_COLUMNS.map(
    (column) => `case when p.id is null then '${NEVER}'::date when ${SAME} then p.${column} end`,
  );
  const headline = protectedByAllSql(['p.jkk_until', 'p.jkm_until']);
  return `insert into ${checkedTable(resultTable)} (${RESULT})
    select s.worker_id, case when p.id is null then 'absent' when ${SAME} then 'matched' else 'mismatch' end, p.id,
      case when p.birth_date <> s.birth_date then 'birth_date' when p.name_key <> s.name_key collate "C" then 'name' end,
      ${dates.join(', ')}, case when p.id is null then '${NEVER}'::date when ${SAME} then ${headline} end
    from ${source}`;
}

/** @param people of `stagedPeople` @param foundOnly no rows for those whom the registry does not hold */
export function matchStagedSql(people: string, resultTable: string, foundOnly: boolean): string {
  const join = foundOnly ? 'join' : 'left join';
  return insertMatches(resultTable, `${people} s ${join} registry.participants p on p.match_index = s.match_index`);
}

/** Workers whose participant changed after an extract ($2). $1: workspace. */
export function rematchChangedSql(resultTable: string): string {
  return insertMatches(
    resultTable,
    `registry.worker_keys s join registry.participants p on p.match_index = s.match_index
     where s.workspace_id = $1 and p.extract_version > $2`,
  );
}

/** All workers of a workspace ($1), also those whom the registry does not hold. */
export function rematchAllSql(resultTable: string): string {
  return insertMatches(
    resultTable,
    `registry.worker_keys s left join registry.participants p on p.match_index = s.match_index
     where s.workspace_id = $1`,
  );
}

/** Some workers ($2) of a workspace ($1): those whose keys changed. */
export function rematchWorkersSql(resultTable: string): string {
  return insertMatches(
    resultTable,
    `registry.worker_keys s left join registry.participants p on p.match_index = s.match_index
     where s.workspace_id = $1 and s.worker_id = any($2::uuid[])`,
  );
}

/** Both spellings of those whose birth date agrees and whose names are not equal. `keys` has the columns of the stage. */
export function unequalNamesSql(resultTable: string, keys: string): string {
  return `select s.worker_id, s.match_index, s.name_key as ours, p.name_key as theirs
    from ${checkedTable(resultTable)} r join ${keys} s on s.worker_id = r.worker_id
    join registry.participants p on p.match_index = s.match_index
    where r.reason = 'name'`;
}

/** Those in pg_temp.agreed after all are the same people. */
export function acceptAgreedSql(resultTable: string): string {
  const dates = COVERAGE_COLUMNS.map((column) => `${column} = p.${column}`).join(', ');
  return `update ${checkedTable(resultTable)} r set state = 'matched', reason = null, ${dates},
      protected_until = ${protectedByAllSql(['p.jkk_until', 'p.jkm_until'])}
    from pg_temp.agreed a join registry.participants p on p.match_index = a.match_index
    where r.worker_id = a.worker_id`;
}
