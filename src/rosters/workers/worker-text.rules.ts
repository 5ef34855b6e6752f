import { personKey } from '../../kernel/index.js';

/** What somebody typed into the search box. Digits are never searched as part of a name. */
export type WorkerText =
  | { kind: 'name'; prefix: string }
  | { kind: 'tail'; digits: string }
  | { kind: 'kpj'; digits: string }
  | { kind: 'nik'; digits: string }
  | { kind: 'unusable' };

const TAIL_DIGITS = 4;
const KPJ_DIGITS = 11;
const NIK_DIGITS = 16;
const LONGEST = 100;
/** What people put between digits. */
const SEPARATORS = /[\s.'’/-]/g;

/** null when nothing was typed. */
export function readWorkerText(typed: string): WorkerText | null {
  const text = typed.slice(0, LONGEST).trim();
  if (text === '') return null;
  const digits = text.replace(SEPARATORS, '');
  if (/^\d+$/.test(digits)) return readDigits(digits);
  const prefix = searchKey(text);
  return prefix === '' ? { kind: 'unusable' } : { kind: 'name', prefix };
}

/** Whether a text holds a whole NIK, which must never stand in an address. */
export function holdsNik(text: string): boolean {
  return /\d{16}/.test(text.replace(SEPARATORS, ''));
}

/** First text behind all those that begin with the prefix, in byte order. */
export function afterPrefix(prefix: string): string {
  const codes = [...prefix];
  const last = codes.pop() ?? '';
  return codes.join('') + String.fromCodePoint((last.codePointAt(0) ?? 0) + 1);
}

function readDigits(digits: string): WorkerText {
  if (digits.length === TAIL_DIGITS) return { kind: 'tail', digits };
  if (digits.length === KPJ_DIGITS) return { kind: 'kpj', digits };
  return digits.length === NIK_DIGITS ? { kind: 'nik', digits } : { kind: 'unusable' };
}

/** The key of the roster; a space at the end stays out, so that `budi s` finds `BUDI SANTOSO`. */
function searchKey(text: string): string {
  return personKey(text).trim();
}
