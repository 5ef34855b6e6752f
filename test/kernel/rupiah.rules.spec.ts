import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRupiah, parseRupiah, readRupiah, splitRupiah } from '../../src/kernel/index.js';

describe('reading rupiah', () => {
  it.each([
    ['0', 0],
    ['1500000', 1_500_000],
    ['1.500.000', 1_500_000],
    ['1,500,000', 1_500_000],
    ['1500000.00', 1_500_000],
    ['1500000,00', 1_500_000],
    ['1.500.000,00', 1_500_000],
    ['1,500,000.00', 1_500_000],
    ['Rp 1.500.000,00', 1_500_000],
    ['Rp1.500.000,-', 1_500_000],
    ['Rp. 1.500.000', 1_500_000],
    ['rp 1.500.000,--', 1_500_000],
    ['IDR 1,500,000', 1_500_000],
    ['1.500.000 IDR', 1_500_000],
    ['1 500 000', 1_500_000],
    ['Rp\u00a01.500.000', 1_500_000],
    ['1.500', 1500],
    ['1,500', 1500],
    ['1,5 juta', 1_500_000],
    ['1.5jt', 1_500_000],
    ['Rp 2 juta', 2_000_000],
    ['750rb', 750_000],
    ['1.500 ribu', null],
    ['Rp 1.500.000 / bulan', 1_500_000],
    ['1.500.000 per bulan', 1_500_000],
  ])('takes %s as %s', (text, rupiah) => {
    expect(parseRupiah(text)).toBe(rupiah);
  });

  it.each([
    '',
    ' ',
    '-',
    'abc',
    '1.5',
    '12,50',
    '-5000',
    '(5000)',
    '1.000.000 - 2.000.000',
    '1.50.000',
    '1500.000',
    '1.500,000',
    '1..000',
    ',5',
    '> 1000000',
    'Rp',
    '9'.repeat(20),
    '1e6',
    'juta',
  ])('does not guess at %s', (text) => {
    expect(parseRupiah(text)).toBeNull();
  });

  it('rounds a fraction half up and says so', () => {
    expect(readRupiah('1.833.333,33')).toEqual({ rupiah: 1_833_333, rounded: true });
    expect(readRupiah('1.833.333,50')).toEqual({ rupiah: 1_833_334, rounded: true });
    expect(readRupiah('1.833.333,00')).toEqual({ rupiah: 1_833_333, rounded: false });
    expect(readRupiah('1,15 juta')).toEqual({ rupiah: 1_150_000, rounded: false });
  });

  it('reads back what it formats, in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999_999 }),
        fc.constantFrom('id' as const, 'en' as const),
        (amount, locale) => {
          expect(parseRupiah(formatRupiah(amount, locale))).toBe(amount);
        },
      ),
    );
  });

  it('gives a safe whole number or nothing for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[Rp .,0-9jtb-]{0,30}$/)), (text) => {
        const rupiah = parseRupiah(text);
        expect(rupiah === null || (Number.isSafeInteger(rupiah) && rupiah >= 0)).toBe(true);
      }),
    );
  });
});

describe('formatting rupiah', () => {
  it('groups by the language', () => {
    expect(formatRupiah(1_500_000)).toBe('Rp1.500.000');
    expect(formatRupiah(1_500_000, 'en')).toBe('Rp1,500,000');
    expect(formatRupiah(999)).toBe('Rp999');
    expect(formatRupiah(-16_800)).toBe('-Rp16.800');
  });
});

describe('splitting rupiah', () => {
  it('gives the left-over to the largest remainders, first come first served', () => {
    expect(splitRupiah(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitRupiah(10, [0, 3, 1])).toEqual([0, 8, 2]);
    expect(splitRupiah(7, [0, 0])).toEqual([4, 3]);
    expect(splitRupiah(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitRupiah(0, [5, 5])).toEqual([0, 0]);
  });

  it('always adds up, is never a rupiah off its share, and gives nothing to a weight of zero', () => {
    const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    const weights = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts = splitRupiah(amount, shares);
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(amount);
        parts.forEach((part, i) => {
          const exact = sum > 0 ? (amount * (shares[i] ?? 0)) / sum : amount / shares.length;
          expect(Math.abs(part - exact)).toBeLessThan(1.001);
          if (sum > 0 && shares[i] === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  it.each([[[]], [[-1, 2]], [[Number.NaN]], [[Infinity]], [[1e308, 1e308]]])('refuses the weights %j', (weights) => {
    expect(() => splitRupiah(100, weights)).toThrow(RangeError);
  });
});
