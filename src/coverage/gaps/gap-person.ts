import { maskNik } from '../../kernel/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { gapStatusOn, type GapStatus } from './gap-filter.rules.js';
import type { GapRow } from './gap-people.sql.js';

/** One line of the gap list as it may be shown. */
export interface GapPerson {
  id: string;
  name: string;
  maskedNik: string;
  birthDate: string;
  sex: 'L' | 'P';
  region: string;
  sector: string;
  occupation: string | null;
  status: GapStatus;
  /** Last protected day, where there was one. */
  protectedUntil: string | null;
}

/** @param day YYYY-MM-DD of the list */
export function gapPerson({ nikIndex, sealed, ...row }: GapRow, keys: WorkspaceKeys, day: string): GapPerson {
  const status = gapStatusOn(day, row.protectedUntil);
  if (!status) throw new Error('gap list: somebody on it is protected beyond the month');
  return {
    ...row,
    maskedNik: maskNik(keys.openFields(sealed, nikIndex).nik),
    status,
    protectedUntil: row.protectedUntil === '-infinity' ? null : row.protectedUntil,
  };
}
