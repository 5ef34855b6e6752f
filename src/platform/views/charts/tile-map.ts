import type { ChartTable, ChartWords, TileMap } from './models.js';
import { drawing, element, join, type Markup } from './svg.js';
import { tiles } from './tile-layout.js';

const step = 50;
const side = 46;
const columns = 14;
const rows = 8;

/** Five even steps of darkness; `none` where there is no figure. Exactly 1 belongs to the darkest. */
export function shade(share: number | null): string {
  return share === null ? 'none' : String(Math.min(4, Math.max(0, Math.floor(share * 5))));
}

export function drawTileMap(chart: TileMap, words: ChartWords): Markup {
  const byCode = new Map(chart.provinces.map((province) => [province.code, province]));
  const drawn = tiles.map((tile) => {
    const province = byCode.get(tile.code);
    const share = province?.share ?? null;
    return element(
      'g',
      { class: `tile tile--${shade(share)}` },
      element('title', {}, `${province?.name ?? tile.code}: ${words.percent(share)}`),
      element('rect', { x: tile.column * step, y: tile.row * step, width: side, height: side, rx: 7 }),
      element(
        'text',
        { x: tile.column * step + side / 2, y: tile.row * step + 20, 'text-anchor': 'middle' },
        tile.short,
      ),
      element(
        'text',
        { class: 'tile__figure', x: tile.column * step + side / 2, y: tile.row * step + 36, 'text-anchor': 'middle' },
        wholePercent(share),
      ),
    );
  });
  const picture = drawing(
    chart,
    words.t('charts.mapDesc'),
    { viewBox: `0 0 ${columns * step - 4} ${rows * step - 4}`, className: 'chart__tiles' },
    ...drawn,
  );
  const region = element(
    'div',
    { class: 'chart__scroll', tabindex: 0, role: 'region', 'aria-label': words.t('charts.scroll') },
    picture,
  );
  return join([region, scaleLegend(words)]);
}

export function tileTable(chart: TileMap, words: ChartWords): ChartTable {
  const sorted = chart.provinces.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1));
  return {
    columns: [words.t('charts.province'), words.t('charts.share')],
    rows: sorted.map((province) => ({ cells: [province.name, words.percent(province.share)], href: province.href })),
  };
}

/** Short enough for a tile; the exact figure is in its title and in the table. Rounded down, so 100 means all. */
function wholePercent(share: number | null): string {
  return share === null ? '–' : `${Math.floor(share * 100 + 1e-9)}%`;
}

function scaleLegend(words: ChartWords): Markup {
  const steps = [0, 1, 2, 3, 4].map((index) =>
    element(
      'li',
      {},
      element(
        'svg',
        { class: 'legend__swatch', width: 14, height: 14, 'aria-hidden': 'true' },
        element('g', { class: `tile tile--${index}` }, element('rect', { width: 14, height: 14, rx: 3 })),
      ),
      `${words.number(index * 20)}–${words.percent((index + 1) * 0.2)}`,
    ),
  );
  return element('ul', { class: 'legend' }, ...steps);
}
