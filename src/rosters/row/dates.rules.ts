import { isCalendarDate } from '../../kernel/index.js';
import { CELL } from './cells.js';
import type { Findings } from './findings.js';
import { readOddDate } from './odd-dates.rules.js';
import { dayOfSerial, packed, UNREADABLE } from './packed-dates.js';

const SLASH = 47;
const DASH = 45;
const DOT = 46;
/** 1910-01-01 and 2100-01-01 as Excel counts days: a smaller number is a year or an age, not a date. */
const FIRST_SERIAL = 3654;
const LAST_SERIAL = 73_051;

/**
 * A date as the number YYYYMMDD, or UNREADABLE. Day before month, as everywhere in Indonesia: `03/04/1980` is 3 April and
 * `04/13/1980` is refused, not turned round.
 * @param latest YYYYMMDD; a two-digit year is taken as 20yy unless that gives a later date
 */
export function readDate(text: string, kind: number, latest: number, findings: Findings): number {
  if (kind !== CELL.number) {
    const date = readThreeNumbers(text);
    if (date !== 0) return date;
  }
  if (kind === CELL.number || isShortNumber(text)) return readSerial(text, latest, findings);
  return readOddDate(text, latest, findings);
}

/** `d/m/yyyy` and `yyyy-m-d` with `/`, `-` or `.` between; 0 when the text has another shape and needs a closer look. */
function readThreeNumbers(text: string): number {
  const length = text.length;
  if (length < 8 || length > 10) return 0;
  let first = -1;
  let second = -1;
  let value = 0;
  let mark = 0;
  let from = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      continue;
    }
    if (code !== SLASH && code !== DASH && code !== DOT) return 0;
    if (i === from || (mark !== 0 && code !== mark) || second !== -1) return 0;
    if (first === -1) first = value;
    else second = value;
    mark = code;
    value = 0;
    from = i + 1;
  }
  if (second === -1 || from === length) return 0;
  if (first > 99) return first > 999 && length - from <= 2 ? checked(first, second, value) : 0;
  return length - from === 4 ? checked(value, second, first) : 0;
}

function checked(year: number, month: number, day: number): number {
  return year >= 1900 && year < 2200 && isCalendarDate(year, month, day) ? packed(year, month, day) : UNREADABLE;
}

function isShortNumber(text: string): boolean {
  if (text.length !== 5) return false;
  for (let i = 0; i < 5; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** A day number of Excel, with the time of day as a fraction; eight digits in a numeric cell are a written date. */
function readSerial(text: string, latest: number, findings: Findings): number {
  const serial = Number(text);
  if (serial >= FIRST_SERIAL && serial < LAST_SERIAL) {
    findings.repair('date.serial');
    return dayOfSerial(Math.floor(serial));
  }
  return Number.isInteger(serial) && serial >= 1_000_000 ? readOddDate(text, latest, findings) : UNREADABLE;
}
