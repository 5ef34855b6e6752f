import { nikBirthDigits, nikSex, type Sex } from '../../kernel/index.js';
import type { CauseCode } from './causes.js';
import type { CellMemo } from './cell-memo.js';
import { CELL, contentOfCell } from './cells.js';
import { placeColumns, type Columns } from './columns.js';
import { readDate } from './dates.rules.js';
import { readEmail } from './email.rules.js';
import { Findings } from './findings.js';
import { noValues, type JudgedRow, type RowCells } from './judged-row.js';
import { readKpj } from './kpj.rules.js';
import { knowsDistrict, type CompiledLexicon } from './lexicon.js';
import { readName, readNameKey } from './name.rules.js';
import { readNik } from './nik.rules.js';
import { occupationReader } from './occupation.rules.js';
import { isoDate, UNREADABLE, yearsBetween } from './packed-dates.js';
import { readPhone } from './phone.rules.js';
import { programmesReader } from './programmes.rules.js';
import { regionOfNumber, regionReader } from './region.rules.js';
import type { RosterField } from './roster-fields.js';
import { overflows, skipReason, type SkipReason } from './row-shape.rules.js';
import { sectorReader } from './sector.rules.js';
import { sexReader } from './sex.rules.js';
import { statusReader } from './status.rules.js';
import { readText } from './text.rules.js';
import { readWage } from './wage.rules.js';

const LONGEST_EXTERNAL_ID = 64;
const LONGEST_MOTHER_NAME = 150;
/** Work may start after today: two-digit years up to five ahead are read as such. */
const YEARS_AHEAD = 50_000;

/**
 * Prepares the judge of one file. The judge keeps small memories of repeated texts, so make one for each file and use it
 * for all rows in their order; what it returns is the caller's.
 * @throws RangeError when the mapping lacks a required field or gives a field two columns
 */
export function compileJudge(
  mapping: readonly (RosterField | null)[],
  headers: readonly string[],
  lexicon: CompiledLexicon,
): (row: RowCells) => JudgedRow {
  const judge = new RowJudge(placeColumns(mapping, headers), headers, lexicon);
  return (row) => judge.judge(row);
}

class RowJudge {
  private readonly columns: Columns;
  private readonly lexicon: CompiledLexicon;
  private readonly findings = new Findings();
  private readonly sexes;
  private readonly sectors;
  private readonly occupations;
  private readonly regions;
  private readonly programmes = programmesReader();
  private readonly statuses = statusReader();

  constructor(columns: Columns, headers: readonly string[], lexicon: CompiledLexicon) {
    this.columns = columns;
    this.lexicon = lexicon;
    this.sexes = sexReader(headers[columns.of.sex] ?? '');
    this.sectors = sectorReader(lexicon);
    this.occupations = occupationReader(lexicon);
    this.regions = regionReader(lexicon);
  }

  judge(row: RowCells): JudgedRow {
    const { of, headerKeys } = this.columns;
    this.findings.clear();
    if (mayBeNoRow(row.cells[of.nik] ?? '')) {
      const skip = skipReason(row, headerKeys, of.nik);
      if (skip) return withoutValues('skip', skip, []);
    }
    const isNarrow = row.kinds === null && row.width < headerKeys.length;
    if (row.kinds === null && row.width > headerKeys.length && overflows(row, headerKeys.length)) return misshapen();
    if (isNarrow && row.width <= this.columns.lastRequired) return misshapen();
    const judged = this.readValues(row);
    // Spreadsheets leave out empty cells at the end of a line. A lost separator looks the same, but then cells sit in the
    // wrong columns and something is nearly always found.
    if (isNarrow && judged.causes.some((code) => code !== 'nik.region_unknown')) return misshapen();
    return judged;
  }

  private readValues(row: RowCells): JudgedRow {
    const { of } = this.columns;
    const { findings } = this;
    const nik = this.nik(row);
    const name = this.name(row);
    const birth = this.birthDate(row, nik);
    const sex = this.sex(row, nik);
    const phone = this.content(row, of.phone);
    const email = this.content(row, of.email);
    const address = this.content(row, of.address);
    const wage = this.content(row, of.wage);
    const kpj = this.content(row, of.kpj);
    const mother = this.content(row, of.mother_name);
    const external = this.content(row, of.external_id);
    const values = {
      nik,
      name,
      nameKey: name === '' ? '' : readNameKey(name, findings),
      birthDate: birth > 0 ? isoDate(birth) : '',
      sex,
      phone: phone === '' ? '' : readPhone(phone, findings),
      email: email === '' ? '' : readEmail(email, findings),
      sector: this.known(row, of.sector, this.sectors),
      occupation: this.known(row, of.occupation, this.occupations),
      region: this.region(row),
      address: address === '' ? '' : readText(address, findings),
      wage: wage === '' ? null : readWage(wage, kindOf(row, of.wage), this.lexicon.limits, findings),
      programmes: this.programmeMask(row),
      startedOn: this.startedOn(row, birth),
      status: this.known(row, of.status, this.statuses),
      kpj: kpj === '' ? '' : readKpj(kpj, findings),
      motherName: mother === '' ? '' : readText(mother, findings, LONGEST_MOTHER_NAME),
      externalId: external === '' ? '' : readText(external, findings, LONGEST_EXTERNAL_ID),
    };
    return { verdict: findings.verdict, skip: null, causes: findings.causes, repairs: findings.repairs, values };
  }

  private content(row: RowCells, column: number): string {
    if (column < 0 || column >= row.width) return '';
    return contentOfCell(row.cells[column] ?? '', kindOf(row, column), this.findings);
  }

  private nik(row: RowCells): string {
    const column = this.columns.of.nik;
    const text = this.content(row, column);
    if (text === '') {
      this.findings.cause('nik.missing');
      return '';
    }
    const nik = readNik(text, kindOf(row, column), this.findings);
    const { nikDistricts } = this.lexicon;
    if (nik !== '' && nikDistricts && !knowsDistrict(nikDistricts, nik)) this.findings.cause('nik.region_unknown');
    return nik;
  }

  private name(row: RowCells): string {
    const text = this.content(row, this.columns.of.name);
    if (text !== '') return readName(text, this.findings);
    this.findings.cause('name.missing');
    return '';
  }

  /** YYYYMMDD, or a negative number with a cause. */
  private birthDate(row: RowCells, nik: string): number {
    const column = this.columns.of.birth_date;
    const { today, limits } = this.lexicon;
    const text = this.content(row, column);
    const date = text === '' ? UNREADABLE : readDate(text, kindOf(row, column), today, this.findings);
    if (date === UNREADABLE) return this.refused(text === '' ? 'birth_date.missing' : 'birth_date.unreadable');
    if (date > today) return this.refused('birth_date.future');
    const age = yearsBetween(date, today);
    if (age < limits.minAge || age > limits.maxAge) this.findings.cause('birth_date.age');
    if (nik !== '' && nikBirthDigits(nik) !== dayMonthShortYear(date)) this.findings.cause('nik.birth_date_mismatch');
    return date;
  }

  private sex(row: RowCells, nik: string): Sex | '' {
    const column = this.columns.of.sex;
    const text = textAt(row, column);
    const sex = this.sexes.of(text, kindOf(row, column), this.findings);
    if (sex === '') {
      if (!this.findings.causes.includes('sex.unreadable')) this.findings.cause('sex.missing');
    } else if (nik !== '' && sex !== nikSex(nik)) {
      this.findings.cause('nik.sex_mismatch');
    }
    return sex;
  }

  /** The value of a column with few different texts. */
  private known<V>(row: RowCells, column: number, memo: CellMemo<V>): V {
    return memo.of(textAt(row, column), kindOf(row, column), this.findings);
  }

  private region(row: RowCells): string {
    const column = this.columns.of.region;
    const kind = kindOf(row, column);
    const written = regionOfNumber(textAt(row, column), kind, this.findings);
    return this.regions.of(written, kind, this.findings);
  }

  private programmeMask(row: RowCells): number | null {
    let mask = this.known(row, this.columns.of.programmes, this.programmes);
    for (const flag of this.columns.flags) {
      const bit = this.known(row, flag.column, flag.reader);
      if (bit !== null) mask = (mask ?? 0) | bit;
    }
    return mask;
  }

  private startedOn(row: RowCells, birth: number): string {
    const column = this.columns.of.started_on;
    const text = this.content(row, column);
    if (text === '') return '';
    const date = readDate(text, kindOf(row, column), this.lexicon.today + YEARS_AHEAD, this.findings);
    if (date === UNREADABLE) {
      this.findings.cause('started_on.unreadable');
      return '';
    }
    if (birth > 0 && date <= birth) this.findings.cause('started_on.before_birth');
    return isoDate(date);
  }

  private refused(code: CauseCode): number {
    this.findings.cause(code);
    return UNREADABLE;
  }
}

/** A clean NIK cell spares the look at the whole line. */
function mayBeNoRow(nikCell: string): boolean {
  const first = nikCell.charCodeAt(0);
  return nikCell.length !== 16 || !(first >= 48 && first <= 57);
}

function textAt(row: RowCells, column: number): string {
  return column < 0 || column >= row.width ? '' : (row.cells[column] ?? '');
}

function kindOf(row: RowCells, column: number): number {
  return row.kinds === null || column < 0 || column >= row.width ? CELL.text : (row.kinds[column] ?? CELL.text);
}

function misshapen(): JudgedRow {
  return withoutValues('reject', null, ['row.columns']);
}

function withoutValues(verdict: 'skip' | 'reject', skip: SkipReason | null, causes: CauseCode[]): JudgedRow {
  return { verdict, skip, causes, repairs: [], values: noValues() };
}

/** DDMMYY of a date YYYYMMDD, as a NIK has it. */
function dayMonthShortYear(date: number): number {
  return (date % 100) * 10000 + (Math.floor(date / 100) % 100) * 100 + (Math.floor(date / 10000) % 100);
}
