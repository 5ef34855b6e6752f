import { maskNik } from '../../kernel/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import type { ChangedRow } from './change-people.query.js';

/** A changed person as it may be shown. */
export interface ChangedPerson extends Omit<ChangedRow, 'nikIndex' | 'sealed'> {
  maskedNik: string;
}

export function changedPerson({ nikIndex, sealed, ...row }: ChangedRow, keys: WorkspaceKeys): ChangedPerson {
  return { ...row, maskedNik: maskNik(keys.openFields(sealed, nikIndex).nik) };
}
