import { daysInMonth, monthNamed } from './calendar.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** A contribution month. Immutable; compares by `index`, prints and serialises as `YYYY-MM`. */
export class Period {
  /** Months since year 0; the difference of two is the number of months between them. */
  readonly index: number;

  private constructor(index: number) {
    this.index = index;
  }

  /** @throws RangeError for a month outside 1-12 or a year outside 1900-2199 */
  static of(year: number, month: number): Period {
    const period = Period.maybe(year, month);
    if (!period) throw new RangeError('Period: no such month');
    return period;
  }

  /** The month that a date `YYYY-MM-DD` lies in. @throws RangeError */
  static containing(date: string): Period {
    return Period.of(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  }

  /** Reads `2026-01`, `202601`, `01/2026`, `1-2026`, `Januari 2026`, `Jan 2026`, `Jan-26`; null otherwise. */
  static parse(text: string): Period | null {
    const bare = text.trim();
    const yearFirst = /^(\d{4})[-/. ]?(\d{1,2})$/.exec(bare);
    if (yearFirst) return Period.maybe(Number(yearFirst[1]), Number(yearFirst[2]));
    const monthFirst = /^(\d{1,2})[-/. ](\d{4})$/.exec(bare);
    if (monthFirst) return Period.maybe(Number(monthFirst[2]), Number(monthFirst[1]));
    const named = /^([A-Za-z]{3,9})[-/. ']{0,3}(\d{4}|\d{2})$/.exec(bare);
    if (!named) return null;
    const year = Number(named[2]);
    return Period.maybe(year < 100 ? 2000 + year : year, monthNamed(named[1] ?? ''));
  }

  get year(): number {
    return Math.floor(this.index / 12);
  }

  get month(): number {
    return (this.index % 12) + 1;
  }

  /** @throws RangeError when the result leaves 1900-2199 */
  add(months: number): Period {
    const index = this.index + months;
    return Period.of(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
  }

  next(): Period {
    return this.add(1);
  }

  /** Negative when this is earlier, 0 when equal, positive when later. */
  compare(other: Period): number {
    return this.index - other.index;
  }

  equals(other: Period): boolean {
    return this.index === other.index;
  }

  isBefore(other: Period): boolean {
    return this.index < other.index;
  }

  isAfter(other: Period): boolean {
    return this.index > other.index;
  }

  /** How many months from this one to the other; negative when the other is earlier. */
  monthsUntil(other: Period): number {
    return other.index - this.index;
  }

  /** This month and those after it, up to and including the last; empty when the last is earlier. */
  through(last: Period): Period[] {
    const months: Period[] = [];
    for (let index = this.index; index <= last.index; index++) months.push(new Period(index));
    return months;
  }

  firstDay(): string {
    return this.day(1);
  }

  lastDay(): string {
    return this.day(daysInMonth(this.year, this.month));
  }

  /** `YYYY-MM-DD`, the day cut to the length of the month: day 31 of February is its last. */
  day(day: number): string {
    const inMonth = Math.min(day, daysInMonth(this.year, this.month));
    return `${this.toString()}-${String(inMonth).padStart(2, '0')}`;
  }

  toString(): string {
    return `${String(this.year).padStart(4, '0')}-${String(this.month).padStart(2, '0')}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private static maybe(year: number, month: number): Period | null {
    const valid = Number.isInteger(year) && Number.isInteger(month) && month >= 1 && month <= 12;
    return valid && year >= FIRST_YEAR && year <= LAST_YEAR ? new Period(year * 12 + month - 1) : null;
  }
}
