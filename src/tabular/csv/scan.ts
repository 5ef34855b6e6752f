import { joined } from '../flat-text.js';
import { limits } from '../limits.js';
import type { RecordSink } from '../table.js';
import { Unreadable } from '../unreadable.js';

export interface Dialect {
  delimiter: string;
  /** '' reads quotes as ordinary characters. */
  quote: string;
  padded?: boolean;
  /** Columns a record should have; a quoted cell that holds whole records of this width is a quote left open. 0: don't look. */
  expectedWidth: number;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const strayReach = 4_096;

/**
 * Cuts text into records and cells: RFC 4180, and beyond it LF, CRLF or lone CR as line ends, and quotes that
 * somebody typed into a cell are text. Each character is looked at a bounded number of times: what is cut off at the end of
 * a chunk is scanned again with the next one, and no record may be longer than `limits.recordLength`.
 */
export class DelimitedScanner {
  /** Line of the file, from 1, at which the next record begins. */
  line = 1;
  stopped = false;
  private readonly sink: RecordSink;
  private readonly delimiter: number;
  private readonly delimiterText: string;
  private readonly quoteText: string;
  private readonly quote: number;
  private readonly doubled: string;
  private readonly padded: boolean;
  private readonly expectedWidth: number;
  private readonly cells: string[] = [];
  private record = 0;
  /** How the first line ends: LF (also as a pair), CR, or 0 for not yet seen. Where lines end in LF, a lone CR would tear a row in two. */
  private ends = 0;
  private rest = '';
  private value = '';
  private after = 0;
  private lines = 0;

  constructor(dialect: Dialect, sink: RecordSink) {
    this.sink = sink;
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.delimiterText = dialect.delimiter;
    this.quoteText = dialect.quote;
    this.doubled = dialect.quote + dialect.quote;
    this.quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
    this.padded = dialect.padded ?? false;
    this.expectedWidth = dialect.expectedWidth;
  }

  write(text: string): void {
    if (!this.stopped) this.scan(joined(this.rest, text), false);
  }

  end(): void {
    if (!this.stopped && this.rest !== '') this.scan(this.rest, true);
  }

  private scan(text: string, final: boolean): void {
    const { delimiter, quote, padded, cells } = this;
    const end = text.length;
    let pos = 0;
    while (pos < end) {
      const start = pos;
      let width = 0;
      let lines = 0;
      for (;;) {
        const from = padded ? this.skipPadding(text, pos) : pos;
        if (from < end && text.charCodeAt(from) === quote) {
          if (!this.quoted(text, from, final, this.line + lines)) return this.keep(text, start);
          cells[width++] = this.value;
          lines += this.lines;
          pos = this.after;
        } else {
          const cell = pos;
          while (pos < end) {
            const c = text.charCodeAt(pos);
            if (c === delimiter || (c <= CR && (c === LF || c === CR || c === 0))) break;
            pos++;
          }
          cells[width++] = text.substring(cell, pos);
        }
        if (pos >= end) {
          if (!final) return this.keep(text, start);
          break;
        }
        const c = text.charCodeAt(pos);
        if (c !== delimiter) {
          if (c === 0) throw new Unreadable('csv.nul', { line: this.line + lines });
          if (c === CR) {
            if (pos + 1 >= end && !final) return this.keep(text, start);
            const next = text.charCodeAt(pos + 1);
            if (next === LF) pos++;
            else if (this.ends === LF && next !== CR && pos + 1 < end)
              throw new Unreadable('csv.lone_cr', { line: this.line + lines });
          }
          // `pos` stands on the LF of a pair by now.
          if (this.ends === 0) this.ends = text.charCodeAt(pos);
          pos++;
          lines++;
          break;
        }
        pos++;
        if (pos >= end && !final) return this.keep(text, start);
      }
      if (pos - start > limits.cellLength) this.measure(pos - start, width);
      if (width > limits.columns) {
        throw new Unreadable('file.too_many_columns', { limit: limits.columns, row: this.record + 1 });
      }
      this.line += lines;
      if (!this.sink(cells, null, width, ++this.record)) {
        this.stopped = true;
        return;
      }
    }
    this.rest = '';
  }

  private keep(text: string, start: number): void {
    if (text.length - start > limits.recordLength) throw new Unreadable('csv.record_too_long', { line: this.line });
    this.rest = text.substring(start);
  }

  private measure(length: number, width: number): void {
    if (length > limits.recordLength) throw new Unreadable('csv.record_too_long', { line: this.line });
    for (let i = 0; i < width; i++) {
      if ((this.cells[i] as string).length > limits.cellLength) {
        throw new Unreadable('csv.record_too_long', { line: this.line });
      }
    }
  }

  private skipPadding(text: string, pos: number): number {
    let at = pos;
    while (text.charCodeAt(at) === SPACE) at++;
    return text.charCodeAt(at) === this.quote ? at : pos;
  }

  /**
   * Reads the cell whose opening quote is at `open` into `value`, `after` and `lines`. False: the text ends inside it.
   */
  private quoted(text: string, open: number, final: boolean, line: number): boolean {
    const end = text.length;
    let value = '';
    let from = open + 1;
    let pos: number;
    for (;;) {
      const close = text.indexOf(this.quoteText, from);
      if (close < 0 || close - open > limits.recordLength) {
        if (!final && end - open <= limits.recordLength) return false;
        throw new Unreadable('csv.quote_unclosed', { line });
      }
      if (close + 1 >= end && !final) return false;
      if (text.charCodeAt(close + 1) !== this.quote) {
        value = value === '' ? text.substring(from, close) : value + text.substring(from, close);
        pos = close + 1;
        break;
      }
      value += text.substring(from, close + 1);
      from = close + 2;
    }
    if (this.padded) {
      let at = pos;
      while (text.charCodeAt(at) === SPACE || (text.charCodeAt(at) === TAB && this.delimiter !== TAB)) at++;
      if (at >= end || this.endsCell(text.charCodeAt(at))) pos = at;
    }
    if (pos < end && !this.endsCell(text.charCodeAt(pos))) {
      // A closing quote that closes nothing: somebody typed a quote into a cell.
      pos = this.closingFurtherOn(text, open, pos, value);
      value = pos < 0 ? '' : text.substring(open + 1, pos - 1).replaceAll(this.doubled, this.quoteText);
      if (pos < 0) {
        pos = open;
        while (pos < end && !this.endsCell(text.charCodeAt(pos))) pos++;
        value = text.substring(open, pos);
      }
    }
    if (pos >= end && !final) return false;
    this.lines = 0;
    if (value.includes('\n') || value.includes('\r')) this.lines = this.countLines(value, line);
    if (value.includes('\0')) throw new Unreadable('csv.nul', { line });
    this.value = value;
    this.after = pos;
    return true;
  }

  /**
   * Position behind the quote that really ends the cell (`"8" pipe"`), or -1 when the opening quote was the stray one
   * (`,"02:15,3,` before the next quoted cell). Looks only so far that a line of stray quotes stays linear.
   */
  private closingFurtherOn(text: string, open: number, from: number, value: string): number {
    if (value.includes(this.delimiterText) || value.includes('\n') || value.includes('\r')) return -1;
    const stop = Math.min(text.length, open + strayReach);
    for (let pos = from; pos < stop; pos++) {
      const c = text.charCodeAt(pos);
      if (c === LF || c === CR) return -1;
      if (c !== this.quote) continue;
      if (pos + 1 >= text.length || this.endsCell(text.charCodeAt(pos + 1))) return pos + 1;
      if (text.charCodeAt(pos - 1) === this.delimiter) return -1;
    }
    return -1;
  }

  private endsCell(c: number): boolean {
    return c === this.delimiter || c === LF || c === CR || c === 0;
  }

  /** Line ends inside a cell; refuses a cell that has swallowed the records after it. */
  private countLines(value: string, line: number): number {
    const parts = value.split(/\r\n|\n|\r/);
    if (parts.length > limits.quotedLines) throw new Unreadable('csv.quote_unclosed', { line });
    if (this.expectedWidth >= 4) {
      for (const part of parts) {
        if (part.split(this.delimiterText).length >= this.expectedWidth)
          throw new Unreadable('csv.quote_unclosed', { line });
      }
    }
    return parts.length - 1;
  }
}
