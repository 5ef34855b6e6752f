import type { ChartTable, ChartWords, CoverageBars, CoverageCounts } from './models.js';
import { drawing, element, join, type Markup, shorten } from './svg.js';

export const statuses = ['active', 'lapsed', 'never', 'unknown'] as const;
const rowHeight = 52;
const barHeight = 16;

/** Widths in per cent of the whole, in the order of `statuses`; they add up to 100 unless there is nobody. */
export function coverageShares(counts: CoverageCounts): number[] {
  const total = coverageTotal(counts);
  return statuses.map((status) => (total === 0 ? 0 : (counts[status] / total) * 100));
}

export function coverageTotal(counts: CoverageCounts): number {
  return statuses.reduce((sum, status) => sum + counts[status], 0);
}

export function drawCoverageBars(chart: CoverageBars, words: ChartWords): Markup {
  const rows = chart.rows.map((row, index) => {
    const total = coverageTotal(row);
    const top = index * rowHeight;
    return element(
      'g',
      {},
      element('text', { x: 0, y: top + 16, class: 'chart__label' }, shorten(row.label, 30)),
      element(
        'text',
        { x: '100%', y: top + 16, class: 'chart__figure', 'text-anchor': 'end' },
        words.percent(total === 0 ? null : row.active / total),
      ),
      ...segments(chart.id, row, top + 24, words),
    );
  });
  const picture = drawing(
    chart,
    words.t('charts.coverageDesc', { groups: words.number(chart.rows.length) }),
    { height: Math.max(1, chart.rows.length * rowHeight - 8) },
    patterns(chart.id),
    ...rows,
  );
  return join([legend(chart.id, words), picture]);
}

export function coverageTable(chart: CoverageBars, words: ChartWords): ChartTable {
  const columns = [
    words.t('charts.group'),
    ...statuses.map((status) => words.t(`shared.coverage.${status}`)),
    words.t('charts.total'),
    words.t('charts.share'),
  ];
  const rows = chart.rows.map((row) => {
    const total = coverageTotal(row);
    const counts = statuses.map((status) => words.number(row[status]));
    return {
      cells: [row.label, ...counts, words.number(total), words.percent(total === 0 ? null : row.active / total)],
      href: row.href,
    };
  });
  return { columns, rows };
}

function segments(id: string, counts: CoverageCounts, y: number, words: ChartWords): Markup[] {
  let x = 0;
  return coverageShares(counts).flatMap((share, index) => {
    const status = statuses[index] ?? 'unknown';
    const start = x;
    x += share;
    if (share === 0) return [];
    const tip = element('title', {}, `${words.t(`shared.coverage.${status}`)}: ${words.number(counts[status])}`);
    return [
      element(
        'rect',
        {
          class: 'series',
          x: `${start.toFixed(3)}%`,
          y,
          width: `${share.toFixed(3)}%`,
          height: barHeight,
          fill: `url(#${id}-${status})`,
        },
        tip,
      ),
    ];
  });
}

/** Each status has a colour and a texture, so that it can be told without colour. */
function patterns(id: string): Markup {
  const pattern = (status: string, transform: string | undefined, ...marks: Markup[]) =>
    element(
      'pattern',
      { id: `${id}-${status}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: transform },
      element('rect', { width: 6, height: 6, class: `fill-${status}` }),
      ...marks,
    );
  return element(
    'defs',
    {},
    pattern('active', undefined),
    pattern('lapsed', 'rotate(45)', element('rect', { width: 2, height: 6, class: 'fill-mark' })),
    pattern('never', undefined, element('circle', { cx: 3, cy: 3, r: 1, class: 'fill-mark' })),
    pattern('unknown', undefined, element('rect', { width: 6, height: 2, class: 'fill-mark' })),
  );
}

function legend(id: string, words: ChartWords): Markup {
  const entries = statuses.map((status) =>
    element(
      'li',
      {},
      element(
        'svg',
        { class: 'legend__swatch', width: 14, height: 14, 'aria-hidden': 'true' },
        element('rect', { width: 14, height: 14, rx: 3, fill: `url(#${id}-${status})` }),
      ),
      words.t(`shared.coverage.${status}`),
    ),
  );
  return element('ul', { class: 'legend' }, ...entries);
}
