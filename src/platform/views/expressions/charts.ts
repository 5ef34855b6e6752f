import Handlebars, { type HelperOptions, type SafeString } from 'handlebars';
import { translator } from '../../i18n/index.js';
import { drawShareBar } from '../charts/bars.js';
import { type Chart, type ChartTable, chartTable, type ChartWords, drawChart } from '../charts/index.js';
import { formatsFor } from '../formats.js';
import { localeOf } from './texts.js';

/** The drawings are the one place where markup is made outside a template; `Markup` escapes every text and attribute. */
export const chartHelpers = {
  chartDrawing: (chart: Chart, options: HelperOptions): SafeString =>
    new Handlebars.SafeString(drawChart(chart, wordsFor(options)).html),
  chartTable: (chart: Chart, options: HelperOptions): ChartTable => chartTable(chart, wordsFor(options)),
  shareBar: (share: number, severity: string): SafeString =>
    new Handlebars.SafeString(drawShareBar(share, severity).html),
};

function wordsFor(options: HelperOptions): ChartWords {
  const locale = localeOf(options);
  const { number, percent, date } = formatsFor(locale);
  return { t: translator(locale), number, percent, date };
}
