import type { UnreadableParams } from './unreadable.js';

export type TableFormat = 'csv' | 'xlsx' | 'xls' | 'ods';
export type Delimiter = ',' | ';' | '\t' | '|';
export type Quote = '"' | "'" | '';

/** Everything that is needed to read a file again in exactly the same way. A person may correct each part. */
export interface TableChoice {
  /** Workbooks only: the sheet's name. */
  sheet?: string;
  /** CSV only: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or another name that iconv-lite knows. */
  encoding?: string;
  delimiter?: Delimiter;
  quote?: Quote;
  /** CSV only: blanks between a delimiter and an opening quote are not part of the cell (`a, "b, c"`). */
  padded?: boolean;
  /** Physical record index, from 0, of the header's last row; -1 when there is no header. Data begins right after it. */
  headerRow: number;
  /** Rows the header spans, counted upwards from `headerRow`; 0 when there is none. */
  headerRows: number;
}

export interface SheetFacts {
  name: string;
  hidden: boolean;
  /** From the sheet's own statement or its size: good for choosing, not for counting. null: unknown. */
  rows: number | null;
}

/** What must be asked instead of guessed. `proposed` is what `choice` already holds. */
export interface Question {
  about: 'sheet' | 'header' | 'encoding' | 'delimiter';
  proposed: string;
  options: string[];
  params?: UnreadableParams;
}

export interface Inspection {
  format: TableFormat;
  sheets: SheetFacts[];
  choice: TableChoice;
  headers: string[];
  /** The first data rows. `row` counts data rows from 1. Long cells are cut at `limits.sampleCellLength`. */
  sample: { row: number; cells: string[] }[];
  /** What stands above the header, one text per title row. */
  titles: string[];
  questions: Question[];
  bytes: number;
}

export interface InspectOptions {
  /** Says whether a header text is one of the caller's fields; the row with the most of them is the header. */
  knownHeaders?: (text: string) => boolean;
  /** Parts already decided by a person; they are kept and the rest follows from them. */
  choice?: Partial<TableChoice>;
}

/** Values of `TableRow.kinds`. */
export const CellKind = { text: 0, number: 1, date: 2, boolean: 3, error: 4, formulaText: 5 } as const;

/**
 * One data row. The object and its arrays are REUSED for the next row: copy what must stay. CSV cells are slices of
 * the read buffer: holding a few of them holds 64 kB each.
 */
export interface TableRow {
  /** Data row, from 1; blank rows don't count. */
  number: number;
  /** Record of the file (CSV) or row of the sheet, from 1. */
  physical: number;
  /** At least `headerCount` long, '' where the row is shorter. */
  cells: string[];
  /** One of `CellKind` per cell; null: all are text (CSV). */
  kinds: Uint8Array | null;
  /** Columns the row really has, trailing blank cells beyond the header not counted. Sheets: never below `headerCount`. */
  width: number;
}

export interface ReadOptions {
  /** Columns of the header, `Inspection.headers.length`. */
  headerCount: number;
}

export interface ReadControl {
  /** Asked after each chunk; a promise is awaited before the next one. */
  pause?: () => Promise<void> | undefined;
  /** Bytes of the file (workbooks: packed bytes of the sheet) done so far. */
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

export interface ReadStats {
  rows: number;
  /** Rows without any text, above the header and below it. */
  blank: number;
  /** Rows with text above the header. */
  titleRows: number;
  /** 1 when the file ends in a totals row, which is passed over. */
  totals: number;
  /** Formula cells that the writing program never calculated: they arrive as ''. */
  uncalculated: number;
  bytes: number;
}

/**
 * Takes one raw record from a format. `cells` and `kinds` are reused by the giver. Answer false to stop reading.
 */
export type RecordSink = (cells: string[], kinds: Uint8Array | null, width: number, physical: number) => boolean;
