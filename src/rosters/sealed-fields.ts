import type { SealedFields, WorkspaceKeys } from '../platform/crypto/workspace-keys.js';

/** Which optional fields a sealed value holds: phone 1, e-mail 2, address 4, mother's name 8. */
export function sealedMask(fields: Omit<SealedFields, 'nik'>): number {
  return (fields.phone ? 1 : 0) | (fields.email ? 2 : 0) | (fields.address ? 4 : 0) | (fields.motherName ? 8 : 0);
}

const EMPTY = Buffer.alloc(0);
const BETWEEN = '\u001f';

/** Equal marks (and masks) mean equal sealed optional fields, without telling what they are. */
export function sealedMark(keys: WorkspaceKeys, fields: Omit<SealedFields, 'nik'>): Buffer {
  if (!fields.phone && !fields.email && !fields.address && !fields.motherName) return EMPTY;
  const parts = [fields.phone, fields.email, fields.address, fields.motherName];
  return keys.contentMark(parts.map((part) => part ?? '').join(BETWEEN));
}

/** What a file says over what is stored: an empty cell is no statement, so the stored value stays. */
export function mergeSealed(stored: SealedFields, said: SealedFields): SealedFields {
  return {
    nik: stored.nik,
    phone: said.phone ?? stored.phone,
    email: said.email ?? stored.email,
    address: said.address ?? stored.address,
    motherName: said.motherName ?? stored.motherName,
  };
}
