import { nikFault } from '../../kernel/index.js';

const NIK_DIGITS = 16;
/** Excel keeps fifteen digits of a number and writes a zero for the last. */
const KEPT_BY_EXCEL = 15;
const LONGEST_CELL = 64;
const SCIENTIFIC = /^(\d)(?:[.,](\d{1,15}))?E\+?15$/i;
const DECIMAL_TAIL = /[.,]0{1,2}$/;
const THOUSANDS = /^\d([.,])\d{3}(?:\1\d{3}){4}$/;
const WRAPPING = /[\s'’`"=]/g;

/** The digits that a NIK still has after it was a number. */
export interface NikRest {
  /** 1 to 16 leading digits. */
  digits: string;
  /** The last of them may be one too high: the number was shortened by rounding. */
  rounded: boolean;
}

/** @param text the cell as the file has it @returns null when it was no number of sixteen digits */
export function nikRest(text: string): NikRest | null {
  if (text.length > LONGEST_CELL) return null;
  const bare = text.replace(WRAPPING, '');
  const scientific = SCIENTIFIC.exec(bare);
  if (scientific) {
    const digits = `${scientific[1]}${scientific[2] ?? ''}`;
    return digits.startsWith('0') ? null : { digits, rounded: digits.length < NIK_DIGITS };
  }
  const whole = THOUSANDS.test(bare) ? bare.replace(/[.,]/g, '') : bare.replace(DECIMAL_TAIL, '');
  if (!/^[1-9]\d{15}$/.test(whole)) return null;
  // Excel cannot have written another last digit than zero, so then all sixteen are the sender's own.
  return { digits: whole.endsWith('0') ? whole.slice(0, KEPT_BY_EXCEL) : whole, rounded: false };
}

/** Whether a stored NIK can be the one of which this is left. */
export function restAgrees(rest: NikRest, nik: string): boolean {
  if (nikFault(nik) !== null) return false;
  const kept = rest.digits.length;
  const head = nik.slice(0, kept);
  if (head === rest.digits) return true;
  if (!rest.rounded || kept >= NIK_DIGITS || nik.charCodeAt(kept) < 53) return false;
  return String(BigInt(head) + 1n) === rest.digits;
}
