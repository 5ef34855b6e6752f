import { asciiUpper, nikBirthDigits, personKey } from '../../kernel/index.js';
import { CellKind, headerKey, type TableRow } from '../../tabular/index.js';
import { extractSeverity, type ExtractCause, type ExtractRepair } from './extract-causes.js';
import {
  bare,
  readDay,
  readExtractNik,
  readKpjs,
  readSegment,
  readUntil,
  type Reading,
} from './extract-cells.rules.js';
import { EXTRACT_FIELDS, REQUIRED_EXTRACT_FIELDS, type ExtractField } from './extract-fields.js';
import { Remembered } from './remembered.js';

export const UNTIL_FIELDS = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until'] as const;

/** What a row says. '' and null: the file does not say it, and what is known stays. */
export interface ExtractValues {
  /** 16 digits. */
  nik: string;
  name: string;
  nameKey: string;
  /** YYYY-MM-DD */
  birthDate: string;
  segment: string;
  /** Eleven digits each, without repeats. */
  kpj: string[];
  /** By UNTIL_FIELDS: last protected day, `-infinity`, or null where the file has no such column. */
  until: (string | null)[];
}

export interface JudgedExtractRow {
  verdict: 'ok' | 'hold' | 'reject' | 'skip';
  /** Why a line is no row. */
  skip: 'blank' | 'header' | 'totals' | null;
  causes: readonly ExtractCause[];
  repairs: readonly ExtractRepair[];
  values: ExtractValues;
}

/**
 * Prepares the judge of one extract; use it for all rows of that file.
 * @param today YYYY-MM-DD in Jakarta
 * @throws RangeError when the mapping lacks a required field, or gives two columns to one that has a single value
 */
export function compileRegistryJudge(
  mapping: readonly (ExtractField | null)[],
  headers: readonly string[],
  today: string,
): (row: TableRow) => JudgedExtractRow {
  const judge = new ExtractJudge(placed(mapping), headers.map(headerKey), today);
  return (row) => judge.judge(row);
}

type Columns = Record<ExtractField, number[]>;

function placed(mapping: readonly (ExtractField | null)[]): Columns {
  const of = Object.fromEntries(EXTRACT_FIELDS.map((field) => [field, [] as number[]])) as Columns;
  mapping.forEach((field, column) => field && of[field].push(column));
  for (const field of EXTRACT_FIELDS) {
    if (of[field].length > 1 && field !== 'kpj') throw new RangeError(`mapping: ${field} has two columns`);
    if (of[field].length === 0 && REQUIRED_EXTRACT_FIELDS.includes(field))
      throw new RangeError(`mapping: no column for ${field}`);
  }
  return of;
}

class ExtractJudge {
  private causes: ExtractCause[] = [];
  private repairs: ExtractRepair[] = [];
  private readonly untils = new Remembered(readUntil);
  private readonly days = new Remembered(readDay);
  private readonly segments = new Remembered(readSegment);
  private readonly lastRequired: number;

  constructor(
    private readonly of: Columns,
    private readonly headerKeys: readonly string[],
    private readonly today: string,
  ) {
    this.lastRequired = Math.max(...REQUIRED_EXTRACT_FIELDS.map((field) => of[field][0] ?? 0));
  }

  judge(row: TableRow): JudgedExtractRow {
    this.causes = [];
    this.repairs = [];
    const skip = this.skipReason(row);
    if (skip) return { verdict: 'skip', skip, causes: [], repairs: [], values: nothing() };
    if (this.isMisshapen(row))
      return { verdict: 'reject', skip: null, causes: ['row.columns'], repairs: [], values: nothing() };
    const values = this.values(row);
    const severities = this.causes.map(extractSeverity);
    const verdict = severities.includes('reject') ? 'reject' : severities.includes('hold') ? 'hold' : 'ok';
    return { verdict, skip: null, causes: this.causes, repairs: this.repairs, values };
  }

  private values(row: TableRow): ExtractValues {
    const { of } = this;
    const nik = this.taken(readExtractNik(this.cell(row, of.nik), kindOf(row, of.nik)), '');
    const name = this.name(this.cell(row, of.name));
    const birthDate = this.birthDate(this.cell(row, of.birth_date), kindOf(row, of.birth_date));
    if (nik !== '' && birthDate !== '' && nikBirthDigits(nik) !== dayMonthYear(birthDate))
      this.causes.push('nik.birth_date_mismatch');
    return {
      ...{ nik, name, nameKey: name === '' ? '' : personKey(name), birthDate },
      segment: this.taken(this.segments.of(this.cell(row, of.segment), CellKind.text), ''),
      kpj: [...new Set(of.kpj.flatMap((column) => this.taken(readKpjs(this.cell(row, [column])), [])))],
      until: UNTIL_FIELDS.map((field) => (of[field].length === 0 ? null : this.until(row, of[field]))),
    };
  }

  private name(text: string): string {
    const name = bare(text).replace(/\s+/g, ' ').slice(0, 150).toWellFormed();
    if (name === '') return this.refused('name.missing');
    return /\p{L}/u.test(name) ? name : this.refused('name.unreadable');
  }

  private birthDate(text: string, kind: number): string {
    if (bare(text) === '') return this.refused('birth_date.missing');
    const day = this.days.of(text, kind);
    if (!day) return this.refused('birth_date.unreadable');
    const date = this.taken(day, '');
    return date > this.today ? this.refused('birth_date.future') : date;
  }

  private until(row: TableRow, columns: number[]): string | null {
    return this.taken(this.untils.of(this.cell(row, columns), kindOf(row, columns)), null);
  }

  private cell(row: TableRow, [column = -1]: number[]): string {
    if (column < 0 || column >= row.width) return '';
    if (row.kinds?.[column] !== CellKind.error) return row.cells[column] ?? '';
    if (!this.causes.includes('row.cell_error')) this.causes.push('row.cell_error');
    return '';
  }

  private taken<T>(reading: Reading<T>, otherwise: T): T {
    if ('cause' in reading) {
      if (!this.causes.includes(reading.cause)) this.causes.push(reading.cause);
      return otherwise;
    }
    if (reading.repair && !this.repairs.includes(reading.repair)) this.repairs.push(reading.repair);
    return reading.value;
  }

  private refused(cause: ExtractCause): '' {
    this.causes.push(cause);
    return '';
  }

  private skipReason(row: TableRow): JudgedExtractRow['skip'] {
    const [nikColumn = -1] = this.of.nik;
    if (/^\d{16}$/.test(row.cells[nikColumn] ?? '')) return null;
    const filled = row.cells.slice(0, row.width).map((cell, column) => ({ text: cell.trim(), column }));
    const written = filled.filter(({ text }) => text !== '');
    if (written.length === 0) return 'blank';
    if (written.length > 1 && written.every(({ text, column }) => headerKey(text) === this.headerKeys[column]))
      return 'header';
    const first = asciiUpper(written.find(({ text }) => !/^\d{1,7}[.)]?$/.test(text))?.text ?? '');
    const hasNik = (row.cells[nikColumn] ?? '').replace(/\D/g, '').length >= 12;
    return !hasNik && /^(GRAND |SUB ?)?(TOTAL|JUMLAH|JML)\b/.test(first) ? 'totals' : null;
  }

  /** A CSV line with more or fewer cells than the header: a lost separator looks the same as a shifted value. */
  private isMisshapen(row: TableRow): boolean {
    if (row.kinds !== null) return false;
    const headers = this.headerKeys.length;
    const surplus = row.width > headers && row.cells.slice(headers, row.width).some((cell) => cell.trim() !== '');
    return surplus || row.width <= this.lastRequired;
  }
}

function kindOf(row: TableRow, [column = -1]: number[]): number {
  return row.kinds?.[column] ?? CellKind.text;
}

/** DDMMYY, as a NIK has it. */
function dayMonthYear(date: string): number {
  return Number(date.slice(8, 10)) * 10000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(2, 4));
}

function nothing(): ExtractValues {
  return { nik: '', name: '', nameKey: '', birthDate: '', segment: '', kpj: [], until: UNTIL_FIELDS.map(() => null) };
}
