import type { ReadStats, TableChoice, TableRow } from './table.js';
import { Unreadable } from './unreadable.js';

export interface FeedOptions {
  choice: Pick<TableChoice, 'headerRow' | 'headerRows'>;
  headerCount: number;
  /** Sheets leave out trailing empty cells, so a short row is not a wrong row. */
  sheet: boolean;
  maxRows: number;
}

const totalsWord = /^(?:grand\s*)?(?:sub\s*)?(?:total|jumlah)\b/i;

/**
 * Turns raw records into data rows: skips titles and header, counts blank rows, pads short rows, numbers the rest.
 * A last row that says "Jumlah" or "Total" is held back and, when nothing follows it, not delivered.
 */
export class RowFeed {
  readonly stats: Omit<ReadStats, 'bytes' | 'uncalculated'> = { rows: 0, blank: 0, titleRows: 0, totals: 0 };
  private readonly options: FeedOptions;
  private readonly onRow: (row: TableRow) => boolean | void;
  private readonly row: TableRow = { number: 0, physical: 0, cells: [], kinds: null, width: 0 };
  private held: TableRow | null = null;

  constructor(options: FeedOptions, onRow: (row: TableRow) => boolean | void) {
    this.options = options;
    this.onRow = onRow;
  }

  /** A RecordSink. */
  take = (cells: string[], kinds: Uint8Array | null, width: number, physical: number): boolean => {
    const { choice, headerCount, sheet } = this.options;
    const first = firstFilled(cells, width);
    if (physical - 1 <= choice.headerRow) {
      if (first < 0) this.stats.blank++;
      else if (physical - 1 <= choice.headerRow - choice.headerRows) this.stats.titleRows++;
      return true;
    }
    if (first < 0) {
      this.stats.blank++;
      return true;
    }
    let real = width;
    while (real > headerCount && isBlank(cells[real - 1] as string)) real--;
    for (let i = width; i < headerCount; i++) cells[i] = '';
    if (sheet && real < headerCount) real = headerCount;
    if (this.held !== null && !this.deliver(this.held)) return false;
    this.held = null;
    const { row } = this;
    row.physical = physical;
    row.cells = cells;
    row.kinds = kinds;
    row.width = real;
    if (this.isTotals(cells, first, real)) {
      this.held = { ...row, cells: cells.slice(0, Math.max(real, headerCount)), kinds: kinds && kinds.slice() };
      return true;
    }
    return this.deliver(row);
  };

  finish(): void {
    if (this.held !== null) this.stats.totals = 1;
    this.held = null;
  }

  private deliver(row: TableRow): boolean {
    if (++this.stats.rows > this.options.maxRows) {
      throw new Unreadable('file.too_many_rows', { limit: this.options.maxRows });
    }
    row.number = this.stats.rows;
    return this.onRow(row) !== false;
  }

  private isTotals(cells: string[], first: number, width: number): boolean {
    const text = cells[first] as string;
    // Nearly every row ends here: 32 folds the case of ASCII letters.
    const letter = text.trimStart().charCodeAt(0) | 32;
    if (letter !== 116 && letter !== 106 && letter !== 103 && letter !== 115) return false;
    if (!totalsWord.test(text.trim())) return false;
    let filled = 0;
    for (let i = 0; i < width; i++) if (!isBlank(cells[i] as string)) filled++;
    return this.options.headerCount >= 3 && filled < this.options.headerCount * 0.7;
  }
}

function firstFilled(cells: string[], width: number): number {
  for (let i = 0; i < width; i++) if (!isBlank(cells[i] as string)) return i;
  return -1;
}

function isBlank(cell: string): boolean {
  return cell === '' || (cell.charCodeAt(0) <= 32 || cell.charCodeAt(0) === 0xa0 ? cell.trim() === '' : false);
}
