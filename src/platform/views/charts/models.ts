/** What a page gives to `{{> shared/_chart chart=…}}`. Shares go from 0 to 1; labels are in the reader's language. */
export type Chart = CoverageBars | TrendLine | Bars | Gauge | TileMap;

interface Named {
  /** Unique on the page, letters and dashes: ties title and patterns to the drawing. */
  id: string;
  title: string;
  /** Definition, source and date, in words. */
  note?: string;
}

export interface CoverageCounts {
  active: number;
  lapsed: number;
  never: number;
  unknown: number;
}

export interface CoverageBars extends Named {
  kind: 'coverage-bars';
  rows: (CoverageCounts & { label: string; href?: string })[];
}

export interface TrendLine extends Named {
  kind: 'trend-line';
  /** In order of time; null where nothing was measured. */
  points: { date: string; value: number | null }[];
  target?: number;
  unit: 'percent' | 'number';
}

export interface Bars extends Named {
  kind: 'bars';
  /** With `of`, the bar shows the share value/of on a full track; without, bars are compared with the longest. */
  rows: { label: string; href?: string; value: number; of?: number }[];
}

export interface Gauge extends Named {
  kind: 'gauge';
  reached: number;
  target: number;
}

export interface TileMap extends Named {
  kind: 'tile-map';
  provinces: { code: string; name: string; share: number | null; href?: string }[];
}

export interface ChartTable {
  columns: string[];
  rows: { cells: string[]; href?: string }[];
}

/** What a chart needs from the reader's language. */
export interface ChartWords {
  t: (key: string, params?: Record<string, unknown>) => string;
  number: (value: number) => string;
  percent: (share: number | null) => string;
  date: (day: string) => string;
}
