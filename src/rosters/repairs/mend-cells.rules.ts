import { readRupiah } from '../../kernel/index.js';
import type { RepairPattern } from './repair.rules.js';

const LONGEST_CELL = 80;
const DIGITS_OF_NUMBER = 5;
const JKN_DIGITS = 13;
/** No wage of a month is that small in rupiah; in thousands it is up to a hundred million. */
const THOUSANDS_BELOW = 100_000;
const DAY_MONTH_YEAR = /^(\s*)(\d{1,2})([/.-])(\d{1,2})\3(\d{4}|\d{2})(?!\d)(.*)$/s;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The text of a cell as the pattern means it, '' for nothing, null when the cell is not of this kind. Whether what comes
 * out can be read is for the field's own reader to say.
 */
export function mend(pattern: RepairPattern, text: string): string | null {
  switch (pattern) {
    case 'phone.lost_zero':
      return withZero(text);
    case 'phone.letters':
      return lettersAsDigits(text);
    case 'phone.no_number':
    case 'kpj.no_number':
      return digitsIn(text) < DIGITS_OF_NUMBER ? '' : null;
    case 'wage.no_number':
    case 'started_on.no_number':
      return digitsIn(text) === 0 ? '' : null;
    case 'wage.in_thousands':
      return inThousands(text);
    case 'kpj.jkn_number':
      return digitsIn(text) === JKN_DIGITS ? '' : null;
    case 'birth_date.month_first':
    case 'started_on.month_first':
      return monthFirst(text, pattern === 'birth_date.month_first');
    case 'phone.leave_out':
    case 'wage.leave_out':
    case 'kpj.leave_out':
    case 'started_on.leave_out':
      return '';
  }
}

/** A number column swallowed the zero of an area code: `21 555…` for `021 555…`. */
function withZero(text: string): string | null {
  const bare = text.replace(/^[\s'(`]+/, '');
  return /^[1-9]/.test(bare) && !bare.startsWith('62') ? `0${bare}` : null;
}

/** `O8I2…` for `0812…`; any other letter makes it words. */
function lettersAsDigits(text: string): string | null {
  if (text.length > LONGEST_CELL || digitsIn(text) < DIGITS_OF_NUMBER) return null;
  const digits = text.replace(/[oO]/g, '0').replace(/[iIlL|]/g, '1');
  return digits !== text && !/\p{L}/u.test(digits) ? digits : null;
}

function inThousands(text: string): string | null {
  const amount = readRupiah(text.trim())?.rupiah ?? 0;
  return amount > 0 && amount < THOUSANDS_BELOW ? String(amount * 1000) : null;
}

/**
 * `01/25/1980` as `25/01/1980`. A date that a spreadsheet already turned into one stands as year, month and day; those
 * are only turned round where something else in the row can tell that it is right.
 */
function monthFirst(text: string, alsoIso: boolean): string | null {
  if (text.length > LONGEST_CELL) return null;
  const written = DAY_MONTH_YEAR.exec(text);
  if (written) {
    const [, space = '', first = '', mark = '', second = '', year = '', rest = ''] = written;
    return `${space}${second}${mark}${first}${mark}${year}${rest}`;
  }
  const iso = alsoIso ? ISO.exec(text.trim()) : null;
  return iso ? `${iso[1]}-${iso[3]}-${iso[2]}` : null;
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}
