import type { SealedFields, WorkspaceKeys } from '../platform/crypto/workspace-keys.js';
import type { WorkerField } from './worker-fields.js';

interface MarkedField {
  field: WorkerField;
  key: 'phone' | 'email' | 'address' | 'motherName';
  /**
   * Column that tells, without opening anything, whether the field changed; null: the person has none; 0: stored before there
   * were marks, so that opening has to tell.
   */
  mark: string;
}

/** What is sealed beside the NIK, in the order in which the reader writes it. The place is the field's number in its mark. */
export const MARKED_FIELDS: readonly MarkedField[] = [
  { field: 'phone', key: 'phone', mark: 'phone_mark' },
  { field: 'email', key: 'email', mark: 'email_mark' },
  { field: 'address', key: 'address', mark: 'address_mark' },
  { field: 'mother_name', key: 'motherName', mark: 'mother_mark' },
];

export const MARK_COLUMNS: readonly string[] = MARKED_FIELDS.map(({ mark }) => mark);

/** Marks of one person by column. Equal marks mean equal fields. */
export function marksOf(keys: WorkspaceKeys, fields: SealedFields, nikIndex: Buffer): Record<string, bigint | null> {
  return Object.fromEntries(
    MARKED_FIELDS.map(({ key, mark }, i) => {
      const text = fields[key];
      return [mark, text ? keys.marks.of(nikIndex, i, text).readBigInt64BE() : null];
    }),
  );
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
