import type { ReadControl, RecordSink, SheetFacts, TableFormat } from './table.js';

/** An opened workbook of any format. */
export interface Book {
  format: Exclude<TableFormat, 'csv'>;
  sheets: SheetFacts[];
  /** Formula cells without a stored value met so far. */
  uncalculated: number;
  /** Gives the sheet's rows in file order. @throws Unreadable xlsx.sheet_unknown and everything about its contents */
  scan(sheet: string, sink: RecordSink, control?: ReadControl): Promise<void>;
  /** For a book opened for a preview: from now on with all of its texts. False when it had them already. */
  complete(): boolean;
  close(): Promise<void>;
}
