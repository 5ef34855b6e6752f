import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BAND_KEYS, ageBandOf, ageBands, cohortOf } from '../../src/kernel/index.js';

describe('age bands', () => {
  it('groups the cohorts of 2026', () => {
    expect(ageBands('2026-11-23').slice(0, 3)).toEqual([
      { key: '0-14', firstYear: 2010, lastYear: null },
      { key: '15-24', firstYear: 2000, lastYear: 2009 },
      { key: '25-34', firstYear: 1990, lastYear: 1999 },
    ]);
    expect(ageBands('2026-11-23').at(-1)).toEqual({ key: '65-', firstYear: null, lastYear: 1959 });
  });

  it('puts a birth date into the cohort that begins its five years', () => {
    expect([cohortOf('1985-01-01'), cohortOf('1989-12-31'), cohortOf('1990-01-01')]).toEqual([1985, 1985, 1990]);
  });

  it('gives every cohort to exactly one band, and never one more than three years off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 380, max: 420 }), (year, fifth) => {
        const cohort = fifth * 5;
        const day = `${year}-06-30`;
        const holding = ageBands(day).filter(
          ({ firstYear, lastYear }) => cohort >= (firstYear ?? -Infinity) && cohort + 4 <= (lastYear ?? Infinity),
        );
        expect(holding.map(({ key }) => key)).toEqual([ageBandOf(cohort, day)]);
        const [from, to] = (holding[0]?.key ?? '').split('-').map((text) => (text ? Number(text) : Infinity));
        const middleAge = year - cohort - 2;
        expect(middleAge).toBeLessThanOrEqual(to ?? 0);
        if (middleAge >= 0) expect(middleAge).toBeGreaterThanOrEqual(from ?? 0);
      }),
    );
  });

  it('has the bands in the order of age', () => {
    expect(ageBands('2030-01-01').map(({ key }) => key)).toEqual([...AGE_BAND_KEYS]);
  });
});
