import { CellKind } from '../table.js';
import { cellType, type SheetRow } from './sheet-row.js';
import { columnOf } from './cell-reference.rules.js';
import { unescapeExcel } from './text.rules.js';
import { xmlParser } from './xml.js';

/** The same rows through a full XML parser: slower, and right for every spelling XML allows. */
export class CarefulSheet {
  finished = false;
  private readonly parser: ReturnType<typeof xmlParser>;
  private readonly row: SheetRow;
  private column = -1;
  private type = 0;
  private style = 0;
  private text = '';
  private collecting = false;
  private inSheet = false;
  private inRow = false;
  private inCell = false;
  private phonetic = false;
  private formula = false;
  private filled = false;

  constructor(row: SheetRow) {
    this.row = row;
    this.parser = xmlParser({
      open: (name, attributes) => this.open(name, attributes),
      text: (text) => {
        if (this.collecting && !this.phonetic) this.text += text;
      },
      close: (name) => this.close(name),
    });
  }

  write(text: string): void {
    if (!this.finished) this.parser.write(text);
  }

  end(): void {
    if (!this.finished) this.parser.close();
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (this.row.stopped || this.finished) return;
    if (this.inCell) return this.openInCell(name);
    if (name === 'sheetData') this.inSheet = true;
    else if (name === 'row' && this.inSheet) {
      const number = Number(attributes['r'] ?? 0);
      this.row.begin(Number.isInteger(number) && number > 0 ? number : 0);
      this.inRow = true;
      this.column = -1;
    } else if (name === 'c' && this.inRow) {
      const reference = attributes['r'] ?? '';
      this.column = columnOf(reference, 0, reference.length, this.column + 1);
      this.type = cellType(attributes['t']);
      this.style = Number(attributes['s'] ?? 0);
      this.inCell = true;
      this.formula = this.filled = false;
    }
  }

  private openInCell(name: string): void {
    if (name === 'f') this.formula = true;
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 'is') this.text = '';
    else if (name === 'v') {
      this.text = '';
      this.collecting = true;
    } else if (name === 't') this.collecting = true;
  }

  private close(name: string): void {
    if (this.row.stopped || this.finished) return;
    if (name === 'v' && this.inCell) {
      const text = this.type === 4 ? unescapeExcel(this.text) : this.text;
      this.row.value(this.column, this.type, this.style, text, this.formula, true);
      this.filled = true;
    } else if (name === 'is' && this.inCell) {
      this.row.put(this.column, unescapeExcel(this.text), CellKind.text);
      this.filled = true;
    } else if (name === 'c' && this.inCell) {
      if (this.formula && !this.filled) this.row.uncalculatedFormula(this.column);
      this.inCell = false;
    } else if (name === 'row' && this.inRow) {
      this.inRow = false;
      this.row.end();
      if (this.row.stopped) this.finished = true;
    } else if (name === 'sheetData') this.finished = true;
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'rPh') this.phonetic = false;
  }
}
