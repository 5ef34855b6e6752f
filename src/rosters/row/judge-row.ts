import { nikBirthDigits, nikSex, type Sex } from '../../kernel/index.js';
import { NO_REPAIRS, type GivenRepairs } from '../repairs/given-repairs.js';
import type { ValueField } from '../repairs/repair.rules.js';
import { turnedBirthDate } from '../repairs/turned-birth-date.rules.js';
import type { CauseCode } from './causes.js';
import type { Answer, CellMemo } from './cell-memo.js';
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
import { dayMonthShortYear, isoDate, UNREADABLE, yearsBetween } from './packed-dates.js';
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
 * @param given what people said about cells that the readers cannot make sense of
 * @throws RangeError when the mapping lacks a required field or gives a field two columns
 */
export function compileJudge(
  mapping: readonly (RosterField | null)[],
  headers: readonly string[],
  lexicon: CompiledLexicon,
  given: GivenRepairs = NO_REPAIRS,
): (row: RowCells) => JudgedRow {
  const judge = new RowJudge(placeColumns(mapping, headers), headers, lexicon, given);
  return (row) => judge.judge(row);
}

class RowJudge {
  private readonly columns: Columns;
  private readonly lexicon: CompiledLexicon;
  private readonly given: GivenRepairs;
  private readonly findings = new Findings();
  private readonly sexes;
  private readonly sectors;
  private readonly occupations;
  private readonly regions;
  private readonly programmes;
  private readonly statuses;

  constructor(columns: Columns, headers: readonly string[], lexicon: CompiledLexicon, given: GivenRepairs) {
    this.columns = columns;
    this.lexicon = lexicon;
    this.given = given;
    this.sexes = sexReader(headers[columns.of.sex] ?? '').answeredBy(meant(given, 'sex'));
    this.sectors = sectorReader(lexicon).answeredBy(meant(given, 'sector'));
    this.occupations = occupationReader(lexicon).answeredBy(meant(given, 'occupation'));
    this.regions = regionReader(lexicon).answeredBy(meant(given, 'region'));
    this.programmes = programmesReader().answeredBy(meant(given, 'programmes', Number));
    this.statuses = statusReader().answeredBy(meant(given, 'status'));
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
    const { findings, given } = this;
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
      phone: phone === '' ? '' : given.read('phone', phone, '', findings, (text) => readPhone(text, findings)),
      email: email === '' ? '' : readEmail(email, findings),
      sector: this.known(row, of.sector, this.sectors),
      occupation: this.known(row, of.occupation, this.occupations),
      region: this.region(row),
      address: address === '' ? '' : readText(address, findings),
      wage: wage === '' ? null : this.wage(wage, kindOf(row, of.wage)),
      programmes: this.programmeMask(row),
      startedOn: this.startedOn(row, birth),
      status: this.known(row, of.status, this.statuses),
      kpj: kpj === '' ? '' : given.read('kpj', kpj, '', findings, (text) => readKpj(text, findings)),
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
    const date = text === '' ? UNREADABLE : this.bornOn(text, kindOf(row, column), nik);
    if (date === UNREADABLE) return this.refused(text === '' ? 'birth_date.missing' : 'birth_date.unreadable');
    if (date > today) return this.refused('birth_date.future');
    const age = yearsBetween(date, today);
    if (age < limits.minAge || age > limits.maxAge) this.findings.cause('birth_date.age');
    if (nik !== '' && nikBirthDigits(nik) !== dayMonthShortYear(date)) this.findings.cause('nik.birth_date_mismatch');
    return date;
  }

  /** Day before month; the other way only where a person said so and the NIK agrees. */
  private bornOn(text: string, kind: number, nik: string): number {
    const note = this.given.noteOf('birth_date', 'birth_date.month_first');
    const turned = note && nik !== '' ? turnedBirthDate(text, nik, this.lexicon.today) : UNREADABLE;
    if (note === null || turned === UNREADABLE) return readDate(text, kind, this.lexicon.today, this.findings);
    this.findings.repair(note);
    return turned;
  }

  private wage(text: string, kind: number): number | null {
    const { findings } = this;
    const read = (written: string) => readWage(written, kind, this.lexicon.limits, findings);
    return this.given.read<number | null>('wage', text, null, findings, read);
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
    const kind = kindOf(row, column);
    const read = (written: string) => {
      const date = readDate(written, kind, this.lexicon.today + YEARS_AHEAD, this.findings);
      return date === UNREADABLE ? this.refused('started_on.unreadable') : date;
    };
    const date = this.given.read('started_on', text, UNREADABLE, this.findings, read);
    if (date === UNREADABLE) return '';
    if (birth > 0 && date <= birth) this.findings.cause('started_on.before_birth');
    return isoDate(date);
  }

  private refused(code: CauseCode): number {
    this.findings.cause(code);
    return UNREADABLE;
  }
}

/** The meanings that people gave to words of a field, as its reader's memory asks for them. */
function meant<V>(
  given: GivenRepairs,
  field: ValueField,
  as: (code: string) => V = (code) => code as V,
): Answer<V> | null {
  const meaning = given.meaningsOf(field);
  if (!meaning) return null;
  return (text) => {
    const said = meaning(text);
    return said && { value: said.to === '' ? null : as(said.to), note: said.note };
  };
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
