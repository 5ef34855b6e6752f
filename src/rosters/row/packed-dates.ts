/** Dates as one number YYYYMMDD: compares and subtracts like a date, costs nothing. */
export const UNREADABLE = -1;

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const written: string[] = new Array<string>((LAST_YEAR - FIRST_YEAR + 1) * 372);

export function packed(year: number, month: number, day: number): number {
  return year * 10000 + month * 100 + day;
}

/** `YYYY-MM-DD`; every date is written once and shared after that. */
export function isoDate(date: number): string {
  const year = Math.floor(date / 10000);
  const month = Math.floor(date / 100) % 100;
  const day = date % 100;
  const slot = (year - FIRST_YEAR) * 372 + (month - 1) * 31 + day - 1;
  return (written[slot] ??= `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`);
}

/** Whole years from one date to the other. */
export function yearsBetween(from: number, to: number): number {
  return Math.floor((to - from) / 10000);
}

/** The date on which Excel counts so many days since 1899-12-30. */
export function dayOfSerial(serial: number): number {
  return ofDate(new Date((serial - 25_569) * 86_400_000));
}

/** The UTC calendar day of a moment. */
export function ofDate(date: Date): number {
  return packed(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The century of a two-digit year: 20yy unless that date lies after the latest. */
export function fullYear(shortYear: number, month: number, day: number, latest: number): number {
  return packed(2000 + shortYear, month, day) > latest ? 1900 + shortYear : 2000 + shortYear;
}

/** DDMMYY of a date YYYYMMDD, as a NIK has it. */
export function dayMonthShortYear(date: number): number {
  return (date % 100) * 10000 + (Math.floor(date / 100) % 100) * 100 + (Math.floor(date / 10000) % 100);
}
