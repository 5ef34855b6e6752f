import type { Sex } from '../../kernel/index.js';
import type { CauseCode, RepairNote } from './causes.js';
import type { Verdict } from './findings.js';
import type { SkipReason } from './row-shape.rules.js';
import type { RosterStatus } from './status.rules.js';

/** One row as the table reader gives it. */
export interface RowCells {
  /** 1 is the first row under the header. */
  number: number;
  /** Texts; only the first `width` belong to this row. */
  cells: readonly string[];
  /** Kind of every cell as in CELL, or null for a CSV, where all is text. */
  kinds: Uint8Array | null;
  /** How many cells the row has in the file. */
  width: number;
}

/** What a row says, normalised. '' and null mean: not said, or not readable (then there is a cause). */
export interface RowValues {
  /** 16 digits. */
  nik: string;
  name: string;
  /** Upper-case search key without titles. */
  nameKey: string;
  /** YYYY-MM-DD */
  birthDate: string;
  sex: Sex | '';
  /** E.164 */
  phone: string;
  email: string;
  /** One KBLI letter. */
  sector: string;
  /** Code of a known occupation, else the text as written. */
  occupation: string;
  /** 4-digit code of a kabupaten or kota. */
  region: string;
  address: string;
  /** Rupiah per month. */
  wage: number | null;
  /** Mask of PROGRAMME_BITS. */
  programmes: number | null;
  /** YYYY-MM-DD */
  startedOn: string;
  status: RosterStatus | '';
  /** 11 digits. */
  kpj: string;
  motherName: string;
  externalId: string;
}

export interface JudgedRow {
  verdict: Verdict;
  /** Why a line of the file is no row, when the verdict is `skip`. */
  skip: SkipReason | null;
  /** Also warnings, on rows that are fine. */
  causes: readonly CauseCode[];
  repairs: readonly RepairNote[];
  values: RowValues;
}

export function noValues(): RowValues {
  return {
    nik: '',
    name: '',
    nameKey: '',
    birthDate: '',
    sex: '',
    phone: '',
    email: '',
    sector: '',
    occupation: '',
    region: '',
    address: '',
    wage: null,
    programmes: null,
    startedOn: '',
    status: '',
    kpj: '',
    motherName: '',
    externalId: '',
  };
}
