import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { hasText, translator, type Locale } from '../../platform/i18n/index.js';
import { ROWS_PER_SHEET, workbookStream, type Cell } from '../../platform/workbooks/index.js';
import type { Import } from '../import.entity.js';
import type { LedgerRow } from '../rows/import-rows.js';
import type { ImportSubject } from '../subject.js';
import { ACCEPT_HEADERS, KEY_HEADER, ownColumns, REMARKS_HEADERS, rowKey } from './correction-columns.rules.js';
import { describeRow, type RowRemark } from './row-remarks.rules.js';

/** Notes beyond this make Excel slow; the last column says the same for every row. */
const MOST_NOTES = 5_000;
/** Other requests wait for no more rows than this. */
const BREATH = 200;

/**
 * The user's own sheet with only the rows that need work: same columns in the same order, wrong cells coloured with the
 * reason as a note, then a column to accept what is right all the same, the reasons in words, and a hidden row key.
 * Every cell is text, so nothing in it can run as a formula. Rows that no sheet could hold are left for the next one.
 */
export function correctionsWorkbook(
  file: Import,
  subject: ImportSubject,
  rows: AsyncIterable<LedgerRow[]>,
  locale: Locale,
): Readable {
  const own = ownColumns(file.headers ?? []);
  const headers = own.map((column) => file.headers?.[column] ?? '');
  const sheet = {
    name: translator(locale)('imports.corrections.sheet'),
    header: [...headers, ACCEPT_HEADERS[locale], REMARKS_HEADERS[locale], KEY_HEADER],
    widths: [...headers.map((header) => Math.min(36, Math.max(14, header.length + 4))), 14, 80, 12],
    hidden: [own.length + 2],
    isShaded: true,
    notes: true,
    rows: sheetRows(file, own, subject, rows, locale),
  };
  return Readable.from(workbookStream(sheet), { objectMode: false });
}

async function* sheetRows(
  file: Import,
  own: readonly number[],
  subject: ImportSubject,
  rows: AsyncIterable<LedgerRow[]>,
  locale: Locale,
): AsyncGenerator<Cell[][]> {
  const mapping = own.map((column) => file.mapping?.[column] ?? null);
  const sentences = new Map<string, string>();
  const say = (code: string) => {
    const known = sentences.get(code) ?? sentence(locale, code);
    sentences.set(code, known);
    return known;
  };
  let written = 0;
  for await (const batch of rows) {
    for (let at = 0; at < batch.length; at += BREATH) {
      const slice = batch.slice(at, at + Math.min(BREATH, ROWS_PER_SHEET - written));
      yield slice.map((row) => {
        const cells = own.map((column) => row.cells?.[column] ?? '');
        const remark = describeRow(row, cells, mapping, subject, say);
        return cellsOf(remark, rowKey(file.id, row.row), written++ < MOST_NOTES);
      });
      if (written >= ROWS_PER_SHEET) return;
      await breathe();
    }
  }
}

function cellsOf({ cells, wrong, acceptable, sentence: remark }: RowRemark, key: string, withNotes: boolean): Cell[] {
  return [
    ...cells.map((text, column): Cell => {
      const reason = wrong.get(column);
      return reason === undefined ? text : { text, mark: 'wrong', note: withNotes ? reason : undefined };
    }),
    acceptable ? { text: '', mark: 'asked' } : '–',
    remark,
    key,
  ];
}

function sentence(locale: Locale, code: string): string {
  const t = translator(locale);
  if (!hasText(locale, `causes.${code}.what`)) return code;
  return `${t(`causes.${code}.what`)} ${t(`causes.${code}.repair`)}`;
}
