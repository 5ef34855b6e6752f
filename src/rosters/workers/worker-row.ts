import type { Sex } from '../../kernel/index.js';
import type { RosterStatus } from '../row/status.rules.js';

export const UNTIL_COLUMNS = {
  jkk: 'jkk_until',
  jkm: 'jkm_until',
  jht: 'jht_until',
  jp: 'jp_until',
  jkp: 'jkp_until',
} as const;

export type ProgrammeKey = keyof typeof UNTIL_COLUMNS;

export const PROGRAMME_KEYS = Object.keys(UNTIL_COLUMNS) as ProgrammeKey[];

/** A worker as stored. Dates are YYYY-MM-DD; `-infinity` in an `until` means never, null unknown. */
export interface WorkerRow {
  id: string;
  version: number;
  nikIndex: Buffer;
  sealed: Buffer;
  name: string;
  nameKey: string;
  birthDate: string;
  sex: Sex;
  region: string;
  sector: string;
  occupation: string | null;
  wage: number | null;
  programmes: number | null;
  startedOn: string | null;
  status: RosterStatus | null;
  kpj: string | null;
  externalId: string | null;
  matchState: 'pending' | 'matched' | 'absent' | 'mismatch';
  jkkUntil: string | null;
  jkmUntil: string | null;
  jhtUntil: string | null;
  jpUntil: string | null;
  jkpUntil: string | null;
  protectedUntil: string | null;
  createdImport: string | null;
  createdRow: number | null;
  touchedImport: string | null;
  touchedRow: number | null;
  leftOn: string | null;
  leftImport: string | null;
  createdAt: Date;
}

/** Dates as text: the driver would make moments of them, and of -infinity a number. */
export const WORKER_COLUMNS = `id, version, nik_index as "nikIndex", sealed, name, name_key as "nameKey",
  birth_date::text as "birthDate", sex, region, sector, occupation, wage::float8 as wage, programmes,
  started_on::text as "startedOn", status, kpj, external_id as "externalId", match_state as "matchState",
  jkk_until::text as "jkkUntil", jkm_until::text as "jkmUntil", jht_until::text as "jhtUntil",
  jp_until::text as "jpUntil", jkp_until::text as "jkpUntil", protected_until::text as "protectedUntil",
  created_import as "createdImport", created_row as "createdRow", touched_import as "touchedImport",
  touched_row as "touchedRow", left_on::text as "leftOn", left_import as "leftImport",
  created_at as "createdAt"`;

export function untilOf(worker: WorkerRow, programme: ProgrammeKey): string | null {
  return worker[`${programme}Until`];
}
