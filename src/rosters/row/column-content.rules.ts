import { CELL, contentOfCell } from './cells.js';
import { readDate } from './dates.rules.js';
import { readEmail } from './email.rules.js';
import { Findings } from './findings.js';
import { readKpj } from './kpj.rules.js';
import { isMeantAsNik, looksLikeNik } from './nik.rules.js';
import { UNREADABLE, yearsBetween } from './packed-dates.js';
import { readPhone } from './phone.rules.js';
import type { RosterField } from './roster-fields.js';
import { readSex } from './sex.rules.js';
import { readStatus } from './status.rules.js';
import { readWage } from './wage.rules.js';
import { DEFAULT_LIMITS } from './lexicon.js';

const JKN_NUMBER = /^\d{13}$/;

/** What the sample cells of one column look like: shares of its filled cells, 0 to 1. */
export interface ColumnContent {
  filled: number;
  nik: number;
  birthDate: number;
  sex: number;
  phone: number;
  email: number;
  kpj: number;
  jkn: number;
  /** Every filled cell is one and the same text. */
  constant: boolean;
  /** Every NIK ends in 0: a spreadsheet has cut the last digit off before the file was written. */
  nikEndsInZero: boolean;
}

export function contentOfColumn(texts: readonly string[], today: number): ColumnContent {
  const filled = texts
    .map((text) => contentOfCell(text, CELL.text, new Findings()).trim())
    .filter((text) => text !== '');
  const niks = filled.filter(looksLikeNik);
  return {
    filled: filled.length,
    nik: share(filled, looksLikeNik),
    birthDate: share(filled, (text) => isBirthDate(text, today)),
    sex: share(filled, (text) => text.length <= 12 && reads((findings) => readSex(text, false, findings) !== '')),
    phone: share(filled, (text) => !looksLikeNik(text) && reads((findings) => readPhone(text, findings) !== '')),
    email: share(filled, (text) => text.includes('@') && reads((findings) => readEmail(text, findings) !== '')),
    kpj: share(filled, (text) => reads((findings) => readKpj(text, findings) !== '')),
    jkn: share(filled, (text) => JKN_NUMBER.test(text.replace(/[ .-]/g, ''))),
    constant: new Set(filled).size <= 1,
    nikEndsInZero: niks.length >= 5 && niks.every((text) => text.endsWith('0')),
  };
}

/**
 * Share of the filled cells that can be read as the field, or null for fields that any text fits or that only the
 * lexicon could tell.
 */
export function fitOf(
  field: RosterField,
  texts: readonly string[],
  content: ColumnContent,
  today: number,
): number | null {
  if (content.filled === 0) return null;
  const cells = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (field === 'nik') return share(cells, isMeantAsNik);
  if (field === 'birth_date') return content.birthDate;
  if (field === 'sex') return content.sex;
  if (field === 'phone') return content.phone;
  if (field === 'email') return content.email;
  if (field === 'kpj') return content.kpj;
  if (field === 'started_on') {
    return share(cells, (text) => readDate(text, CELL.text, today + 50_000, new Findings()) !== UNREADABLE);
  }
  if (field === 'status') return share(cells, (text) => reads((findings) => readStatus(text, findings) !== ''));
  if (field === 'wage') return share(cells, (text) => isWage(text));
  if (field === 'name' || field === 'mother_name') return share(cells, (text) => /\p{L}/u.test(text));
  return null;
}

function isBirthDate(text: string, today: number): boolean {
  const date = readDate(text, CELL.text, today, new Findings());
  if (date === UNREADABLE) return false;
  const age = yearsBetween(date, today);
  return age >= 10 && age <= 100;
}

function isWage(text: string): boolean {
  return reads(
    (findings) => readWage(text, CELL.text, DEFAULT_LIMITS, findings) !== null || findings.repairs.length > 0,
  );
}

function reads(read: (findings: Findings) => boolean): boolean {
  return read(new Findings());
}

function share(texts: readonly string[], test: (text: string) => boolean): number {
  return texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
}
