import type { SealedFields, WorkspaceKeys } from '../platform/crypto/workspace-keys.js';

/** Which optional fields a sealed value holds: phone 1, e-mail 2, address 4, mother's name 8. */
export function sealedMask(fields: Omit<SealedFields, 'nik'>): number {
  return (fields.phone ? 1 : 0) | (fields.email ? 2 : 0) | (fields.address ? 4 : 0) | (fields.motherName ? 8 : 0);
}

const EMPTY = Buffer.alloc(0);
const BETWEEN = '\u001f';

/** Equal marks (and masks) mean equal sealed optional fields, without telling what they are. */
export function sealedMark(keys: WorkspaceKeys, fields: Omit<SealedFields, 'nik'>): Buffer {
  return markOf(keys, markedText(fields));
}

/** @param text of `markedText` */
export function markOf(keys: WorkspaceKeys, text: string | Buffer): Buffer {
  return text.length === 0 ? EMPTY : keys.contentMark(text);
}

/** What is marked: '' when there is nothing. */
export function markedText(fields: Omit<SealedFields, 'nik'>): string {
  if (!fields.phone && !fields.email && !fields.address && !fields.motherName) return '';
  const parts = [fields.phone, fields.email, fields.address, fields.motherName];
  return parts.map((part) => part ?? '').join(BETWEEN);
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
