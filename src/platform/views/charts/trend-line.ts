import type { ChartTable, ChartWords, TrendLine } from './models.js';
import { roundTop, roundTopShare, spread } from './scale.js';
import { drawing, element, type Markup } from './svg.js';

const height = 220;
const plot = { top: 14, bottom: 34 };
const inner = height - plot.top - plot.bottom;

interface Spot {
  /** Per cent of the width, so that text and points keep their size on any screen. */
  x: number;
  y: number;
  value: number;
  index: number;
}

/** Where the points lie; days are spaced by time, not by number. */
export function trendSpots(chart: TrendLine, top: number): Spot[] {
  const times = chart.points.map((point) => Date.parse(point.date));
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? first) - first;
  return chart.points.flatMap((point, index) => {
    if (point.value === null) return [];
    const x = span === 0 ? 50 : (((times[index] ?? first) - first) / span) * 100;
    return [{ x: 2 + x * 0.96, y: plot.top + inner * (1 - point.value / top), value: point.value, index }];
  });
}

export function trendTop(chart: TrendLine): number {
  const largest = Math.max(0, chart.target ?? 0, ...chart.points.map((point) => point.value ?? 0));
  return chart.unit === 'percent' ? roundTopShare(largest) : roundTop(largest);
}

export function drawTrendLine(chart: TrendLine, words: ChartWords): Markup {
  const top = trendTop(chart);
  const spots = trendSpots(chart, top);
  const [first, last] = [spots[0], spots.at(-1)];
  const format = chart.unit === 'percent' ? words.percent : words.number;
  if (!first || !last) return element('p', { class: 'soft' }, words.t('charts.noData'));
  const dayOf = (spot: Spot) => words.date(chart.points[spot.index]?.date ?? '');
  return drawing(
    chart,
    words.t('charts.trendDesc', {
      from: dayOf(first),
      to: dayOf(last),
      first: format(first.value),
      last: format(last.value),
    }),
    { height },
    ...gridLines(),
    ...targetLine(chart, top, words, format),
    curve(spots),
    ...spots.map((spot) =>
      element(
        'circle',
        {
          class: 'chart__point',
          cx: `${spot.x.toFixed(2)}%`,
          cy: spot.y,
          r: spot === last ? 5 : spots.length > 40 ? 0 : 2.5,
        },
        element('title', {}, `${dayOf(spot)}: ${format(spot.value)}`),
      ),
    ),
    element(
      'text',
      { class: 'chart__value', x: `${last.x.toFixed(2)}%`, y: last.y - 12, 'text-anchor': 'end' },
      format(last.value),
    ),
    ...tickLabels(top, format),
    ...dayLabels(chart, words),
  );
}

export function trendTable(chart: TrendLine, words: ChartWords): ChartTable {
  const format = chart.unit === 'percent' ? words.percent : words.number;
  const measured = chart.points.filter((point) => point.value !== null).toReversed();
  return {
    columns: [words.t('charts.date'), words.t('charts.value')],
    rows: measured.map((point) => ({ cells: [words.date(point.date), format(point.value ?? 0)] })),
  };
}

const levels = [0, 0.5, 1].map((part) => ({ part, y: plot.top + inner * (1 - part) }));

function gridLines(): Markup[] {
  return levels.map(({ y }) => element('line', { class: 'chart__grid', x1: 0, x2: '100%', y1: y, y2: y }));
}

/** Drawn after the curve, with a halo, so that they can be read where both meet. */
function tickLabels(top: number, format: (value: number) => string): Markup[] {
  return levels.map(({ part, y }) => element('text', { class: 'chart__tick', x: 0, y: y - 4 }, format(top * part)));
}

function targetLine(chart: TrendLine, top: number, words: ChartWords, format: (value: number) => string): Markup[] {
  if (chart.target === undefined) return [];
  const y = plot.top + inner * (1 - chart.target / top);
  return [
    element('line', { class: 'chart__target', x1: 0, x2: '100%', y1: y, y2: y }),
    element(
      'text',
      { class: 'chart__target-label', x: '50%', y: y < 30 ? y + 15 : y - 5, 'text-anchor': 'middle' },
      `${words.t('charts.target')} ${format(chart.target)}`,
    ),
  ];
}

/** The curve lives in a box of its own that may stretch; the stroke does not stretch with it. */
function curve(spots: Spot[]): Markup {
  const corners = spots.map((spot) => `${spot.x.toFixed(2)},${spot.y.toFixed(1)}`).join(' ');
  return element(
    'svg',
    { x: 0, y: 0, width: '100%', height, viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none' },
    element('polyline', { class: 'chart__line', points: corners, 'vector-effect': 'non-scaling-stroke' }),
  );
}

function dayLabels(chart: TrendLine, words: ChartWords): Markup[] {
  const shown = spread(chart.points.length, 3);
  const anchors = shown.length === 1 ? ['middle'] : shown.length === 2 ? ['start', 'end'] : ['start', 'middle', 'end'];
  const places = shown.length === 1 ? ['50%'] : shown.length === 2 ? ['0', '100%'] : ['0', '50%', '100%'];
  return shown.map((index, place) =>
    element(
      'text',
      { class: 'chart__tick', x: places[place], y: height - 10, 'text-anchor': anchors[place] },
      words.date(chart.points[index]?.date ?? ''),
    ),
  );
}
