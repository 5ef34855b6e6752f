import { nikFault } from '../../kernel/index.js';
import type { CauseCode } from './causes.js';
import { CELL, isInvisible } from './cells.js';
import type { Findings } from './findings.js';

/** Beyond this a cell is not looked at for separators. */
const LONGEST_CELL = 64;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?E\+?\d{1,2}$/i;
const DECIMAL_TAIL = /^\d{15,17}[.,]0{1,2}$/;
const THOUSANDS = /^\d([.,])\d{3}(?:\1\d{3}){4}$/;
/** 0-9 as full-width characters. */
const FULL_WIDTH_ZERO = 0xff10;

const CAUSE_OF = {
  length: 'nik.length',
  not_digits: 'nik.not_digits',
  impossible_date: 'nik.impossible_date',
  serial: 'nik.serial',
} as const satisfies Record<string, CauseCode>;

/**
 * The sixteen digits, or '' with a cause. Separators go, digits are never added, changed or taken away: Excel keeps
 * fifteen, so a NIK that has been a number has lost its last one even when it still looks whole.
 */
export function readNik(text: string, kind: number, findings: Findings): string {
  const fault = nikFault(text);
  if (kind === CELL.text && fault === null) return text;
  const isWritten = kind === CELL.text && text.length === 16 && fault !== 'not_digits';
  const digits = isWritten ? text : withoutSeparators(text);
  if (digits === '') {
    findings.cause('nik.missing');
    return '';
  }
  if (!isWritten && wasNumber(text, digits, kind)) {
    findings.cause('nik.truncated_by_excel');
    return '';
  }
  const remaining = nikFault(digits);
  if (remaining) {
    findings.cause(CAUSE_OF[remaining]);
    return '';
  }
  if (digits.length !== text.length) findings.repair('nik.separators');
  return digits;
}

/** Whether the cell could be a NIK once its separators are gone; used to recognise the column. */
export function looksLikeNik(text: string): boolean {
  return nikFault(withoutSeparators(text)) === null;
}

/** Whether the cell is meant as a NIK, be it damaged: many digits, or a number in scientific notation. */
export function isMeantAsNik(text: string): boolean {
  if (text.length > LONGEST_CELL) return false;
  const digits = withoutSeparators(text).replace(/\D/g, '').length;
  return digits >= 13 || SCIENTIFIC.test(text.trim());
}

function wasNumber(text: string, digits: string, kind: number): boolean {
  if (kind === CELL.number || kind === CELL.date) return true;
  if (kind === CELL.formula && digits.length === 16 && digits.endsWith('0')) return true;
  const bare = text.trim();
  if (bare.length > LONGEST_CELL) return false;
  return SCIENTIFIC.test(bare) || DECIMAL_TAIL.test(bare) || (THOUSANDS.test(bare) && digits.endsWith('0'));
}

/** Drops what people put around and between the digits: spaces, apostrophes, quotes, dots, dashes, `=` of `="…"`. */
function withoutSeparators(text: string): string {
  if (text.length > LONGEST_CELL) return text;
  let result = '';
  const grouped = THOUSANDS.test(text.trim());
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= FULL_WIDTH_ZERO && code <= FULL_WIDTH_ZERO + 9)
      result += String.fromCharCode(code - FULL_WIDTH_ZERO + 48);
    else if (!isSeparator(code) && !(grouped && code === 44)) result += text[i];
  }
  return result;
}

function isSeparator(code: number): boolean {
  // ' ` " = . - _ / and their typographic sisters
  return (
    code === 39 ||
    code === 96 ||
    code === 34 ||
    code === 61 ||
    code === 46 ||
    code === 45 ||
    code === 95 ||
    code === 47 ||
    code === 0xb4 ||
    (code >= 0x2010 && code <= 0x201f) ||
    isInvisible(code)
  );
}
