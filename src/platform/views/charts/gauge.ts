import type { ChartTable, ChartWords, Gauge } from './models.js';
import { drawing, element, type Markup } from './svg.js';

const radius = 86;
const centre = { x: 100, y: 100 };

/** Share of the target, for the words (may pass 1) and for the arc (stops at 1). */
export function gaugeShare(chart: Gauge): { share: number | null; drawn: number } {
  if (!(chart.target > 0)) return { share: null, drawn: 0 };
  const share = chart.reached / chart.target;
  return { share, drawn: Math.min(1, Math.max(0, share)) };
}

/** Half a circle from left (0) over the top to right (1). */
export function arc(part: number): string {
  const angle = Math.PI * (1 - part);
  const x = (centre.x + radius * Math.cos(angle)).toFixed(2);
  const y = (centre.y - radius * Math.sin(angle)).toFixed(2);
  return `M ${centre.x - radius} ${centre.y} A ${radius} ${radius} 0 0 1 ${x} ${y}`;
}

export function drawGauge(chart: Gauge, words: ChartWords): Markup {
  const { share, drawn } = gaugeShare(chart);
  const reached = words.number(chart.reached);
  const target = words.number(chart.target);
  return drawing(
    chart,
    words.t('charts.gaugeDesc', { reached, target, share: words.percent(share) }),
    { viewBox: '0 0 200 128', className: 'chart__gauge' },
    element('path', { class: 'chart__arc chart__arc--track', d: arc(1) }),
    drawn > 0 ? element('path', { class: 'chart__arc chart__arc--reached', d: arc(drawn) }) : element('g', {}),
    element('text', { class: 'chart__big', x: 100, y: 92, 'text-anchor': 'middle' }, words.percent(share)),
    element('text', { class: 'chart__tick', x: 100, y: 122, 'text-anchor': 'middle' }, `${reached} / ${target}`),
  );
}

export function gaugeTable(chart: Gauge, words: ChartWords): ChartTable {
  return {
    columns: [words.t('charts.group'), words.t('charts.reached'), words.t('charts.target'), words.t('charts.share')],
    rows: [
      {
        cells: [
          chart.title,
          words.number(chart.reached),
          words.number(chart.target),
          words.percent(gaugeShare(chart).share),
        ],
      },
    ],
  };
}
