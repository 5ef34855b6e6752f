import { describe, expect, it } from 'vitest';
import { splitOf } from '../../src/coverage/coverage.rules.js';
import { eligibleShare, rosterTarget } from '../../src/coverage/dashboard/targets.rules.js';
import type { FigureEntry } from '../../src/coverage/figures/figure.rules.js';
import type { Figure } from '../../src/coverage/figures/figures.repository.js';

const figure = (given: Partial<FigureEntry>): Figure => ({
  ...{ id: 'f', enteredLabel: 'a', enteredAt: new Date(0), withdrawn: false },
  ...{ indicator: 'coverage_of_roster', region: '', sector: '', year: 2026, value: 45 },
  ...{ source: 's', sourceDate: '2026-01-01', definition: 'd' },
  ...given,
});

describe('progress to targets', () => {
  it('says how many people are missing, whole people only', () => {
    const of = (value: number, active: number, workers: number) =>
      rosterTarget([figure({ value })], splitOf(workers, active, 0, 0), 2026)?.missing;
    expect(of(45, 300, 1000)).toBe(150);
    expect(of(45.5, 0, 3)).toBe(2);
    expect(of(30, 300, 1000)).toBe(0);
    expect(of(10, 500, 1000)).toBe(0);
    expect(of(29, 0, 100)).toBe(29);
  });

  it('has none without a target or without people', () => {
    expect(rosterTarget([], splitOf(10, 1, 0, 0), 2026)).toBeNull();
    expect(rosterTarget([figure({})], splitOf(0, 0, 0, 0), 2026)).toBeNull();
    expect(rosterTarget([figure({ region: '3174' })], splitOf(10, 1, 0, 0), 2026)).toBeNull();
  });

  it('reckons coverage of the eligible only from a stated denominator', () => {
    const split = splitOf(1000, 300, 0, 0);
    expect(eligibleShare([], split, 2026)).toBeNull();
    const eligible = figure({ indicator: 'eligible_workers', value: 3000 });
    expect(eligibleShare([eligible], split, 2026)).toMatchObject({ share: 0.1, progress: null });
    const target = figure({ indicator: 'coverage_of_eligible', value: 20 });
    expect(eligibleShare([eligible, target], split, 2026)?.progress).toMatchObject({ target: 0.2, missing: 300 });
  });
});
