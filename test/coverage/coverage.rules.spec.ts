import { describe, expect, it } from 'vitest';
import { covered, effectiveDay, splitOf } from '../../src/coverage/coverage.rules.js';

describe('coverage rules', () => {
  it('keeps the four statuses adding up to the workers', () => {
    const { active, lapsed, never, unknown, workers } = splitOf(10, 4, 3, 1);
    expect(unknown).toBe(2);
    expect(active + lapsed + never + unknown).toBe(workers);
  });

  it('has no percentage where there is nobody', () => {
    expect(covered(splitOf(0, 0, 0, 0))).toBeNull();
    expect(covered(splitOf(8, 2, 0, 0))).toBe(0.25);
  });

  it('holds for today within the month it was counted in, and not beyond', () => {
    expect(effectiveDay('2026-11-02', '2026-11-23')).toBe('2026-11-23');
    expect(effectiveDay('2026-10-31', '2026-11-23')).toBe('2026-10-31');
    expect(effectiveDay('2026-11-24', '2026-11-23')).toBe('2026-11-24');
  });
});
