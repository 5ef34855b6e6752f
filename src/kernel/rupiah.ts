/** Whole rupiah. Always a safe integer. */
export type Rupiah = number;

export interface RupiahReading {
  rupiah: Rupiah;
  /** The text had a fraction other than zero; the amount is rounded half up. */
  rounded: boolean;
}

/** Longer texts hold no amount. */
const LONGEST = 60;

const UNITS = new Map([
  ['RB', 1e3],
  ['RIBU', 1e3],
  ['K', 1e3],
  ['JT', 1e6],
  ['JUTA', 1e6],
  ['M', 1e9],
  ['MILIAR', 1e9],
  ['MILYAR', 1e9],
]);

/**
 * Reads an amount as people write it: `1500000`, `1.500.000`, `1,500,000.00`, `Rp 1.500.000,00`, `Rp1.500.000,-`,
 * `1,5 juta`. A lone separator before exactly three digits groups thousands (`1.500` is 1500); before one or two
 * digits it is a decimal mark only after at least four digits or before a unit, since `1.5` alone has no sure meaning,
 * and neither have `1500.000` or `1.500,000`. Negative amounts, ranges and anything else give null.
 */
export function readRupiah(text: string): RupiahReading | null {
  const plain = plainDigits(text);
  if (plain >= 0) return { rupiah: plain, rounded: false };
  if (text.length > LONGEST) return null;
  const parts = /^(?:RP|IDR)?([\d.,]+)([A-Z]*)$/.exec(bare(text));
  if (!parts) return null;
  const unit = parts[2] ? UNITS.get(parts[2]) : 1;
  if (!unit) return null;
  const value = decimal(parts[1] ?? '', unit > 1);
  if (value === null) return null;
  const exact = value * unit;
  const rupiah = Math.floor(exact + 0.5);
  if (!Number.isSafeInteger(rupiah)) return null;
  return { rupiah, rounded: Math.abs(exact - rupiah) > 1e-6 };
}

export function parseRupiah(text: string): Rupiah | null {
  return readRupiah(text)?.rupiah ?? null;
}

/** `Rp1.500.000` in Indonesian, `Rp1,500,000` in English; negative amounts with a leading minus. */
export function formatRupiah(amount: Rupiah, locale: 'id' | 'en' = 'id'): string {
  const digits = String(Math.abs(amount));
  const mark = locale === 'id' ? '.' : ',';
  let grouped = '';
  for (let i = 0; i < digits.length; i++) {
    if (i > 0 && (digits.length - i) % 3 === 0) grouped += mark;
    grouped += digits[i];
  }
  return `${amount < 0 ? '-' : ''}Rp${grouped}`;
}

/**
 * Splits an amount in proportion to the weights so that the parts add up to it exactly; what rounding leaves over goes
 * to the largest remainders, first come first served. All weights zero: equal parts.
 * @throws RangeError when there is no weight, or a weight is negative or not finite
 */
export function splitRupiah(amount: Rupiah, weights: readonly number[]): Rupiah[] {
  if (weights.length === 0) throw new RangeError('splitRupiah: no weights');
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity))) throw new RangeError('splitRupiah: bad weight');
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === Infinity) throw new RangeError('splitRupiah: weights too large');
  const shares = weights.map((weight) =>
    sum > 0 ? Math.abs(amount) * (weight / sum) : Math.abs(amount) / weights.length,
  );
  const parts = shares.map(Math.floor);
  let left = Math.abs(amount) - parts.reduce((total, part) => total + part, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .filter(({ index }) => sum === 0 || (weights[index] ?? 0) > 0)
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (let i = 0; left !== 0; i++) {
    const index = byRemainder[i % byRemainder.length]?.index ?? 0;
    const step = left > 0 ? 1 : -1;
    parts[index] = (parts[index] ?? 0) + step;
    left -= step;
  }
  return amount < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts;
}

/** The number written in plain digits or in groups of three with one kind of mark, up to 15 digits; else -1. */
function plainDigits(text: string): number {
  const length = text.length;
  if (length === 0 || length > 19) return -1;
  let value = 0;
  let mark = 0;
  let group = 0;
  let digits = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      group++;
      digits++;
    } else {
      if ((code !== 46 && code !== 44) || (mark === 0 ? group === 0 || group > 3 : code !== mark || group !== 3))
        return -1;
      mark = code;
      group = 0;
    }
  }
  return digits > 15 || (mark !== 0 && group !== 3) ? -1 : value;
}

/** Upper case without spaces, apostrophes, the dot of `Rp.`, the `,-` tail and "per month". */
function bare(text: string): string {
  const words = text
    .toUpperCase()
    .replace(/[\s'’`"\u00a0\u200b-\u200f\ufeff]/g, '')
    .replace(/^(RP|IDR)[.:]/, '$1')
    .replace(/(PERBULAN|\/BULAN|\/BLN)$/, '')
    .replace(/(RUPIAH|IDR)$/, '');
  let end = words.length;
  while (end > 0 && '-–—='.includes(words.charAt(end - 1))) end--;
  if (end < words.length && '.,'.includes(words.charAt(end - 1))) end--;
  return words.slice(0, end);
}

function decimal(text: string, hasUnit: boolean): number | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last === -1) return text.length <= 15 ? Number(text) : null;
  const mark = text[last] ?? '';
  const whole = text.slice(0, last);
  const tail = text.slice(last + 1);
  const other = mark === '.' ? ',' : '.';
  if (tail.length === 3) return !hasUnit && isGrouped(text, mark) ? Number(text.replaceAll(mark, '')) : null;
  if (tail.length === 0 || whole.length === 0 || whole.includes(mark)) return null;
  const wholeDigits = whole.includes(other) ? (isGrouped(whole, other) ? whole.replaceAll(other, '') : '') : whole;
  if (wholeDigits === '' || wholeDigits.length > 13) return null;
  if (!hasUnit && wholeDigits.length < 4 && Number(tail) !== 0) return null;
  return Number(`${wholeDigits}.${tail}`);
}

/** `1.500.000`: one to three digits, then groups of exactly three. */
function isGrouped(text: string, mark: string): boolean {
  const groups = text.split(mark);
  return (groups[0] ?? '').length >= 1 && (groups[0] ?? '').length <= 3 && groups.slice(1).every((g) => g.length === 3);
}
