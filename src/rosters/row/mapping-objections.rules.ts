import { programmeOfHeader } from './programmes.rules.js';
import { REQUIRED_FIELDS, ROSTER_FIELDS, type RosterField } from './roster-fields.js';

export interface MappingObjection {
  code: 'twice' | 'missing';
  field: RosterField;
  columns: number[];
  blocking: true;
}

/**
 * Why a mapping can't be worked with: the same rules as `placeColumns`, said beforehand. Several columns may hold
 * programmes when each is the yes/no column of one of them; a column with a list stands alone.
 */
export function mappingObjections(mapping: readonly (string | null)[], headers: readonly string[]): MappingObjection[] {
  const columnsOf = (field: RosterField) => {
    const all = mapping.flatMap((meant, column) => (meant === field ? [column] : []));
    return field === 'programmes' ? all.filter((column) => programmeOfHeader(headers[column] ?? '') === 0) : all;
  };
  const twice = ROSTER_FIELDS.map((field) => ({ code: 'twice' as const, field, columns: columnsOf(field) }));
  const missing = REQUIRED_FIELDS.filter((field) => !mapping.includes(field));
  return [
    ...twice.filter(({ columns }) => columns.length > 1),
    ...missing.map((field) => ({ code: 'missing' as const, field, columns: [] })),
  ].map((objection) => ({ ...objection, blocking: true }));
}
