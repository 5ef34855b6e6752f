import { describe, expect, it } from 'vitest';
import { inSequences, looksLikeChurn, looksLikeGuessing } from '../../src/participants/guard/alarm.rules.js';
import { people } from '../imports/roster-files.js';

const numbered = (series: string, serials: number[]) => serials.map((n) => series + String(n).padStart(4, '0'));
const upTo = (n: number, from = 1) => Array.from({ length: n }, (_, i) => from + i);

describe('sequences of NIKs', () => {
  it('finds serials that were counted up, in whatever order they come', () => {
    expect(inSequences(numbered('327301010180', upTo(40).reverse()))).toBe(40);
    expect(inSequences([...numbered('327301010180', upTo(20)), ...numbered('327301410180', upTo(30, 500))])).toBe(50);
  });

  it('does not take people for a sequence', () => {
    expect(inSequences(people(20_000, 3).map(({ nik }) => nik))).toBe(0);
    expect(inSequences(numbered('327301010770', upTo(14)))).toBe(0);
    // Every second child of a day on which many are said to be born.
    expect(
      inSequences(
        numbered(
          '327301010770',
          upTo(300).map((n) => n * 2),
        ),
      ),
    ).toBe(0);
  });

  it('counts a NIK that stands twice once, and runs of different days not together', () => {
    expect(inSequences(numbered('327301010180', [...upTo(10), ...upTo(10)]))).toBe(0);
    expect(inSequences([...numbered('327301010180', upTo(10)), ...numbered('327301020180', upTo(10, 11))])).toBe(0);
  });
});

describe('guessed names and birth dates', () => {
  it.each([
    [{ matched: 1000, mismatch: 30 }, 'file', false],
    [{ matched: 0, mismatch: 19 }, 'file', false],
    [{ matched: 40, mismatch: 20 }, 'file', true],
    [{ matched: 0, mismatch: 500 }, 'file', true],
    [{ matched: 2, mismatch: 8 }, 'one', true],
    [{ matched: 2, mismatch: 7 }, 'one', false],
    [{ matched: 40, mismatch: 8 }, 'one', false],
  ] as const)('%j in a %s: %s', (answered, source, is) => {
    expect(looksLikeGuessing(answered, source)).toBe(is);
  });
});

describe('people who come and go', () => {
  const none = { leftSoon: 0, leftSoonKnown: 0, reversed: 0, reversals: 0 };
  it.each([
    [{}, false],
    [{ leftSoon: 19, leftSoonKnown: 9 }, false],
    [{ leftSoon: 20 }, true],
    [{ leftSoonKnown: 10, leftSoon: 10 }, true],
    [{ reversals: 1, reversed: 1_000_000 }, false],
    [{ reversals: 2, reversed: 40 }, true],
    [{ reversals: 3, reversed: 3 }, false],
  ])('%j: %s', (churn, is) => expect(looksLikeChurn({ ...none, ...churn })).toBe(is));
});
