import { describe, expect, it } from 'vitest';
import type { Paces } from '../../../src/imports/crowd/estimate.rules.js';
import { RunEstimate, type Glance } from '../../../src/imports/crowd/run-estimate.js';

const BYTES = 100e6;
const ROWS = 800_000;
const glance = (share: number, given: Partial<Glance> = {}): Glance => ({
  ...{ state: 'checking' as const, bytesRead: BYTES * share, rowsRead: Math.round(ROWS * share) },
  ...{ rows: null, touched: null, format: 'csv', ...given },
});

/** Reads at an even speed, looking twice a second. @returns what was said, by second */
function read(
  estimate: RunEstimate,
  seconds: number,
  from = 0,
  shareFrom = 0,
  shareTo = 1,
): Map<number, number | null> {
  const said = new Map<number, number | null>();
  for (let at = 0; at < seconds; at += 0.5) {
    const share = shareFrom + ((shareTo - shareFrom) * at) / seconds;
    said.set(from + at, estimate.see(glance(share), (from + at) * 1000).left);
  }
  return said;
}

describe('the estimate of a run', () => {
  const fresh = (paces: Paces = {}, itself = false) => new RunEstimate(BYTES, itself, paces);

  it('says nothing before there is ground', () => {
    const said = read(fresh(), 100);
    for (const second of [0, 0.5, 1, 1.5]) expect(said.get(second)).toBeNull();
    expect(fresh().see(glance(0, { state: 'received', bytesRead: 0 }), 0)).toEqual({ step: 'open', left: null });
  });

  it('is never negative, infinite or not a number', () => {
    const quick: Paces = { 'read:csv': 0.01, 'rows:csv': 8, plan: 0.0001, apply: 0.0001 };
    for (const paces of [{}, quick])
      for (const seconds of [0.5, 3, 200])
        for (const left of read(fresh(paces, true), seconds).values())
          if (left !== null) expect(Number.isFinite(left) && left >= 0).toBe(true);
  });

  it('follows the speed of the file, planning included', () => {
    const said = read(fresh({ 'read:csv': 0.4, 'rows:csv': 8, plan: 0.02 }), 40);
    // 40 seconds of reading at this machine's usual pace, then 800 × 0.02 of planning.
    expect(said.get(20)).toBeCloseTo(20 + 16, 0);
    expect(said.get(39)).toBeCloseTo(1 + 16, 0);
  });

  it('says what this machine did lately from the first moment', () => {
    expect(fresh({ 'read:csv': 0.4, 'rows:csv': 8, plan: 0.02 }).see(glance(0), 0).left).toBeCloseTo(56, 0);
  });

  it('believes a machine that got busy within seconds', () => {
    const estimate = fresh({ 'read:csv': 0.4, 'rows:csv': 8, plan: 0.02 });
    read(estimate, 20, 0, 0, 0.5);
    const slow = read(estimate, 60, 20, 0.5, 0.6);
    // A tenth of the file in a minute: 240 seconds for the other four tenths, and planning is slower too.
    expect(slow.get(79.5)).toBeGreaterThan(230);
  });

  it('does not take a standstill at the beginning for a forecast', () => {
    const estimate = fresh({ 'read:csv': 0.4, 'rows:csv': 8, plan: 0.02 });
    read(estimate, 2, 0, 0, 0.03);
    const stuck = read(estimate, 8, 2, 0.03, 0.0301);
    for (const left of stuck.values()) expect(left).toBeLessThan(100);
  });

  it('counts planning and applying down, and promises nothing once the time has passed', () => {
    const estimate = fresh({ plan: 0.02, apply: 0.05 });
    read(estimate, 40);
    expect(estimate.see(glance(1), 40_000)).toEqual({ step: 'plan', left: 16 });
    expect(estimate.see(glance(1), 50_000)).toEqual({ step: 'plan', left: 6 });
    expect(estimate.see(glance(1), 57_000)).toEqual({ step: 'plan', left: null });
    const applying = glance(1, { state: 'applying', rows: ROWS, touched: 400_000 });
    expect(estimate.see(applying, 60_000)).toEqual({ step: 'apply', left: 20 });
    expect(estimate.see(applying, 75_000)).toEqual({ step: 'apply', left: 5 });
  });

  it('does not take bytes of an earlier reading for its own', () => {
    const estimate = fresh();
    expect(estimate.see(glance(1), 0).step).toBe('read');
    expect(estimate.see(glance(0.1), 500).step).toBe('read');
    expect(estimate.see(glance(1), 20_000).step).toBe('plan');
  });

  it('learns what the steps took, and nothing from steps too short to tell', () => {
    const estimate = fresh();
    read(estimate, 40);
    estimate.see(glance(1), 40_000);
    estimate.end(glance(1, { state: 'ready', rows: ROWS }), 48_000);
    const learnt = Object.fromEntries(estimate.learnt.map(({ work, perUnit }) => [work, perUnit]));
    expect(learnt).toEqual({ 'read:csv': 0.4, 'rows:csv': 8, plan: 0.01 });
    const short = fresh();
    short.see(glance(0.5), 0);
    short.end(glance(1, { state: 'ready', rows: ROWS }), 1_500);
    expect(short.learnt).toEqual([]);
    // Five hundred rows that took three seconds say that the machine was busy, not that a million takes two hours.
    const small = new RunEstimate(80_000, true, {});
    small.see(glance(1, { state: 'applying', rows: 500, touched: 500 }), 0);
    small.end(glance(1, { state: 'applied', rows: 500, touched: 500 }), 3_000);
    expect(small.learnt).toEqual([]);
  });
});
