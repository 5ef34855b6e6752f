import type { Locale } from '../i18n/index.js';

const timeZone = 'Asia/Jakarta';
const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };

/** What a person reads for numbers, money and time in one language. All take null for "not known" and then give a dash. */
export interface Formats {
  number(value: number | bigint | null | undefined): string;
  /** A share from 0 to 1. Never says 100 % or 0 % unless it is exactly that. */
  percent(share: number | null | undefined): string;
  /** Whole rupiah. */
  rupiah(value: number | bigint | null | undefined): string;
  date(value: Date | string | null | undefined): string;
  datetime(value: Date | string | null | undefined): string;
  /** `2026-11`, a date or a moment, as "November 2026". */
  month(value: Date | string | null | undefined): string;
  bytes(value: number | bigint | null | undefined): string;
  /** Seconds, in the two largest units. */
  duration(seconds: number | null | undefined): string;
}

const missing = '–';
const made = new Map<Locale, Formats>();

/** Formatters are costly to make (22 µs each) and are made once for each language. */
export function formatsFor(locale: Locale): Formats {
  const known = made.get(locale);
  if (known) return known;
  const formats = makeFormats(tags[locale]);
  made.set(locale, formats);
  return formats;
}

function makeFormats(tag: string): Formats {
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const oneDigit = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone });
  const calendarDay = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone });
  const calendarMonth = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const units = (['day', 'hour', 'minute', 'second'] as const).map(
    (unit) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  const written = kept((value) => calendarDay.format(new Date(value)));
  const writtenMonth = kept((value) => calendarMonth.format(new Date(value)));
  const date = (value: Date | string) => (isCalendar(value) ? written(value) : day.format(new Date(value)));

  return {
    number: (value) => (value == null ? missing : whole.format(value)),
    percent: (value) => (value == null || Number.isNaN(value) ? missing : share.format(withoutFalseEnds(value))),
    rupiah: (value) => (value == null ? missing : `Rp\u00a0${money.format(value)}`),
    date: (value) => (value == null || value === '' ? missing : date(value)),
    datetime: (value) =>
      value == null || value === '' ? missing : `${day.format(new Date(value))}, ${clock.format(new Date(value))} WIB`,
    month: (value) =>
      value == null || value === ''
        ? missing
        : isCalendar(value)
          ? writtenMonth(value)
          : months.format(new Date(value)),
    bytes: (value) => (value == null ? missing : inBytes(Number(value), oneDigit)),
    duration: (seconds) => (seconds == null ? missing : inUnits(Math.max(0, Math.round(seconds)), units)),
  };
}

/** `2026-11` and `2026-11-23` name a day on the calendar, not a moment: no time zone may shift them. */
function isCalendar(value: Date | string): value is string {
  return typeof value === 'string' && value.length <= 10;
}

const MOST_KEPT = 50_000;

/** Days come again and again, and writing one out takes longer than anything else in a table's row. */
function kept(write: (value: string) => string): (value: string) => string {
  const texts = new Map<string, string>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) {
      text = write(value);
      if (texts.size >= MOST_KEPT) texts.clear();
      texts.set(value, text);
    }
    return text;
  };
}

function withoutFalseEnds(share: number): number {
  if (share > 0 && share < 0.0005) return 0.001;
  if (share < 1 && share >= 0.9995) return 0.999;
  return share;
}

function inBytes(value: number, format: Intl.NumberFormat): string {
  const names = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1000 ? 0 : Math.min(names.length - 1, Math.floor(Math.log10(value) / 3));
  return `${format.format(value / 1000 ** step)}\u00a0${names[step]}`;
}

function inUnits(seconds: number, formats: Intl.NumberFormat[]): string {
  const amounts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  const first = amounts.findIndex((amount) => amount > 0);
  if (first === -1) return formats[3]?.format(0) ?? missing;
  return amounts
    .map((amount, unit) => (amount > 0 && unit <= first + 1 ? formats[unit]?.format(amount) : undefined))
    .filter((text, unit) => text !== undefined && unit >= first)
    .join(' ');
}
