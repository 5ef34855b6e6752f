import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { severityOf, type CauseCode } from '../row/causes.js';
import type { RowValues } from '../row/judged-row.js';
import { CUT } from './choices.rules.js';

/** What a row with a cut NIK says in the sealed fields; the cell of the NIK as the file has it. */
export interface CutFields {
  nikCell: string;
  phone: string | null;
  email: string | null;
  address: string | null;
  motherName: string | null;
}

/** Whether the row would be usable if its NIK were known: only then is somebody looked for who it may be. */
export function lacksOnlyItsNik(causes: readonly CauseCode[], values: RowValues): boolean {
  if (!causes.includes(CUT) || values.nameKey === '' || values.birthDate === '' || values.sex === '') return false;
  return causes.every((code) => code === CUT || severityOf(code) !== 'reject');
}

/** Until the person is known there is no keyed index to bind to: bound to the file. */
export function cutBound(importId: string): string {
  return `cut:${importId}`;
}

/** How they are written before they are sealed. */
export function textOfCut(said: CutFields): string {
  return JSON.stringify([said.nikCell, said.phone, said.email, said.address, said.motherName]);
}

export function openCut(keys: WorkspaceKeys, importId: string, sealed: Buffer): CutFields {
  const [nikCell, phone, email, address, motherName] = JSON.parse(keys.openText(sealed, cutBound(importId))) as [
    string,
    ...(string | null)[],
  ];
  return {
    nikCell,
    phone: phone ?? null,
    email: email ?? null,
    address: address ?? null,
    motherName: motherName ?? null,
  };
}
