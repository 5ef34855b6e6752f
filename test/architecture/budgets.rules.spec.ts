import { describe, expect, it } from 'vitest';
import { filesBelow } from './source-files.js';

const MEDIAN = 60;
const P95 = 200;
const MOST = 300;
const EMPTY_NAMES = /(^|\/)(utils?|helpers?|common|misc|managers?|processors?|shared)(\/|\.ts$)/i;

describe('file budgets', () => {
  const source = filesBelow('src', '.ts').sort((a, b) => a.lines - b.lines);
  const at = (share: number) => source[Math.floor(source.length * share)]?.lines ?? 0;

  it(`keeps the median at ${MEDIAN} lines and nineteen of twenty below ${P95}`, () => {
    expect(at(0.5), 'split files by noun').toBeLessThanOrEqual(MEDIAN);
    expect(at(0.95), 'split files by noun').toBeLessThanOrEqual(P95);
  });

  it(`has no file over ${MOST} lines`, () => {
    const all = [...source, ...filesBelow('test', '.ts'), ...filesBelow('views', '.hbs')];
    const long = all
      .filter(({ lines }) => lines > MOST)
      .map(({ path, lines }) => `${path}: ${lines} lines, split it by noun`);
    expect(long).toEqual([]);
  });

  it('names files after what the product does', () => {
    const empty = source.filter(({ path }) => path.match(EMPTY_NAMES));
    expect(empty.map(({ path }) => `${path}: say what it is`)).toEqual([]);
  });
});
