import { isCalendarDate } from './calendar.js';

/** L = laki-laki (man), P = perempuan (woman): the letters Indonesian forms use. */
export type Sex = 'L' | 'P';

export type NikFault = 'length' | 'not_digits' | 'impossible_date' | 'serial';

/** A woman's day of birth is written plus forty. */
const WOMAN_DAY_SHIFT = 40;

/**
 * National identity number: 2 province + 2 regency + 2 district + DDMMYY + 4 serial.
 * Prints masked everywhere (string, JSON, console); `digits` must be asked for by name.
 */
export class Nik {
  readonly #digits: string;
  readonly birthDate: string;
  readonly sex: Sex;

  private constructor(digits: string, birthDate: string, sex: Sex) {
    this.#digits = digits;
    this.birthDate = birthDate;
    this.sex = sex;
  }

  /**
   * @param text exactly 16 digits; repairs belong to the importer
   * @param today YYYY-MM-DD; the two-digit year is taken as 20yy unless that lies after today
   * @returns the number, or what is wrong with it; never throws
   */
  static parse(text: string, today: string): Nik | NikFault {
    const fault = nikFault(text);
    if (fault) return fault;
    const day = number(text, 6);
    const year = nikYear(text, today);
    const sex = nikSex(text);
    const dayOfMonth = sex === 'P' ? day - WOMAN_DAY_SHIFT : day;
    return new Nik(text, `${year}-${text.slice(8, 10)}-${String(dayOfMonth).padStart(2, '0')}`, sex);
  }

  get digits(): string {
    return this.#digits;
  }

  /** 2 digits. */
  get province(): string {
    return this.#digits.slice(0, 2);
  }

  /** 4 digits: province and kabupaten/kota at the time of first registration. */
  get regency(): string {
    return this.#digits.slice(0, 4);
  }

  /** 6 digits, to the kecamatan. */
  get district(): string {
    return this.#digits.slice(0, 6);
  }

  get serial(): string {
    return this.#digits.slice(12);
  }

  get masked(): string {
    return maskNik(this.#digits);
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): string {
    return this.masked;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Nik(${this.masked})`;
  }
}

/** What is wrong with the text as a NIK, or null. No allocation: the importer calls it for every row. */
export function nikFault(text: string): NikFault | null {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return 'not_digits';
  }
  if (text.length !== 16) return 'length';
  if (number(text, 12) === 0 && number(text, 14) === 0) return 'serial';
  const day = number(text, 6);
  const dayOfMonth = day > WOMAN_DAY_SHIFT ? day - WOMAN_DAY_SHIFT : day;
  const shortYear = number(text, 10);
  // 1900 was no leap year and 2000 was, every other pair of years agrees: 20yy accepts whatever either accepts.
  return isCalendarDate(2000 + shortYear, number(text, 8), dayOfMonth) ? null : 'impossible_date';
}

/** Sex by the day of birth of a faultless NIK. */
export function nikSex(digits: string): Sex {
  return digits.charCodeAt(6) >= 52 ? 'P' : 'L';
}

/** Day, month and two-digit year of a faultless NIK as one number DDMMYY, the shift for women removed. */
export function nikBirthDigits(digits: string): number {
  const day = number(digits, 6);
  return (day > WOMAN_DAY_SHIFT ? day - WOMAN_DAY_SHIFT : day) * 10000 + number(digits, 8) * 100 + number(digits, 10);
}

/** `3173••••••••0007`; anything that is not 16 characters long is hidden completely. */
export function maskNik(digits: string): string {
  return digits.length === 16 ? `${digits.slice(0, 4)}••••••••${digits.slice(12)}` : '••••••••••••••••';
}

function nikYear(digits: string, today: string): number {
  const ddmmyy = nikBirthDigits(digits);
  const year = 2000 + (ddmmyy % 100);
  const monthAndDay = (Math.floor(ddmmyy / 100) % 100) * 100 + Math.floor(ddmmyy / 10000);
  const packedToday = Number(today.slice(0, 4)) * 10000 + Number(today.slice(5, 7)) * 100 + Number(today.slice(8, 10));
  return year * 10000 + monthAndDay > packedToday ? year - 100 : year;
}

function number(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
