import { isInvisible } from './cells.js';
import type { Findings } from './findings.js';

const KPJ_DIGITS = 11;
/** Number of the health-insurance agency, often put into the same column. */
const JKN_DIGITS = 13;
const LONGEST_CELL = 100;

/** The eleven digits of a participant number; '' with a cause otherwise. Of several numbers the first counts. */
export function readKpj(text: string, findings: Findings): string {
  if (text.length === KPJ_DIGITS && digitsOf(text) === text) return text;
  if (text.length > LONGEST_CELL) {
    findings.cause('kpj.unreadable');
    return '';
  }
  const numbers = text.split(/[,;/&|\n]/).map(digitsOf);
  const [first = ''] = numbers;
  if (first.length !== KPJ_DIGITS) {
    findings.cause(first.length === JKN_DIGITS ? 'kpj.jkn_number' : 'kpj.unreadable');
    return '';
  }
  findings.repair(numbers.length > 1 ? 'kpj.first_of_several' : 'kpj.separators');
  return first;
}

/** Digits without spaces, dots, dashes and apostrophes; '' when anything else is there. */
function digitsOf(text: string): string {
  let digits = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += text[i];
    else if (code !== 45 && code !== 46 && code !== 39 && code !== 0x2019 && !isInvisible(code)) return '';
  }
  return digits;
}
