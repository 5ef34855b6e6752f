import { joined } from '../flat-text.js';
import { limits } from '../limits.js';
import { CellKind } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { CarefulSheet } from './sheet-careful.js';
import { CellType, type SheetRow } from './sheet-row.js';
import { richText } from './text.rules.js';

const LT = 60;
const GT = 62;
const SLASH = 47;
const SPACE = 32;
const QUOTE = 34;
const EQUALS = 61;
const INCOMPLETE = -1;
const UNUSUAL = -2;

/**
 * Rows of a worksheet by plain searching in the XML, as nearly every program writes it. Prefixed names, single
 * quotes, comments, CDATA and unknown elements inside a row hand the rest over to the careful reader.
 */
export class SheetScanner {
  finished = false;
  private readonly row: SheetRow;
  private rest = '';
  private inRows = false;
  private waiting = false;
  private careful: CarefulSheet | null = null;
  private after = 0;

  constructor(row: SheetRow) {
    this.row = row;
  }

  write(chunk: string): void {
    if (this.finished) return;
    if (this.careful) {
      this.careful.write(chunk);
      this.finished = this.careful.finished;
      return;
    }
    const text = joined(this.rest, chunk);
    if (this.waiting && !text.includes('</row>', Math.max(0, this.rest.length - 6))) return this.keep(text, 0);
    this.waiting = false;
    if (this.inRows) this.rows(text, 0);
    else this.head(text);
  }

  /** @throws Unreadable file.truncated when the rows have not ended */
  end(): void {
    if (this.careful) this.careful.end();
    else if (!this.finished && !this.row.stopped) throw new Unreadable('file.truncated');
  }

  private head(text: string): void {
    if (/<!DOCTYPE/i.test(text)) throw new Unreadable('file.doctype');
    const root = /<(?![?!])([\w.-]+:)?([\w.-]+)/.exec(text);
    if (root === null && text.length < 65_536) return this.keep(text, 0);
    if (root?.[2] !== 'worksheet' || root[1] !== undefined) return this.handOver(text);
    const open = text.indexOf('<sheetData');
    const close = open < 0 ? -1 : text.indexOf('>', open);
    if (text.includes('<!', root.index)) return this.handOver(text);
    if (close < 0) {
      if (open < 0 && text.includes('</worksheet>')) this.finished = true;
      return this.keep(text, 0);
    }
    if (text.charCodeAt(close - 1) === SLASH) {
      this.finished = true;
      return;
    }
    this.inRows = true;
    this.rows(text, close + 1);
  }

  private rows(text: string, from: number): void {
    const end = text.length;
    let pos = from;
    for (;;) {
      pos = skipBlanks(text, pos);
      if (end - pos < 12) return this.keep(text, pos);
      const start = pos;
      if (!text.startsWith('<row', pos)) {
        if (text.startsWith('</sheetData', pos)) {
          this.finished = true;
          return;
        }
        return this.handOver(`<worksheet><sheetData>${text.slice(start)}`);
      }
      pos = this.oneRow(text, pos + 4);
      if (pos === INCOMPLETE) {
        this.waiting = true;
        return this.keep(text, start);
      }
      if (pos === UNUSUAL) return this.handOver(`<worksheet><sheetData>${text.slice(start)}`);
      this.row.end();
      if (this.row.stopped) {
        this.finished = true;
        return;
      }
    }
  }

  private keep(text: string, from: number): void {
    this.rest = from === 0 ? text : text.slice(from);
    if (this.rest.length > limits.rowXmlLength)
      throw new Unreadable('file.cell_too_long', { limit: limits.cellLength });
  }

  private handOver(text: string): void {
    this.rest = '';
    this.careful = new CarefulSheet(this.row);
    this.write(text);
  }

  /** From behind `<row`. Answers the position behind the row, INCOMPLETE or UNUSUAL. */
  private oneRow(text: string, from: number): number {
    const { row } = this;
    const tag = text.indexOf('>', from);
    if (tag < 0) return INCOMPLETE;
    const number = rowNumber(text, from, tag);
    if (number === UNUSUAL) return UNUSUAL;
    row.begin(number);
    if (text.charCodeAt(tag - 1) === SLASH) return tag + 1;
    let pos = tag + 1;
    let column = -1;
    const end = text.length;
    for (;;) {
      while (text.charCodeAt(pos) <= 32) pos++;
      if (end - pos < 6) return INCOMPLETE;
      if (text.charCodeAt(pos) !== LT) return UNUSUAL;
      const c = text.charCodeAt(pos + 1);
      if (c === SLASH) return text.startsWith('</row>', pos) ? pos + 6 : UNUSUAL;
      const next = text.charCodeAt(pos + 2);
      if (c !== 99 || !(next === 32 || next === GT || next === SLASH || next === 10)) return UNUSUAL;
      column = this.oneCell(text, pos + 2, column + 1);
      if (column < 0) return column;
      pos = this.after;
    }
  }

  /** From behind `<c`. Answers the cell's column and leaves the position behind it in `after`. */
  private oneCell(text: string, from: number, expected: number): number {
    const end = text.length;
    let pos = from;
    let column = expected;
    let style = 0;
    let type: number = CellType.number;
    for (;;) {
      const c = text.charCodeAt(pos);
      if (c <= 32) {
        pos++;
        continue;
      }
      if (c === GT) break;
      if (c === SLASH) {
        this.after = pos + 2;
        return pos + 1 < end ? column : INCOMPLETE;
      }
      if (text.charCodeAt(pos + 1) !== EQUALS || text.charCodeAt(pos + 2) !== QUOTE) {
        // A longer name (`cm`, `vm`, `ph`, with prefix) is of no interest.
        const quote = text.indexOf('"', pos);
        const close = quote < 0 ? -1 : text.indexOf('"', quote + 1);
        if (close < 0) return end - pos < 512 ? INCOMPLETE : UNUSUAL;
        if (text.charCodeAt(quote - 1) !== EQUALS || text.charCodeAt(quote - 2) <= SPACE) return UNUSUAL;
        if (text.slice(pos, quote).includes("'") || text.slice(pos, quote).includes('>')) return UNUSUAL;
        pos = close + 1;
        continue;
      }
      const first = pos + 3;
      let last = first;
      if (c === 114) {
        column = 0;
        let letter = text.charCodeAt(last) & ~32;
        for (; letter >= 65 && letter <= 90; letter = text.charCodeAt(++last) & ~32) column = column * 26 + letter - 64;
        column = last === first || column > 1_000_000 ? expected : column - 1;
      } else if (c === 115) {
        style = 0;
        for (let d = text.charCodeAt(last); d >= 48 && d <= 57; d = text.charCodeAt(++last))
          style = style * 10 + d - 48;
      }
      while (last < end && text.charCodeAt(last) !== QUOTE) last++;
      if (last >= end) return end - pos < 512 ? INCOMPLETE : UNUSUAL;
      if (c === 116) type = typeOf(text, first, last);
      pos = last + 1;
    }
    return this.content(text, pos + 1, column, style, type);
  }

  private content(text: string, from: number, column: number, style: number, type: number): number {
    const { row } = this;
    let pos = from;
    let formula = false;
    let filled = false;
    for (;;) {
      while (text.charCodeAt(pos) <= 32) pos++;
      if (text.length - pos < 8) return INCOMPLETE;
      if (text.charCodeAt(pos) !== LT) return UNUSUAL;
      const c = text.charCodeAt(pos + 1);
      if (c === SLASH) {
        if (!text.startsWith('</c>', pos)) return UNUSUAL;
        if (formula && !filled) row.uncalculatedFormula(column);
        this.after = pos + 4;
        return column;
      }
      if (c === 118 && text.charCodeAt(pos + 2) === GT) {
        const close = endOfValue(text, pos + 3);
        if (close < 0) return close;
        row.value(column, type, style, text.substring(pos + 3, close), formula);
        filled = true;
        pos = close + 4;
        continue;
      }
      const tag = text.indexOf('>', pos + 2);
      if (tag < 0) return INCOMPLETE;
      if (text.charCodeAt(tag - 1) === SLASH) {
        if (c === 102) formula = true;
        else if (c !== 118 && c !== 105) return UNUSUAL;
        pos = tag + 1;
      } else if (c === 118 && text.charCodeAt(pos + 2) <= SPACE) {
        const close = endOfValue(text, tag + 1);
        if (close < 0) return close;
        row.value(column, type, style, text.substring(tag + 1, close), formula);
        filled = true;
        pos = close + 4;
      } else if (c === 102 && (tag === pos + 2 || text.charCodeAt(pos + 2) === 32)) {
        const close = text.indexOf('<', tag);
        if (close < 0 || text.length - close < 4) return INCOMPLETE;
        if (!text.startsWith('</f>', close)) return UNUSUAL;
        formula = true;
        pos = close + 4;
      } else if (c === 105 && text.startsWith('<is>', pos)) {
        const close = text.indexOf('</is>', tag);
        if (close < 0) return INCOMPLETE;
        const value = richText(text.slice(tag + 1, close));
        if (value === null) return UNUSUAL;
        row.put(column, value, CellKind.text);
        filled = true;
        pos = close + 5;
      } else {
        return UNUSUAL;
      }
    }
  }
}

function skipBlanks(text: string, from: number): number {
  let pos = from;
  while (text.charCodeAt(pos) <= 32) pos++;
  return pos;
}

/** Position of `</v>`. Values are short: a loop beats searching. */
function endOfValue(text: string, from: number): number {
  const end = text.length;
  let pos = from;
  while (pos < end && text.charCodeAt(pos) !== LT) pos++;
  if (end - pos < 4) return INCOMPLETE;
  return text.charCodeAt(pos + 1) === SLASH && text.charCodeAt(pos + 2) === 118 && text.charCodeAt(pos + 3) === GT
    ? pos
    : UNUSUAL;
}

/** `r` of a row tag; 0 when it has none. */
function rowNumber(text: string, from: number, tag: number): number {
  if (text.startsWith(' r="', from)) {
    let number = 0;
    let pos = from + 4;
    for (let d = text.charCodeAt(pos); d >= 48 && d <= 57 && pos < tag; d = text.charCodeAt(++pos)) {
      number = number * 10 + d - 48;
    }
    if (text.charCodeAt(pos) === QUOTE) return number;
  }
  const attributes = text.slice(from, tag);
  if (attributes.includes("'") || attributes.includes('<')) return UNUSUAL;
  return Number(/\sr="(\d{1,9})"/.exec(attributes)?.[1] ?? 0);
}

function typeOf(text: string, from: number, to: number): number {
  const c = text.charCodeAt(from);
  if (c === 115) return to - from === 1 ? CellType.shared : CellType.string;
  if (c === 110) return CellType.number;
  if (c === 98) return CellType.boolean;
  if (c === 101) return CellType.error;
  if (c === 105) return CellType.inline;
  return c === 100 ? CellType.date : CellType.number;
}
