import type { TableRow } from '../../tabular/index.js';
import { CopyWriter } from './copy-writer.js';
import type { RowJudge } from './judged.js';
import { contentHash, RepeatTable } from './repeat-table.js';
import { TallyKeeper } from './tally.js';

/** Columns that every staging table starts with, before the subject's own. */
export const COMMON_COLUMNS = 'row_no integer, verdict text, other_row integer, causes text[], cells bytea';
export const COMMON = 5;

const DUPLICATE = 'duplicate.in_file';
const CONFLICTING = 'duplicate.conflicting';

/**
 * Turns rows into staging rows: judges each, finds repeats of a person in the file (the first one in the file wins;
 * a later one that says something else is held), and adds up what happened.
 */
export class RowStager {
  readonly out = new CopyWriter();
  readonly tally = new TallyKeeper();
  private readonly repeats = new RepeatTable();
  /** Rows passed over by the judge shift the numbers of those after them. */
  private rowNo = 0;

  private readonly judge: RowJudge;
  private readonly columns: number;

  constructor(judge: RowJudge, columns: number) {
    this.judge = judge;
    this.columns = columns;
  }

  add(row: TableRow): void {
    const judged = this.judge.judge(row);
    if ('passedOver' in judged) return this.tally.passOver(judged.passedOver);
    const rowNo = ++this.rowNo;
    this.tally.rows = rowNo;
    let verdict: string = judged.verdict;
    let otherRow: number | null = null;
    let causes = judged.causes;
    if (judged.key && verdict !== 'reject') {
      const earlier = this.repeats.enter(judged.key, rowNo, contentHash(judged.content));
      if (earlier) {
        otherRow = earlier.row;
        verdict = earlier.same ? 'duplicate' : 'hold';
        causes = [...causes, earlier.same ? DUPLICATE : CONFLICTING];
      }
    }
    this.tally.verdicts[verdict as 'ok' | 'duplicate' | 'hold' | 'reject']++;
    for (let i = 0; i < judged.repairs.length; i++) this.tally.repair(judged.repairs[i] ?? '');
    for (let i = 0; i < causes.length; i++) this.count(causes[i] ?? '', rowNo);
    this.write(row, rowNo, verdict, otherRow, causes, judged.key !== null);
  }

  private count(cause: string, rowNo: number): void {
    const severity = cause === DUPLICATE ? 'warn' : cause === CONFLICTING ? 'hold' : this.judge.severityOf(cause);
    this.tally.cause(cause, severity, rowNo);
  }

  private write(
    row: TableRow,
    rowNo: number,
    verdict: string,
    otherRow: number | null,
    causes: readonly string[],
    usable: boolean,
  ): void {
    const { out } = this;
    out.row(COMMON + this.columns);
    out.integer(rowNo);
    out.text(verdict);
    if (otherRow === null) out.none();
    else out.integer(otherRow);
    out.texts(causes);
    out.text(verdict === 'ok' ? null : JSON.stringify(row.cells.slice(0, row.width)));
    this.judge.write(out, usable);
  }
}
