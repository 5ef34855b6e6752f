import { trimmed } from './cells.js';
import type { RowCells } from './judged-row.js';
import { lookupKey } from './lookup-key.js';

/** Lines between and after the rows that are no rows: nothing is said about a person in them. */
export type SkipReason = 'blank' | 'header' | 'numbering' | 'totals';

const TOTALS = /^(?:GRAND |SUB )?(?:TOTAL|SUBTOTAL|JUMLAH|JML)(?: |$)/;
/** From this many digits on a cell can be a NIK, however damaged. */
const NIK_LIKE = 12;

/** Why the line is no row, or null. Only for lines whose NIK cell holds no sixteen digits. */
export function skipReason(row: RowCells, headerKeys: readonly string[], nikColumn: number): SkipReason | null {
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
  return isTotals(row, first, nikColumn) ? 'totals' : null;
}

/** The first words of the line say total, and nothing like a NIK stands in the NIK column. */
function isTotals(row: RowCells, first: string, nikColumn: number): boolean {
  if (first.length > 60 || !TOTALS.test(lookupKey(first))) return false;
  const nik = nikColumn < row.width ? (row.cells[nikColumn] ?? '') : '';
  return nik.replace(/\D/g, '').length < NIK_LIKE;
}

/** A CSV line with something in a cell for which there is no header: its cells cannot be told apart from shifted ones. */
export function overflows(row: RowCells, headerCount: number): boolean {
  for (let i = headerCount; i < row.width; i++) {
    if (trimmed(row.cells[i] ?? '') !== '') return true;
  }
  return false;
}
