import { lookupKey } from './lookup-key.js';
import { flagReader, programmeOfHeader } from './programmes.rules.js';
import type { CellMemo } from './cell-memo.js';
import { REQUIRED_FIELDS, ROSTER_FIELDS, type RosterField } from './roster-fields.js';

/** A yes/no column for one programme, as payroll exports have them. */
export interface ProgrammeFlag {
  column: number;
  reader: CellMemo<number | null>;
}

/** Where each field stands in a row. */
export interface Columns {
  /** Column by field; -1 for a field the file does not have. */
  of: Record<RosterField, number>;
  flags: ProgrammeFlag[];
  headerKeys: string[];
  /** A shorter line lacks something that every row needs. */
  lastRequired: number;
}

/**
 * @throws RangeError when a required field has no column or a field other than programmes has two
 */
export function placeColumns(mapping: readonly (RosterField | null)[], headers: readonly string[]): Columns {
  const of = Object.fromEntries(ROSTER_FIELDS.map((field) => [field, -1])) as Record<RosterField, number>;
  const flags: ProgrammeFlag[] = [];
  mapping.forEach((field, column) => {
    if (!field) return;
    const bit = field === 'programmes' ? programmeOfHeader(headers[column] ?? '') : 0;
    if (bit !== 0) {
      flags.push({ column, reader: flagReader(bit) });
    } else {
      if (of[field] !== -1) throw new RangeError(`mapping: ${field} has two columns`);
      of[field] = column;
    }
  });
  const missing = REQUIRED_FIELDS.find((field) => of[field] === -1);
  if (missing) throw new RangeError(`mapping: no column for ${missing}`);
  return {
    of,
    flags,
    headerKeys: headers.map(lookupKey),
    lastRequired: Math.max(...REQUIRED_FIELDS.map((field) => of[field])),
  };
}
