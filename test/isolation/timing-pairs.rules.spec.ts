import { describe, expect, it } from 'vitest';
import { seeded, tellsApart, timePairs } from './timing-pairs.js';

describe('whether times tell people apart', () => {
  it.each([
    [[0.75, 0.78, 0.74], [0.5, 0.52, 0.48], true],
    [[0.25, 0.22, 0.26], [0.5, 0.52, 0.48], true],
    [[0.57, 0.55, 0.43], [0.5, 0.52, 0.48], false],
    [[0.75, 0.78, 0.45], [0.5, 0.52, 0.48], false],
    [[0.62, 0.6, 0.61], [0.5, 0.52, 0.48], false],
    [[0.75, 0.78, 0.74], [0.5, 0.85, 0.48], false],
  ])('pairs %j, control %j: %s', (pairs, control, is) => expect(tellsApart({ pairs, control })).toBe(is));

  it('finds a difference that is a fraction of the noise, and none where there is none', async () => {
    const random = seeded(7);
    const busy = async (ms: number) => {
      const until = process.hrtime.bigint() + BigInt(Math.round(ms * 1e6));
      while (process.hrtime.bigint() < until);
    };
    const lists = (extra: number) => ({
      marked: Array<number>(90).fill(extra),
      plain: Array<number>(90).fill(0),
      control: [Array<number>(90).fill(0), Array<number>(90).fill(0)] as [number[], number[]],
    });
    const act = (extra: number) => busy(0.2 + extra + random() * 0.6);
    expect(tellsApart(await timePairs(lists(0.3), 3, act, random))).toBe(true);
    expect(tellsApart(await timePairs(lists(0), 3, act, random))).toBe(false);
  });
});
