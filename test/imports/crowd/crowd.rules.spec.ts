import { describe, expect, it } from 'vitest';
import {
  expectedWork,
  turnOf,
  untilNextStop,
  waitAfterwards,
  type QueuedWork,
} from '../../../src/imports/crowd/estimate.rules.js';
import { laneOf, placesOf, priorityOf } from '../../../src/imports/crowd/lanes.rules.js';
import { mayBegin } from '../../../src/imports/crowd/memory.rules.js';
import { roughly } from '../../../src/imports/crowd/rough-time.rules.js';

const MB = 2 ** 20;

describe('lanes', () => {
  it('lets only long steps of large files wait', () => {
    expect(laneOf({ state: 'checking', fileSize: 100 * MB })).toBe('long');
    expect(laneOf({ state: 'applying', fileSize: 100 * MB })).toBe('long');
    for (const state of ['received', 'reading', 'mapping', 'ready', 'applied', 'discarded'] as const)
      expect(laneOf({ state, fileSize: 1000 * MB })).toBe('quick');
    expect(laneOf({ state: 'checking', fileSize: MB })).toBe('quick');
  });

  it('have at least one place, and no more long ones than half the cores', () => {
    expect([1, 2, 4, 8, 64].map((cores) => placesOf('long', cores))).toEqual([1, 1, 2, 4, 4]);
    expect([1, 2, 64].map((cores) => placesOf('quick', cores))).toEqual([2, 2, 2]);
  });

  it('take everybody’s first file before anybody’s second, whatever their sizes', () => {
    const sizes = [5 * MB, 40 * MB, 1000 * MB];
    for (const first of sizes)
      for (const second of sizes)
        for (const ahead of [1, 2, 10]) expect(priorityOf(first, 0)).toBeGreaterThan(priorityOf(second, ahead));
    expect(priorityOf(5 * MB, 0)).toBeGreaterThan(priorityOf(500 * MB, 0));
  });
});

describe('memory', () => {
  it('never keeps the first of a lane waiting, and lets more in while there is room', () => {
    for (const lane of ['quick', 'long'] as const) expect(mayBegin(lane, 0, 10_000)).toBe(true);
    expect([mayBegin('quick', 1, 400), mayBegin('quick', 1, 450)]).toEqual([true, false]);
    expect([mayBegin('long', 1, 200), mayBegin('long', 1, 250)]).toEqual([true, false]);
  });
});

describe('what a file will take', () => {
  const paces = { 'read:csv': 0.2, 'rows:csv': 7, plan: 0.01, apply: 0.03 };
  const facts = { bytes: 100e6, format: 'csv', rows: null, touched: null };

  it('follows from bytes and rows', () => {
    expect(expectedWork(facts, paces)).toEqual({ read: 20, plan: 7, apply: 21 });
    expect(expectedWork({ ...facts, rows: 500_000, touched: 100_000 }, paces)).toEqual({ read: 20, plan: 5, apply: 3 });
  });

  it('is not known on a machine that has measured nothing, or another kind of file only', () => {
    expect(expectedWork(facts, {})).toEqual({ read: null, plan: null, apply: null });
    expect(expectedWork({ ...facts, format: 'xlsx' }, { 'read:csv': 1 }).read).toBeNull();
    const file = { ...facts, state: 'checking' as const, appliesItself: false };
    expect(untilNextStop(file, {})).toBeNull();
    expect(untilNextStop(file, paces)).toBe(27);
    expect(untilNextStop({ ...file, appliesItself: true }, paces)).toBe(48);
    expect(untilNextStop({ ...file, state: 'applying' }, paces)).toBe(21);
  });
});

describe('somebody’s turn', () => {
  const at = 1_000_000;
  const one = (given: Partial<QueuedWork>): QueuedWork => ({
    ...{ waits: true, priority: 0, since: at - 5_000, leftSeconds: 10, notedAt: at, ...given },
  });

  it('comes after those being served and those before', () => {
    const others = [
      one({ waits: false, leftSeconds: 30, notedAt: at - 4_000 }),
      one({ since: at - 9_000, leftSeconds: 20 }),
      one({ since: at - 1_000, leftSeconds: 500 }),
      one({ priority: 1, since: at, leftSeconds: 7 }),
    ];
    expect(turnOf(one({}), others, at)).toEqual({ ahead: 3, seconds: 26 + 20 + 7 });
  });

  it('comes sooner with more places, and never before now', () => {
    const running = () => one({ waits: false, leftSeconds: 10 });
    expect(turnOf(one({}), [running(), running(), one({ since: 0 })], at)).toEqual({ ahead: 3, seconds: 15 });
    expect(turnOf(one({}), [one({ waits: false, leftSeconds: 2, notedAt: at - 9_000 })], at).seconds).toBe(0);
  });

  it('is not promised when one before has no estimate, nobody works, or whoever worked is silent', () => {
    expect(turnOf(one({}), [one({ waits: false, leftSeconds: null })], at)).toEqual({ ahead: 1, seconds: null });
    expect(turnOf(one({}), [one({ since: 0 })], at)).toEqual({ ahead: 1, seconds: null });
    expect(turnOf(one({}), [one({ waits: false, notedAt: at - 60_000 })], at)).toEqual({ ahead: 0, seconds: null });
  });
});

describe('the wait of somebody who hands on their place', () => {
  const one = (given: Partial<QueuedWork>): QueuedWork => ({
    ...{ waits: true, priority: 0, since: 0, leftSeconds: 20, notedAt: 1_000, ...given },
  });
  const me = one({ waits: false, leftSeconds: 4 });

  it('is that for all who go before, whatever is still to be done here', () => {
    expect(waitAfterwards(me, [], 1_000)).toBe(0);
    expect(waitAfterwards(me, [one({}), one({ priority: 1, leftSeconds: 7 })], 1_000)).toBe(27);
    expect(waitAfterwards(me, [one({}), one({ priority: -2, leftSeconds: 7 })], 1_000)).toBe(20);
  });

  it('is shared among places that are served, and not promised when nobody can say', () => {
    expect(waitAfterwards(me, [one({ waits: false }), one({}), one({})], 1_000)).toBe(20);
    expect(waitAfterwards(me, [one({ leftSeconds: null })], 1_000)).toBeNull();
  });
});

describe('a time as people say it', () => {
  it.each([
    [0, 'moment', 0],
    [7.9, 'moment', 0],
    [8, 'seconds', 10],
    [41, 'seconds', 50],
    [51, 'minutes', 1],
    [89, 'minutes', 1],
    [91, 'minutes', 2],
    [3400, 'minutes', 57],
    [3600, 'hours', 1],
    [5500, 'hours', 1.5],
  ] as const)('%s seconds: %s %s', (seconds, unit, count) => {
    expect(roughly(seconds)).toEqual({ unit, count });
  });

  it('never counts backwards as time grows', () => {
    const length = { moment: 0, seconds: 1, minutes: 60, hours: 3600 };
    let last = 0;
    for (let seconds = 0; seconds < 20_000; seconds++) {
      const { unit, count } = roughly(seconds);
      expect(count * length[unit]).toBeGreaterThanOrEqual(last);
      last = count * length[unit];
    }
  });
});
