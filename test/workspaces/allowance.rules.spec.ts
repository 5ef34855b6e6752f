import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowanceOf, UNSTATED, waitingFor } from '../../src/workspaces/allowances/allowance.rules.js';

const added = (before: number, today = 0) => ({ before, today });

describe('allowance of new people', () => {
  it.each([
    // size, per day, before, today → left today, left tomorrow
    [1000, null, 0, 0, 1200, 1200],
    [1000, null, 0, 1000, 200, 200],
    [1000, null, 400, 0, 800, 800],
    [1000, null, 1000, 0, 200, 200],
    [1000, null, 5000, 150, 50, 200],
    [1000, null, 1000, 300, 0, 200],
    [1_000_000, null, 1_000_000, 0, 20_000, 20_000],
    [1000, 0, 1000, 0, 0, 0],
    [1000, 5, 999, 3, 3, 5],
  ])('size %i, per day %s, before %i, today %i: %i today, %i tomorrow', (size, perDay, before, today, left, next) => {
    expect(allowanceOf({ size, perDay }, added(before, today))).toMatchObject({ leftToday: left, leftTomorrow: next });
  });

  it('lets a district of a million begin when nobody stated its size', () => {
    expect(allowanceOf(UNSTATED, added(0)).leftToday).toBeGreaterThan(5_000_000);
  });

  it('never gives more than the size and one day’s turnover, however the days are used', () => {
    const days = fc.array(fc.nat(3000), { maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), days, (size, wishes) => {
        let before = 0;
        for (const wish of wishes) {
          const allowance = allowanceOf({ size, perDay: null }, added(before));
          const took = Math.min(wish, allowance.leftToday);
          const after = allowanceOf({ size, perDay: null }, added(before, took));
          expect(after.leftToday).toBe(allowance.leftToday - took);
          expect(took).toBeLessThanOrEqual(Math.max(0, size - before) + allowance.perDay);
          before += took;
        }
        expect(before).toBeLessThanOrEqual(size + wishes.length * allowanceOf({ size, perDay: null }, added(0)).perDay);
      }),
    );
  });

  it('says whether waiting helps, or only the agency does', () => {
    const today = allowanceOf({ size: 100, perDay: 20 }, added(100, 15));
    expect(waitingFor(5, today)).toBeNull();
    expect(waitingFor(6, today)).toEqual({
      code: 'imports.new-people-today',
      params: { added: 6, left: 5, tomorrow: 20 },
    });
    expect(waitingFor(21, today)?.code).toBe('imports.new-people');
  });
});
