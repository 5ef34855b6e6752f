import type { TableRow } from '../../tabular/index.js';
import type { CopyWriter } from './copy-writer.js';

export type Severity = 'reject' | 'hold' | 'warn';

/** One row as its subject sees it. May be one reused object. */
export interface Judged {
  verdict: 'ok' | 'hold' | 'reject';
  causes: readonly string[];
  /** Notes of what was put right silently-but-told, e.g. `nik.separators`. */
  repairs: readonly string[];
  /** NIK of the person, sixteen digits; null when the row does not say who it is. */
  key: string | null;
  /** Canonical text of everything the row says, to tell a repeat from a contradiction. */
  content: string;
}

/** Runs inside the caged reader, which has no keys: what has to be sealed is written plain, for the subject's `RowSealer`. */
export interface RowJudge {
  /** null: the line is not a row (a totals line, a repeated header); `why` for the receipt. */
  judge(row: TableRow): Judged | { passedOver: string };
  /** Writes the subject's staging columns of the row just judged; `usable` false: all of them are none. */
  write(out: CopyWriter, usable: boolean): void;
  /** For the row just judged. */
  severityOf(cause: string): Severity;
  /** Whatever else the subject learnt from all rows; kept sealed beside the file until it is read again. */
  summary?(): string;
}

/** What a judge module exports. */
export type CreateRowJudge = (input: never) => RowJudge;
