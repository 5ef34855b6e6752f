import { describe, expect, it } from 'vitest';
import {
  coverageStatus,
  includesAll,
  isProgramme,
  PROGRAMME_BIT,
  programmeMask,
  programmesIn,
  protectedByAll,
  protectedUntil,
} from '../../src/programmes/index.js';
import { PROGRAMME_BITS } from '../../src/rosters/row/programmes.rules.js';

describe('sets of programmes', () => {
  it('are sums of bits and back, for every set', () => {
    for (let mask = 0; mask < 32; mask++) expect(programmeMask(programmesIn(mask))).toBe(mask);
  });
  it('keep their order', () => {
    expect(programmesIn(31)).toEqual(['JKK', 'JKM', 'JHT', 'JP', 'JKP']);
    expect(programmesIn(programmeMask(['JP', 'JKM']))).toEqual(['JKM', 'JP']);
  });
  it.each([-1, 32, 1.5, NaN])('refuse %s', (mask) => {
    expect(() => programmesIn(mask)).toThrow(RangeError);
  });
  it('tell whether all of some are in', () => {
    expect(includesAll(7, 3)).toBe(true);
    expect(includesAll(5, 3)).toBe(false);
  });
  it('know their codes', () => {
    expect(isProgramme('JKP')).toBe(true);
    expect(isProgramme('jkk')).toBe(false);
    expect(PROGRAMME_BIT).toEqual(PROGRAMME_BITS);
  });
});

describe('protection on a day', () => {
  it.each([
    [null, 'unknown'],
    ['-infinity', 'never'],
    ['2026-10-31', 'lapsed'],
    ['2026-11-30', 'active'],
    ['2026-12-31', 'active'],
    ['1999-12-31', 'lapsed'],
  ] as const)('%s is %s in the last days of November 2026', (until, status) => {
    expect(coverageStatus(until, '2026-11-30')).toBe(status);
  });
});

describe('protection by all of several programmes', () => {
  it.each([
    ['2026-12-31', '2026-11-30', '2026-11-30'],
    ['2026-12-31', '-infinity', '-infinity'],
    ['-infinity', null, '-infinity'],
    [null, '2026-12-31', null],
    [null, null, null],
  ])('%s and %s is %s, in either order', (a, b, expected) => {
    expect(protectedUntil(a, b)).toBe(expected);
    expect(protectedUntil(b, a)).toBe(expected);
  });
  it('is not defined for none', () => {
    expect(() => protectedByAll([])).toThrow(RangeError);
  });
});
