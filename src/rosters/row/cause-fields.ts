import { isRosterField, type RosterField } from './roster-fields.js';

const SEVERAL: Record<string, readonly RosterField[]> = {
  'nik.birth_date_mismatch': ['nik', 'birth_date'],
  'nik.sex_mismatch': ['nik', 'sex'],
  'started_on.before_birth': ['started_on', 'birth_date'],
  'text.too_long': ['address', 'mother_name', 'external_id'],
  'duplicate.in_file': ['nik'],
  'duplicate.conflicting': ['nik'],
  'worker.other_person': ['nik', 'name'],
  'nik.rescue_proposed': ['nik'],
};

/** Fields whose cells a cause is about; none for causes of the whole row. */
export function fieldsOfCause(code: string): readonly RosterField[] {
  const field = code.slice(0, code.indexOf('.'));
  return SEVERAL[code] ?? (isRosterField(field) ? [field] : []);
}
