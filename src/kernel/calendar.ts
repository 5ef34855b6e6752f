/** Calendar arithmetic on plain numbers; no Date objects, no time zones. */

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isCalendarDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Month names and abbreviations met in Indonesian and English files, upper case, without dots. */
const MONTH_NAMES: Record<string, number> = {
  ...{
    JAN: 1,
    JANUARI: 1,
    JANUARY: 1,
    FEB: 2,
    FEBRUARI: 2,
    FEBRUARY: 2,
    PEB: 2,
    PEBRUARI: 2,
    MAR: 3,
    MRT: 3,
    MARET: 3,
  },
  ...{ MARCH: 3, APR: 4, APRIL: 4, MEI: 5, MAY: 5, JUN: 6, JUNI: 6, JUNE: 6, JUL: 7, JULI: 7, JULY: 7, AGU: 8, AGS: 8 },
  ...{ AGT: 8, AGUST: 8, AGUSTUS: 8, AUG: 8, AUGUST: 8, SEP: 9, SEPT: 9, SEPTEMBER: 9, OKT: 10, OKTOBER: 10, OCT: 10 },
  ...{ OCTOBER: 10, NOV: 11, NOP: 11, NOVEMBER: 11, NOPEMBER: 11, DES: 12, DESEMBER: 12, DEC: 12, DECEMBER: 12 },
};
const MONTHS = new Map(Object.entries(MONTH_NAMES));

/** 1-12, or 0 when the word is not a month. */
export function monthNamed(word: string): number {
  return MONTHS.get(word.toUpperCase()) ?? 0;
}
