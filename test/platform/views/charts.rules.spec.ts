import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barLength, drawShareBar } from '../../../src/platform/views/charts/bars.js';
import { coverageShares } from '../../../src/platform/views/charts/coverage-bars.js';
import { arc, gaugeShare } from '../../../src/platform/views/charts/gauge.js';
import { type Chart, chartTable, type ChartWords, drawChart } from '../../../src/platform/views/charts/index.js';
import { roundTop, roundTopShare, spread } from '../../../src/platform/views/charts/scale.js';
import { tiles } from '../../../src/platform/views/charts/tile-layout.js';
import { shade } from '../../../src/platform/views/charts/tile-map.js';
import { trendSpots } from '../../../src/platform/views/charts/trend-line.js';

const words: ChartWords = { t: (key) => key, number: String, percent: String, date: String };
const count = fc.nat({ max: 10_000_000 });

describe('coverage bars', () => {
  test('the segments fill the bar, or it stays empty', () => {
    fc.assert(
      fc.property(fc.record({ active: count, lapsed: count, never: count, unknown: count }), (counts) => {
        const sum = coverageShares(counts).reduce((a, b) => a + b, 0);
        const people = counts.active + counts.lapsed + counts.never + counts.unknown;
        expect(sum).toBeCloseTo(people === 0 ? 0 : 100, 6);
      }),
    );
  });
});

describe('scales', () => {
  test('the top is round and not below the largest value', () => {
    expect([0, 1, 7, 12, 23, 26, 99, 101].map(roundTop)).toEqual([1, 1, 10, 20, 25, 50, 100, 200]);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => roundTop(value) >= value * 0.999),
    );
    expect([0, 0.634, 0.7, 1].map(roundTopShare)).toEqual([0.1, 0.7, 0.7, 1]);
  });

  test('labels are spread from the first to the last', () => {
    expect(spread(12, 3)).toEqual([0, 6, 11]);
    expect(spread(2, 3)).toEqual([0, 1]);
    expect(spread(0, 3)).toEqual([]);
  });

  test('a bar with a total shows its share, one without is compared with the longest', () => {
    const rows = [
      { label: 'a', value: 5 },
      { label: 'b', value: 20 },
    ];
    expect(rows.map((row) => barLength(row, rows))).toEqual([25, 100]);
    expect(barLength({ label: 'c', value: 3, of: 4 }, [])).toBe(75);
    expect(barLength({ label: 'd', value: 0, of: 0 }, [])).toBe(0);
    expect(drawShareBar(2, 'hold').html).toContain('width="100.00%"');
  });

  test('a gauge stops at full and says when there is no target', () => {
    expect(gaugeShare({ kind: 'gauge', id: 'g', title: '', reached: 12, target: 10 })).toEqual({
      share: 1.2,
      drawn: 1,
    });
    expect(gaugeShare({ kind: 'gauge', id: 'g', title: '', reached: 12, target: 0 })).toEqual({
      share: null,
      drawn: 0,
    });
    expect(arc(1)).toMatch(/186\.00 100\.00$/);
  });

  test('a trend is spaced by time and leaves gaps out', () => {
    const points = [
      { date: '2026-01-01', value: 0.1 },
      { date: '2026-01-02', value: null },
      { date: '2026-01-11', value: 0.2 },
      { date: '2026-01-21', value: 0.4 },
    ];
    expect(
      trendSpots({ kind: 'trend-line', id: 't', title: '', unit: 'percent', points }, 1).map(({ x }) => x),
    ).toEqual([2, 50, 98]);
  });
});

describe('the tile map', () => {
  test('has the 38 provinces, none on the place of another', () => {
    expect(new Set(tiles.map(({ code }) => code)).size).toBe(38);
    expect(new Set(tiles.map(({ short }) => short)).size).toBe(38);
    expect(new Set(tiles.map(({ column, row }) => `${column},${row}`)).size).toBe(38);
  });

  test('is darkest only from 80 per cent', () =>
    expect([null, 0, 0.199, 0.2, 0.8, 1].map(shade)).toEqual(['none', '0', '0', '1', '4', '4']));
});

describe('every chart', () => {
  const nasty = '<script>alert("x")</script>';
  const charts: Chart[] = [
    {
      kind: 'coverage-bars',
      id: 'a',
      title: nasty,
      rows: [{ label: nasty, active: 1, lapsed: 2, never: 3, unknown: 4 }],
    },
    {
      kind: 'trend-line',
      id: 'b',
      title: nasty,
      unit: 'number',
      target: 5,
      points: [{ date: '2026-01-01', value: 3 }],
    },
    { kind: 'bars', id: 'c', title: nasty, rows: [{ label: nasty, value: 2 }] },
    { kind: 'gauge', id: 'd', title: nasty, reached: 1, target: 2 },
    { kind: 'tile-map', id: 'e', title: nasty, provinces: [{ code: '11', name: nasty, share: 0.5 }] },
  ];

  test.each(charts)('$kind escapes what it is given, is an image with a name, and has a table', (chart) => {
    const { html } = drawChart(chart, words);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/ style=/);
    expect(html).toContain('role="img"');
    expect(html).toContain(`<title id="${chart.id}-title">`);
    expect(html).toContain(`<desc id="${chart.id}-desc">`);
    const { columns, rows } = chartTable(chart, words);
    expect(rows).toHaveLength(1);
    for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });

  test('without a figure to draw, a trend says so', () => {
    const { html } = drawChart({ kind: 'trend-line', id: 't', title: '', unit: 'percent', points: [] }, words);
    expect(html).toBe('<p class="soft">charts.noData</p>');
  });
});
