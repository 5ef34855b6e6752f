import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Period } from '../../src/kernel/index.js';

const months = fc.record({ year: fc.integer({ min: 1990, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) });

describe('a contribution month', () => {
  it.each([
    ['2026-01', '2026-01'],
    ['2026/1', '2026-01'],
    ['202612', '2026-12'],
    ['01/2026', '2026-01'],
    ['1-2026', '2026-01'],
    ['Januari 2026', '2026-01'],
    ['agustus 2026', '2026-08'],
    ['Nopember 2025', '2025-11'],
    ['Des-26', '2026-12'],
    [" Feb '26 ", '2026-02'],
    ['March 2026', '2026-03'],
  ])('reads %s', (text, written) => {
    expect(Period.parse(text)?.toString()).toBe(written);
  });

  it.each(['', '2026', '2026-13', '2026-00', '00/2026', 'Foo 2026', '2026-01-15', '1', '12/1', '1026-01'])(
    'refuses %s',
    (text) => {
      expect(Period.parse(text)).toBeNull();
    },
  );

  it('knows its days', () => {
    expect(Period.of(2024, 2).lastDay()).toBe('2024-02-29');
    expect(Period.of(2026, 2).lastDay()).toBe('2026-02-28');
    expect(Period.of(2100, 2).lastDay()).toBe('2100-02-28');
    expect(Period.of(2026, 4).firstDay()).toBe('2026-04-01');
    expect(Period.of(2026, 2).day(31)).toBe('2026-02-28');
    expect(Period.containing('2026-11-23').toString()).toBe('2026-11');
  });

  it('moves over the turn of the year', () => {
    expect(Period.of(2025, 12).next().toString()).toBe('2026-01');
    expect(Period.of(2026, 1).add(-1).toString()).toBe('2025-12');
    expect(Period.of(2026, 11).through(Period.of(2027, 1)).map(String)).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(Period.of(2026, 2).through(Period.of(2026, 1))).toEqual([]);
  });

  it('refuses what is not a month', () => {
    expect(() => Period.of(2026, 13)).toThrow(RangeError);
    expect(() => Period.of(2026, 1.5)).toThrow(RangeError);
    expect(() => Period.of(2199, 12).add(1)).toThrow(RangeError);
  });

  it('adds, compares and writes consistently', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -900, max: 900 }), ({ year, month }, count) => {
        const start = Period.of(year, month);
        const end = start.add(count);
        expect(start.monthsUntil(end)).toBe(count);
        expect(end.add(-count).equals(start)).toBe(true);
        expect(Math.sign(end.compare(start))).toBe(Math.sign(count));
        expect(end.isAfter(start)).toBe(count > 0);
        expect(end.isBefore(start)).toBe(count < 0);
        expect(Period.parse(end.toString())?.equals(end)).toBe(true);
        expect(JSON.stringify(end)).toBe(`"${end}"`);
        expect([end.toString() < start.toString(), end.toString() > start.toString()]).toEqual([count < 0, count > 0]);
      }),
    );
  });
});
