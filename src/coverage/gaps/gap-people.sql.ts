import { Period } from '../../kernel/index.js';
import type { GapFilter, GapStatus } from './gap-filter.rules.js';

/** One person on the gap list as the database gives it: the NIK still sealed. */
export interface GapRow {
  id: string;
  nikIndex: Buffer;
  sealed: Buffer;
  name: string;
  birthDate: string;
  sex: 'L' | 'P';
  region: string;
  sector: string;
  occupation: string | null;
  /** YYYY-MM-DD, `-infinity`, or null. */
  protectedUntil: string | null;
}

export interface GapStatement {
  text: string;
  values: unknown[];
}

const CONDITIONS: Record<GapStatus, string> = {
  lapsed: `(protected_until > '-infinity' and protected_until < $2::date)`,
  never: `protected_until = '-infinity'`,
  unknown: 'protected_until is null',
  expiring: '(protected_until >= $2::date and protected_until <= $3::date)',
};

const COLUMNS = `id, nik_index as "nikIndex", sealed, name, birth_date::text as "birthDate", sex, region, sector, occupation,
  protected_until::text as "protectedUntil"`;

/** Everybody on the list, by district, sector and name: the order in which the index on places gives districts. */
export function gapPeopleSql(workspaceId: string, filter: GapFilter, day: string): GapStatement {
  const { where, values } = gapConditions(workspaceId, filter, day);
  return {
    text: `select ${COLUMNS} from reporting.workers where ${where} order by region, sector, name_key, id`,
    values,
  };
}

/** The condition alone, with its parameters from $1. */
export function gapConditions(workspaceId: string, filter: GapFilter, day: string) {
  const values: unknown[] = [workspaceId, day, Period.containing(day).lastDay()];
  const statuses = filter.statuses.map((status) => CONDITIONS[status]).join(' or ');
  // Naming the day and the month's end in every statement lets all combinations share the same parameters.
  let where = `workspace_id = $1 and $2::date <= $3::date and (${statuses})`;
  for (const column of ['region', 'sector'] as const) {
    const code = filter[column];
    if (code === null) continue;
    values.push(code);
    where += ` and ${column} = $${values.length}`;
  }
  return { where, values };
}
