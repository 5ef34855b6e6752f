import { isCalendarDate, monthNamed } from '../../kernel/index.js';
import { cleanText } from './text.rules.js';
import type { Findings } from './findings.js';
import { fullYear, ofDate, packed, UNREADABLE } from './packed-dates.js';

const LONGEST_CELL = 60;
const JAKARTA_OFFSET_HOURS = 7;
const UTC_MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|\+00:00)$/;
const TIME_TAIL = /[T ,]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)? ?(?:AM|PM|WIB|WITA|WIT)?$/i;
const ORDINALS: ReadonlySet<string> = new Set(['ST', 'ND', 'RD', 'TH']);

/** Dates in words, with two-digit years, times, places before a comma, without separators, or as moments in UTC. */
export function readOddDate(text: string, latest: number, findings: Findings): number {
  if (text.length > LONGEST_CELL) return UNREADABLE;
  const bare = cleanText(text).replace(/^['’`‘]/, '');
  const moment = UTC_MOMENT.exec(bare);
  if (moment) return readMoment(`${moment[1]}Z`, findings);
  const day = bare.replace(TIME_TAIL, '');
  if (day !== bare) findings.repair('date.time');
  return readParts(day.match(/\d+|\p{L}+/gu) ?? [], day, latest, findings);
}

/** A program wrote midnight in Jakarta as a moment in UTC: 17:00 of the day before. Other times of day say nothing sure. */
function readMoment(moment: string, findings: Findings): number {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return UNREADABLE;
  findings.repair('date.time');
  const utc = new Date(time);
  if (time % 86_400_000 === 0) return ofDate(utc);
  return utc.getUTCHours() === 24 - JAKARTA_OFFSET_HOURS && time % 3_600_000 === 0
    ? ofDate(new Date(time + JAKARTA_OFFSET_HOURS * 3_600_000))
    : UNREADABLE;
}

function readParts(found: string[], text: string, latest: number, findings: Findings): number {
  const parts = found.filter((part, i) => !(ORDINALS.has(part.toUpperCase()) && isNumber(found[i - 1] ?? '')));
  // "Sabtu, 12 Januari 1980", "Jakarta, 12-01-1980": what stands before is not a date unless it is a month.
  while (parts.length > 3 && !isNumber(parts[0] ?? '') && monthNamed(parts[0] ?? '') === 0) parts.shift();
  if (parts.length === 1) return text.length === 8 ? readEightDigits(text) : UNREADABLE;
  if (parts.length !== 3) return UNREADABLE;
  const [a = '', b = '', c = ''] = parts;
  const words = parts.filter((part) => !isNumber(part)).length;
  if (words === 0)
    return a.length === 4 ? inOrder(a, Number(b), c, latest, findings) : inOrder(c, Number(b), a, latest, findings);
  if (words !== 1) return UNREADABLE;
  findings.repair('date.words');
  if (!isNumber(b)) {
    return a.length === 4
      ? inOrder(a, monthNamed(b), c, latest, findings)
      : inOrder(c, monthNamed(b), a, latest, findings);
  }
  return isNumber(a) ? UNREADABLE : inOrder(c, monthNamed(a), b, latest, findings);
}

function inOrder(yearText: string, month: number, dayText: string, latest: number, findings: Findings): number {
  if (dayText.length > 2) return UNREADABLE;
  const day = Number(dayText);
  if (yearText.length === 4) return checked(Number(yearText), month, day);
  if (yearText.length !== 2) return UNREADABLE;
  findings.repair('date.two_digit_year');
  return checked(fullYear(Number(yearText), month, day, latest), month, day);
}

/** `19800112` or `12011980`: no text can be both, since no month is 19 or 20. */
function readEightDigits(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) return UNREADABLE;
  const yearFirst = checked(Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100);
  return yearFirst !== UNREADABLE
    ? yearFirst
    : checked(value % 10000, Math.floor(value / 10000) % 100, Math.floor(value / 1_000_000));
}

function checked(year: number, month: number, day: number): number {
  return year >= 1900 && year < 2200 && isCalendarDate(year, month, day) ? packed(year, month, day) : UNREADABLE;
}

function isNumber(part: string): boolean {
  const code = part.charCodeAt(0);
  return code >= 48 && code <= 57;
}
