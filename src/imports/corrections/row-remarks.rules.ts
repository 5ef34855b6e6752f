import type { LedgerRow } from '../rows/import-rows.js';
import type { ImportSubject } from '../subject.js';

/** What is to be said about one row of a corrections workbook. */
export interface RowRemark {
  cells: string[];
  /** Reason by column, for cells that a cause is about. */
  wrong: Map<number, string>;
  /** A person may let the row pass as it is. */
  acceptable: boolean;
  sentence: string;
}

/** Excel keeps fifteen digits, so the last one of a number of sixteen is made up: it must not come back as if it were known. */
const LOST_DIGIT = 'nik.truncated_by_excel';

/** @param say what is wrong and how to repair it, by cause */
export function describeRow(
  row: Pick<LedgerRow, 'causes' | 'outcome'>,
  cells: readonly string[],
  mapping: readonly (string | null)[],
  subject: Pick<ImportSubject, 'fieldsOf' | 'mayAccept'>,
  say: (cause: string) => string,
): RowRemark {
  const wrong = new Map<number, string>();
  for (const cause of row.causes) {
    for (const column of columnsOf(cause, mapping, subject)) {
      wrong.set(column, [wrong.get(column), say(cause)].filter(Boolean).join('\n'));
    }
  }
  return {
    cells: cells.map((cell, column) => (isLost(row.causes, mapping[column]) ? withoutLastDigit(cell) : cell)),
    wrong,
    acceptable: row.outcome === 'held' && (subject.mayAccept?.(row.causes) ?? false),
    sentence: row.causes.map((cause) => say(cause)).join(' '),
  };
}

export function columnsOf(
  cause: string,
  mapping: readonly (string | null)[],
  subject: Pick<ImportSubject, 'fieldsOf'>,
): number[] {
  const fields: readonly (string | null)[] = subject.fieldsOf?.(cause) ?? [cause.slice(0, cause.indexOf('.'))];
  return mapping.flatMap((field, column) => (field !== null && fields.includes(field) ? [column] : []));
}

function isLost(causes: readonly string[], field: string | null | undefined): boolean {
  return field === 'nik' && causes.includes(LOST_DIGIT);
}

function withoutLastDigit(cell: string): string {
  return /^\d{16,}$/.test(cell) ? `${cell.slice(0, 15)}?` : cell;
}
