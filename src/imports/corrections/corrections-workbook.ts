import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { hasText, translator, type Locale } from '../../platform/i18n/index.js';
import type { Import } from '../import.entity.js';
import type { LedgerRow } from '../rows/import-rows.js';
import type { ImportSubject } from '../subject.js';
import { ACCEPT_HEADERS, KEY_HEADER, ownColumns, REMARKS_HEADERS, rowKey } from './correction-columns.rules.js';
import { describeRow, type RowRemark } from './row-remarks.rules.js';

/** Notes beyond this make Excel slow; the last column says the same for every row. */
const MOST_NOTES = 5_000;
const MOST_ROWS = 1_048_575;
/** A row takes a fifth of a millisecond; other requests wait for no more than this many. */
const BREATH = 200;

const WRONG = fill('FFFFD9D2');
const ASKED = fill('FFFFF0C2');
const HEAD = fill('FFE6EFEA');

/**
 * The user's own sheet with only the rows that need work: same columns in the same order, wrong cells coloured with the
 * reason as a note, then a column to accept what is right all the same, the reasons in words, and a hidden row key.
 * Every cell is text, so nothing in it can run as a formula.
 */
export function correctionsWorkbook(
  file: Import,
  subject: ImportSubject,
  rows: AsyncIterable<LedgerRow[]>,
  locale: Locale,
): Readable {
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  write(file, subject, rows, locale, out).catch((error: Error) => out.destroy(error));
  return out;
}

async function write(
  file: Import,
  subject: ImportSubject,
  rows: AsyncIterable<LedgerRow[]>,
  locale: Locale,
  out: PassThrough,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(translator(locale)('imports.corrections.sheet'), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const own = ownColumns(file.headers ?? []);
  const headers = own.map((column) => file.headers?.[column] ?? '');
  const mapping = own.map((column) => file.mapping?.[column] ?? null);
  sheet.columns = widths(headers);
  head(sheet.addRow([]), [...headers, ACCEPT_HEADERS[locale], REMARKS_HEADERS[locale], KEY_HEADER]);
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  let written = 0;
  for await (const batch of rows) {
    // Nobody reads any more: the connection may already be somebody else's.
    if (out.destroyed) return;
    for (const row of batch) {
      if (written++ >= MOST_ROWS) break;
      const cells = own.map((column) => row.cells?.[column] ?? '');
      const remark = describeRow(row, cells, mapping, subject, (code) => sentence(locale, code));
      if (written % BREATH === 0) await breathe();
      put(sheet.addRow([]), own.length, remark, rowKey(file.id, row.row), written <= MOST_NOTES);
    }
    if (out.writableNeedDrain) await once(out, 'drain', { signal: gone.signal });
  }
  sheet.commit();
  await book.commit();
}

function put(row: ExcelJS.Row, columns: number, remark: RowRemark, key: string, withNotes: boolean): void {
  remark.cells.forEach((cell, index) => text(row.getCell(index + 1), cell));
  for (const [column, reason] of remark.wrong) {
    const cell = row.getCell(column + 1);
    text(cell, remark.cells[column] ?? '');
    cell.fill = WRONG;
    if (withNotes) cell.note = { texts: [{ text: reason }], margins: { insetmode: 'auto' } };
  }
  const accept = row.getCell(columns + 1);
  text(accept, remark.acceptable ? '' : '–');
  if (remark.acceptable) accept.fill = ASKED;
  text(row.getCell(columns + 2), remark.sentence);
  text(row.getCell(columns + 3), key);
  row.commit();
}

/** Rich text is what the library writes as an inline string: typed as text whatever it begins with. */
function text(cell: ExcelJS.Cell, value: string): void {
  cell.value = { richText: [{ text: plain(value) }] };
  cell.numFmt = '@';
}

/** XML has no way to write most control characters. */
function plain(value: string): string {
  return value.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
}

function head(row: ExcelJS.Row, titles: string[]): void {
  titles.forEach((title, index) => {
    const cell = row.getCell(index + 1);
    text(cell, title);
    cell.font = { bold: true };
    cell.fill = HEAD;
  });
  row.commit();
}

function widths(headers: readonly string[]): Partial<ExcelJS.Column>[] {
  const own = headers.map((header) => ({ width: Math.min(36, Math.max(14, header.length + 4)) }));
  return [...own, { width: 14 }, { width: 80 }, { width: 12, hidden: true }];
}

function sentence(locale: Locale, code: string): string {
  const t = translator(locale);
  if (!hasText(locale, `causes.${code}.what`)) return code;
  return `${t(`causes.${code}.what`)} ${t(`causes.${code}.repair`)}`;
}

function fill(argb: string): ExcelJS.FillPattern {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
