import { COVERAGE_COLUMNS, protectedByAllSql } from '../../programmes/index.js';
import { checkedTable } from '../matching.sql.js';
import { extractBit, type ExtractField } from './extract-fields.js';

/** What a row says of each field, or null where it says nothing: then what is known stays. */
const SAID: readonly (readonly [field: ExtractField, column: string])[] = [
  ['name', 'name_key'],
  ['birth_date', 'birth_date'],
  ['segment', 'segment'],
  ['kpj', 'kpj'],
  ...COVERAGE_COLUMNS.map((column) => [column as ExtractField, column] as const),
];

const COLUMNS = SAID.map(([, column]) => column);

/** Text that came from staging has the database's collation, the registry compares bytes. */
function said(column: string): string {
  return column === 'name_key' ? 's.name_key collate "C"' : `s.${column}`;
}

const CHANGED = SAID.map(
  ([field, column]) =>
    `case when ${said(column)} is distinct from p.${column} and s.${column} is not null then ${extractBit(field)} else 0 end`,
).join(' + ');

/** Outcome of every staged row. $1 workspace, $2 import. */
export function extractLedgerSql(stage: string): string {
  return `insert into app.import_rows (workspace_id, import_id, row_no, outcome, changed, other_row, causes, cells)
    select $1, $2, row_no,
      case verdict when 'reject' then 'rejected' when 'hold' then 'held' when 'duplicate' then 'duplicate' else
        case when is_new then 'created' when changed = 0 then 'unchanged' else 'updated' end end,
      case when verdict = 'ok' and not is_new and changed > 0 then changed end, other_row, causes, cells
    from (select s.row_no, s.verdict, s.other_row, s.causes, s.cells, p.id is null as is_new, ${CHANGED} as changed
      from ${checkedTable(stage)} s
      left join registry.participants p on s.verdict = 'ok' and p.match_index = s.match_index) r`;
}

export const changedFieldsSql = `select changed, count(*) as n from app.import_rows
  where workspace_id = $1 and import_id = $2 and outcome = 'updated' group by changed`;

/** People whom the registry does not hold yet. $1 version of the extract. In the order of the unique index. */
export function createParticipantsSql(stage: string): string {
  const values = COLUMNS.map((column) => {
    if (COVERAGE_COLUMNS.includes(column)) return `coalesce(s.${column}, '-infinity')`;
    return column === 'kpj' ? `coalesce(s.kpj, '{}')` : `s.${column}`;
  });
  return `insert into registry.participants (extract_version, match_index, sealed, ${COLUMNS.join(', ')})
    select $1, s.match_index, s.sealed, ${values.join(', ')} from ${checkedTable(stage)} s
    where s.verdict = 'ok' order by s.match_index
    on conflict (match_index) do nothing`;
}

/** People of whom the file says something else than what is known. $1 version of the extract. */
export function updateParticipantsSql(stage: string): string {
  const sets = COLUMNS.map((column) => `${column} = coalesce(${said(column)}, p.${column})`);
  return `update registry.participants p set ${sets.join(', ')}, sealed = s.sealed, extract_version = $1, updated_at = now()
    from ${checkedTable(stage)} s
    where s.verdict = 'ok' and p.match_index = s.match_index and ${CHANGED} > 0`;
}

export const forgetTotalsSql = 'delete from registry.participant_totals';
export const countTotalsSql = `insert into registry.participant_totals (segment, protected_until, participants)
  select coalesce(segment, ''), ${protectedByAllSql(['jkk_until', 'jkm_until'])}, count(*)
  from registry.participants group by 1, 2`;
