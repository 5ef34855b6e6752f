import type { Import, LedgerRow } from '../../imports/index.js';
import { fieldsOf } from '../worker-fields.js';
import { workerOf } from './row-lines.js';

/** One row as the API shows it: codes, numbers and ids, no cell of the file. */
export function rowAnswer(file: Import, row: LedgerRow) {
  return {
    row: row.row,
    outcome: row.outcome,
    causes: row.causes,
    workerId: workerOf(file, row),
    /** Row of the same person that came first. */
    otherRow: row.otherRow,
    changedFields: file.kind === 'roster' && row.changed ? fieldsOf(row.changed) : [],
  };
}
