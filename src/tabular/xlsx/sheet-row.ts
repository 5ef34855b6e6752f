import { limits } from '../limits.js';
import { CellKind, type RecordSink } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { serialToIso } from './dates.rules.js';
import type { StringStore } from './string-store.js';
import { plainText } from './text.rules.js';

/** What a sheet's cells refer to. */
export interface SheetContext {
  strings: StringStore | null;
  /** By cell format index: 1 where the number is a date. */
  dateStyles: Uint8Array;
  date1904: boolean;
}

/** Values of the cell attribute `t`. */
export const CellType = { number: 0, shared: 1, boolean: 2, error: 3, string: 4, inline: 5, date: 6 } as const;

export function cellType(name: string | undefined): number {
  switch (name) {
    case 's':
      return CellType.shared;
    case 'b':
      return CellType.boolean;
    case 'e':
      return CellType.error;
    case 'str':
      return CellType.string;
    case 'inlineStr':
      return CellType.inline;
    case 'd':
      return CellType.date;
    default:
      return CellType.number;
  }
}

/** Collects the cells of one sheet row after the other and gives them to the sink. */
export class SheetRow {
  uncalculated = 0;
  stopped = false;
  private readonly context: SheetContext;
  private readonly sink: RecordSink;
  private readonly cells: string[] = [];
  private kinds = new Uint8Array(256);
  private width = 0;
  private physical = 0;
  private previous = 0;
  private pending = 0;
  private readonly days = new Map<string, string | null>();

  constructor(context: SheetContext, sink: RecordSink) {
    this.context = context;
    this.sink = sink;
  }

  /** `number` is the row's `r`, 0 when it says none. Beginning again forgets what was collected. */
  begin(number: number): void {
    this.physical = number > 0 ? number : this.previous + 1;
    if (this.physical > limits.xlsxRows) throw new Unreadable('file.too_many_rows', { limit: limits.xlsxRows });
    this.width = 0;
    this.pending = 0;
  }

  end(): void {
    this.previous = this.physical;
    this.uncalculated += this.pending;
    if (!this.sink(this.cells, this.kinds, this.width, this.physical)) this.stopped = true;
  }

  /** Content of `<v>` as it stands in the XML; `decoded` when entities are already undone. */
  value(column: number, type: number, style: number, raw: string, formula: boolean, decoded = false): void {
    switch (type) {
      case CellType.number:
        return this.number(column, style, raw);
      case CellType.shared: {
        const text = raw === '' ? '' : this.context.strings?.get(+raw);
        if (text === undefined) throw new Unreadable('xlsx.reference', { row: this.physical });
        return this.put(column, text, CellKind.text);
      }
      case CellType.boolean:
        return this.put(column, raw === '1' || raw === 'true' ? 'TRUE' : raw === '' ? '' : 'FALSE', CellKind.boolean);
      case CellType.error:
        return this.put(column, decoded ? raw : plainText(raw), CellKind.error);
      case CellType.date:
        return this.put(column, /^\d{4}-\d\d-\d\d/.test(raw) ? raw.slice(0, 10) : raw, CellKind.date);
      default:
        return this.put(column, decoded ? raw : plainText(raw), formula ? CellKind.formulaText : CellKind.text);
    }
  }

  /** A formula whose result was never stored. */
  uncalculatedFormula(column: number): void {
    this.pending++;
    this.put(column, '', CellKind.formulaText);
  }

  put(column: number, text: string, kind: number): void {
    if (column >= limits.columns) return this.refuseColumn(text);
    if (text.length > limits.cellLength) {
      throw new Unreadable('file.cell_too_long', { limit: limits.cellLength, row: this.physical });
    }
    const { cells } = this;
    if (column >= this.kinds.length) this.widen(column);
    for (let i = this.width; i < column; i++) {
      cells[i] = '';
      this.kinds[i] = 0;
    }
    cells[column] = text;
    this.kinds[column] = kind;
    if (column >= this.width) this.width = column + 1;
  }

  private number(column: number, style: number, raw: string): void {
    if (raw !== '' && this.context.dateStyles[style] === 1) {
      const day = this.day(raw);
      if (day !== null) return this.put(column, day, CellKind.date);
    }
    this.put(column, raw, raw === '' ? CellKind.text : CellKind.number);
  }

  private day(raw: string): string | null {
    let day = this.days.get(raw);
    if (day === undefined) {
      day = serialToIso(Number(raw), this.context.date1904);
      if (this.days.size > 50_000) this.days.clear();
      this.days.set(raw, day);
    }
    return day;
  }

  private refuseColumn(text: string): void {
    if (text !== '') throw new Unreadable('file.too_many_columns', { limit: limits.columns, row: this.physical });
  }

  private widen(column: number): void {
    const kinds = new Uint8Array(Math.max(column + 1, this.kinds.length * 2));
    kinds.set(this.kinds);
    this.kinds = kinds;
  }
}
