import { barsTable, drawBars } from './bars.js';
import { coverageTable, drawCoverageBars } from './coverage-bars.js';
import { drawGauge, gaugeTable } from './gauge.js';
import type { Chart, ChartTable, ChartWords } from './models.js';
import type { Markup } from './svg.js';
import { drawTileMap, tileTable } from './tile-map.js';
import { drawTrendLine, trendTable } from './trend-line.js';

export type * from './models.js';

export function drawChart(chart: Chart, words: ChartWords): Markup {
  switch (chart.kind) {
    case 'coverage-bars':
      return drawCoverageBars(chart, words);
    case 'trend-line':
      return drawTrendLine(chart, words);
    case 'bars':
      return drawBars(chart, words);
    case 'gauge':
      return drawGauge(chart, words);
    case 'tile-map':
      return drawTileMap(chart, words);
  }
}

export function chartTable(chart: Chart, words: ChartWords): ChartTable {
  switch (chart.kind) {
    case 'coverage-bars':
      return coverageTable(chart, words);
    case 'trend-line':
      return trendTable(chart, words);
    case 'bars':
      return barsTable(chart, words);
    case 'gauge':
      return gaugeTable(chart, words);
    case 'tile-map':
      return tileTable(chart, words);
  }
}
