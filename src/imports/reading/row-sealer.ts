import type { CopiedRows } from './copied-rows.js';
import type { CopyWriter } from './copy-writer.js';

/** Turns rows as the reader judged them into rows as they are stored. Works outside the cage, where the keys are. */
export interface RowSealer {
  /** The rows that come next: keyed indexes of many rows are made in one go. */
  begin(rows: CopiedRows): void;
  /** The original cells of a row that a person has to look at. */
  cells(plain: Buffer): Buffer;
  /** Writes the subject's own columns of one row. */
  row(rows: CopiedRows, row: number, out: CopyWriter): void;
  /** What the judge learnt from all rows. */
  summary?(plain: string): Buffer;
}
