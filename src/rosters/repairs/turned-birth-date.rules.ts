import { nikBirthDigits } from '../../kernel/index.js';
import { CELL } from '../row/cells.js';
import { readDate } from '../row/dates.rules.js';
import { Findings } from '../row/findings.js';
import { dayMonthShortYear, UNREADABLE } from '../row/packed-dates.js';
import { mend } from './mend-cells.rules.js';

/**
 * The birth date YYYYMMDD of a cell with the month before the day. UNREADABLE unless the NIK says the same, so a date
 * that was right as it stood is never turned round.
 * @param nik sixteen digits
 */
export function turnedBirthDate(text: string, nik: string, today: number): number {
  const turned = mend('birth_date.month_first', text);
  if (turned === null) return UNREADABLE;
  const date = readDate(turned, CELL.text, today, new Findings());
  if (date === UNREADABLE || dayMonthShortYear(date) !== nikBirthDigits(nik)) return UNREADABLE;
  // 05/05/1980 reads the same either way.
  return readDate(text, CELL.text, today, new Findings()) === date ? UNREADABLE : date;
}
