import type { Bars, ChartTable, ChartWords } from './models.js';
import { drawing, element, type Markup, shorten } from './svg.js';

const rowHeight = 44;
const barHeight = 12;

/** Length of a row's bar in per cent of the width. */
export function barLength(row: Bars['rows'][number], rows: Bars['rows']): number {
  if (row.of !== undefined) return row.of === 0 ? 0 : Math.min(100, (row.value / row.of) * 100);
  const longest = Math.max(...rows.map((other) => other.value), 0);
  return longest === 0 ? 0 : (row.value / longest) * 100;
}

export function drawBars(chart: Bars, words: ChartWords): Markup {
  const rows = chart.rows.map((row, index) => {
    const top = index * rowHeight;
    const length = barLength(row, chart.rows);
    const figure =
      row.of === undefined ? words.number(row.value) : words.percent(row.of === 0 ? null : row.value / row.of);
    return element(
      'g',
      {},
      element('text', { x: 0, y: top + 15, class: 'chart__label' }, shorten(row.label, 30)),
      element('text', { x: '100%', y: top + 15, class: 'chart__figure', 'text-anchor': 'end' }, figure),
      element('rect', { class: 'chart__track', x: 0, y: top + 22, width: '100%', height: barHeight, rx: 3 }),
      element('rect', {
        class: 'series chart__bar',
        x: 0,
        y: top + 22,
        width: `${length.toFixed(3)}%`,
        height: barHeight,
        rx: 3,
      }),
    );
  });
  const description = words.t('charts.barsDesc', { groups: words.number(chart.rows.length) });
  return drawing(chart, description, { height: Math.max(1, chart.rows.length * rowHeight - 6) }, ...rows);
}

export function barsTable(chart: Bars, words: ChartWords): ChartTable {
  const shares = chart.rows.some((row) => row.of !== undefined);
  const columns = [words.t('charts.group'), words.t('charts.value')];
  if (shares) columns.push(words.t('charts.total'), words.t('charts.share'));
  const rows = chart.rows.map((row) => {
    const cells = [row.label, words.number(row.value)];
    if (shares) cells.push(words.number(row.of ?? 0), words.percent(row.of ? row.value / row.of : null));
    return { cells, href: row.href };
  });
  return { columns, rows };
}

/** The short bar beside a cause: its share of all rows. Decoration only, the count stands next to it. */
export function drawShareBar(share: number, severity: string): Markup {
  const length = Math.max(0, Math.min(1, share)) * 100;
  return element(
    'svg',
    { class: 'bar', height: 8, 'aria-hidden': 'true' },
    element('rect', { class: 'chart__track', width: '100%', height: 8, rx: 4 }),
    element('rect', { class: `series fill-${severity}`, width: `${length.toFixed(2)}%`, height: 8, rx: 4 }),
  );
}
