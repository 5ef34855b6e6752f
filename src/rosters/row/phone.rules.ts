import type { Findings } from './findings.js';
import { isInvisible } from './cells.js';

const LONGEST_CELL = 80;
const SEVERAL = /[/;,&|\n]| atau | dan /i;
const EXTENSION = /\b(?:ext|pes)\.? ?\d{1,5}$/i;
const NUMBER_ONLY = /^[^\p{L}]*$/u;

/**
 * A telephone number as E.164, '' with a cause when it is none. National numbers are Indonesian; of several numbers in a
 * cell the first counts. Mobile numbers have nine to twelve digits after +62, others seven to eleven.
 */
export function readPhone(text: string, findings: Findings): string {
  const simple = readPlainMobile(text);
  if (simple !== '') return simple;
  if (text.length > LONGEST_CELL) return unreadable(findings);
  const numbers = text.split(SEVERAL).filter((part) => /\d/.test(part));
  const first = (numbers[0] ?? '').replace(EXTENSION, '').replace(/^\s*(?:hp|wa|tel|telp|tlp|no)\s?[.:]/i, '');
  if (!NUMBER_ONLY.test(first)) return unreadable(findings);
  const number = international(dialled(first), findings);
  if (number === '') return unreadable(findings);
  if (numbers.length > 1) findings.repair('phone.first_of_several');
  return number;
}

/** `08…` and `628…` in plain digits. */
function readPlainMobile(text: string): string {
  const length = text.length;
  if (length < 10 || length > 14) return '';
  const first = text.charCodeAt(0);
  const prefix = first === 48 && text.charCodeAt(1) === 56 ? 1 : first === 54 && text.charCodeAt(1) === 50 ? 2 : 0;
  if (prefix === 0 || text.charCodeAt(prefix) !== 56 || !isNationalLength(length - prefix, true)) return '';
  for (let i = prefix; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return '';
  }
  return text.charCodeAt(prefix + 1) === 48 ? '' : '+62' + text.slice(prefix);
}

/** The digits, with a leading + when the cell had one; '' when other signs than separators are there. */
function dialled(text: string): string {
  let digits = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += text[i];
    else if (code === 43 && digits === '') digits = '+';
    else if (!isSeparator(code)) return '';
  }
  return digits;
}

function international(digits: string, findings: Findings): string {
  if (digits.startsWith('+62')) return national(digits.slice(3).replace(/^0/, ''));
  if (digits.startsWith('+')) return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : '';
  if (digits.startsWith('0062')) return national(digits.slice(4).replace(/^0/, ''));
  if (digits.startsWith('62') && digits.length >= 10) return national(digits.slice(2).replace(/^0/, ''));
  if (digits.startsWith('0')) return national(digits.slice(1));
  // A number column swallowed the zero. Only a mobile number is sure without it.
  if (!digits.startsWith('8')) return '';
  findings.repair('phone.leading_zero');
  return national(digits);
}

function national(digits: string): string {
  const mobile = digits.startsWith('8');
  const first = digits.charCodeAt(0);
  if (!(first >= 50 && first <= 57) || (mobile && digits.charCodeAt(1) === 48)) return '';
  return isNationalLength(digits.length, mobile) ? `+62${digits}` : '';
}

function isNationalLength(length: number, mobile: boolean): boolean {
  return mobile ? length >= 9 && length <= 12 : length >= 7 && length <= 11;
}

function isSeparator(code: number): boolean {
  // ' ( ) - . _ * and typographic dashes and quotes
  return (
    code === 39 ||
    code === 40 ||
    code === 41 ||
    code === 45 ||
    code === 46 ||
    code === 95 ||
    code === 96 ||
    (code >= 0x2010 && code <= 0x201f) ||
    isInvisible(code)
  );
}

function unreadable(findings: Findings): '' {
  findings.cause('phone.unreadable');
  return '';
}
