import { trimmed } from './cells.js';
import type { RowCells } from './judged-row.js';
import { lookupKey } from './lookup-key.js';

/** Lines between and after the rows that are no rows: nothing is said about a person in them. */
export type SkipReason = 'blank' | 'header' | 'numbering' | 'totals';

const TOTALS = /^(?:GRAND |SUB )?(?:TOTAL|SUBTOTAL|JUMLAH|JML)(?: |$)/;
/** From this many digits on a cell can be a NIK, however damaged. */
const NIK_LIKE = 12;

/**
 * Why the line is no row, or null. A line with anything like a NIK in its column is always one; a totals line begins with
 * the word.
 */
export function skipReason(row: RowCells, headerKeys: readonly string[], nikColumn: number): SkipReason | null {
  const nik = nikColumn < row.width ? (row.cells[nikColumn] ?? '') : '';
  if (nik.length >= NIK_LIKE && digitsIn(nik) >= NIK_LIKE) return null;
  let filled = 0;
  let first = '';
  let sameAsHeader = 0;
  let numbered = 0;
  for (let i = 0; i < row.width; i++) {
    const text = trimmed(row.cells[i] ?? '');
    if (text === '') continue;
    filled++;
    if (first === '' && !/^\d{1,7}[.)]?$/.test(text)) first = text;
    if (text.length <= 100 && lookupKey(text) === headerKeys[i]) sameAsHeader++;
    if (text.length <= 5 && text.replace(/[().]/g, '') === String(i + 1)) numbered++;
  }
  if (filled === 0) return 'blank';
  if (filled >= 2 && sameAsHeader === filled) return 'header';
  if (filled >= 3 && numbered === filled) return 'numbering';
  return first.length <= 60 && TOTALS.test(lookupKey(first)) ? 'totals' : null;
}

function digitsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count < NIK_LIKE; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

/** A CSV line with something in a cell for which there is no header: its cells cannot be told apart from shifted ones. */
export function overflows(row: RowCells, headerCount: number): boolean {
  for (let i = headerCount; i < row.width; i++) {
    if (trimmed(row.cells[i] ?? '') !== '') return true;
  }
  return false;
}
