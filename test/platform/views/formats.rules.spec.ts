import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatsFor } from '../../../src/platform/views/formats.js';

const id = formatsFor('id');
const en = formatsFor('en');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  test('are written as the reader writes them', () => {
    expect(id.number(1_234_567)).toBe('1.234.567');
    expect(en.number(1_234_567)).toBe('1,234,567');
    expect(id.number(9_007_199_254_740_993n)).toBe('9.007.199.254.740.993');
    expect(plain(id.rupiah(2_100_000))).toBe('Rp 2.100.000');
    expect(plain(id.bytes(1_536_000))).toBe('1,5 MB');
    expect(plain(en.bytes(999))).toBe('999 B');
  });

  test('that are not known are a dash, not a zero', () => {
    for (const text of [id.number(null), id.percent(undefined), id.percent(Number.NaN), id.rupiah(null), id.date('')])
      expect(text).toBe('–');
  });
});

describe('a percentage', () => {
  test('is 100 only for all and 0 only for none', () => {
    expect(id.percent(0.634)).toBe('63,4%');
    expect(id.percent(1)).toBe('100%');
    expect(id.percent(0)).toBe('0%');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000_000 }), (part, more) => {
        const text = en.percent(part / (part + more));
        expect(text).not.toBe('100%');
        expect(text).not.toBe('0%');
      }),
    );
  });
});

describe('time', () => {
  test('a calendar day stays that day in every zone', () => {
    expect(id.date('2026-11-01')).toBe('1 Nov 2026');
    expect(id.month('2026-08')).toBe('Agustus 2026');
    expect(en.month('2026-08-31')).toBe('August 2026');
  });

  test('a moment is told in Jakarta', () => {
    expect(id.datetime('2026-11-22T17:30:00Z')).toBe('23 Nov 2026, 00.30 WIB');
    expect(en.datetime(new Date('2026-11-22T17:30:00Z'))).toBe('23 Nov 2026, 00:30 WIB');
  });

  test('a duration has its two largest units', () => {
    expect(id.duration(78)).toBe('1 menit 18 detik');
    expect(en.duration(3_600)).toBe('1 hour');
    expect(en.duration(90_061)).toBe('1 day 1 hour');
    expect(en.duration(0.2)).toBe('0 seconds');
  });
});
