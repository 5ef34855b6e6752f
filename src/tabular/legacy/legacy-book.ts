import { readFile } from 'node:fs/promises';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Book } from '../book.js';
import { limits } from '../limits.js';
import { megabytes } from '../sniff.js';
import { CellKind, type ReadControl, type RecordSink, type SheetFacts } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { isDateFormat, serialToIso } from '../xlsx/dates.rules.js';
import { checkCompoundFile } from './compound-file.js';

/** `.xls` and `.ods`, read whole by a library; small files only. */
export async function openLegacy(path: string, bytes: number, format: 'xls' | 'ods', compound: boolean): Promise<Book> {
  if (bytes > limits.legacyFileBytes) {
    throw new Unreadable('file.too_large', { limit: megabytes(limits.legacyFileBytes) });
  }
  const contents = await readFile(path);
  if (compound) checkCompoundFile(contents);
  // Half a megabyte of code that CSV and XLSX never need.
  const library = await import('@e965/xlsx');
  try {
    const options = { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false } as const;
    return new LegacyBook(format, library.read(contents, options));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw libraryFault(error);
  }
}

function libraryFault(error: unknown): Unreadable {
  const message = error instanceof Error ? error.message : '';
  if (/password|encrypt/i.test(message)) return new Unreadable('file.encrypted', {}, error);
  if (/array length|string length|out of memory/i.test(message)) return new Unreadable('file.memory', {}, error);
  if (/truncated|past end|out of range|Missing (Info|Stream)/i.test(message)) {
    return new Unreadable('file.truncated', {}, error);
  }
  return new Unreadable('file.damaged', {}, error);
}

class LegacyBook implements Book {
  readonly format: 'xls' | 'ods';
  readonly sheets: SheetFacts[];
  readonly uncalculated = 0;
  private readonly book: WorkBook;
  private readonly dateFormats = new Map<string, boolean>();

  constructor(format: 'xls' | 'ods', book: WorkBook) {
    this.format = format;
    this.book = book;
    const facts = book.Workbook?.Sheets ?? [];
    this.sheets = book.SheetNames.map((name, i) => ({
      name,
      hidden: (facts[i]?.Hidden ?? 0) !== 0,
      rows: rowsOf(book.Sheets[name]).length,
    })).filter(({ name }) => isWorksheet(book.Sheets[name]));
    if (this.sheets.length === 0) throw new Unreadable('xlsx.no_sheet');
  }

  async scan(name: string, sink: RecordSink, control: ReadControl = {}): Promise<void> {
    if (!this.sheets.some((sheet) => sheet.name === name)) {
      throw new Unreadable('xlsx.sheet_unknown', { sheet: name.slice(0, 31) });
    }
    const rows = rowsOf(this.book.Sheets[name]);
    const cells: string[] = [];
    let kinds = new Uint8Array(256);
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r] ?? [];
      if (row.length > limits.columns)
        throw new Unreadable('file.too_many_columns', { limit: limits.columns, row: r + 1 });
      if (row.length > kinds.length) kinds = new Uint8Array(row.length * 2);
      for (let c = 0; c < row.length; c++) kinds[c] = this.cell(row[c], cells, c, r);
      if (!sink(cells, kinds, row.length, r + 1)) return;
      if (r % 1_000 === 999) {
        control.onProgress?.(r, rows.length);
        await control.pause?.();
      }
    }
  }

  complete(): boolean {
    return false;
  }

  async close(): Promise<void> {}

  /** Puts the text into `cells` and answers the kind. */
  private cell(cell: CellObject | undefined, cells: string[], column: number, row: number): number {
    cells[column] = '';
    if (cell === undefined || cell.v === undefined || cell.v === null) return CellKind.text;
    const { v } = cell;
    switch (cell.t) {
      case 'n': {
        const day = this.isDate(cell.z) ? serialToIso(Number(v), this.book.Workbook?.WBProps?.date1904 ?? false) : null;
        cells[column] = day ?? String(v);
        return day === null ? CellKind.number : CellKind.date;
      }
      case 'd':
        cells[column] = v instanceof Date ? v.toISOString().slice(0, 10) : String(v).slice(0, 10);
        return CellKind.date;
      case 'b':
        cells[column] = v ? 'TRUE' : 'FALSE';
        return CellKind.boolean;
      case 'e':
        cells[column] = errors[Number(v)] ?? '#ERROR!';
        return CellKind.error;
      default: {
        const text = String(v);
        if (text.length > limits.cellLength)
          throw new Unreadable('file.cell_too_long', { limit: limits.cellLength, row: row + 1 });
        cells[column] = text;
        return CellKind.text;
      }
    }
  }

  private isDate(format: unknown): boolean {
    if (typeof format !== 'string') return false;
    let known = this.dateFormats.get(format);
    if (known === undefined) {
      known = isDateFormat(-1, format);
      this.dateFormats.set(format, known);
    }
    return known;
  }
}

const errors: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

function isWorksheet(sheet: WorkSheet | undefined): boolean {
  return sheet !== undefined && (sheet['!type'] === undefined || sheet['!type'] === 'sheet');
}

function rowsOf(sheet: WorkSheet | undefined): (CellObject[] | undefined)[] {
  return (sheet as { '!data'?: (CellObject[] | undefined)[] } | undefined)?.['!data'] ?? [];
}
