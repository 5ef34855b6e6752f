/** What a figure can be about, how it is used and in what it is counted. */
export const INDICATORS = {
  coverage_of_roster: { use: 'target', unit: 'percent' },
  coverage_of_eligible: { use: 'target', unit: 'percent' },
  active_participants: { use: 'target', unit: 'people' },
  eligible_workers: { use: 'denominator', unit: 'people' },
  employed_workers: { use: 'denominator', unit: 'people' },
} as const;

export type Indicator = keyof typeof INDICATORS;
export type FigureUse = (typeof INDICATORS)[Indicator]['use'];
export type FigureUnit = (typeof INDICATORS)[Indicator]['unit'];

/** A target or denominator as somebody states it, with where it is from. */
export interface FigureEntry {
  indicator: Indicator;
  /** 4 digits, or '' for everything the workspace is about. */
  region: string;
  /** KBLI letter, or '' for all. */
  sector: string;
  year: number;
  /** Percent 0 to 100, or people. */
  value: number;
  source: string;
  /** YYYY-MM-DD */
  sourceDate: string;
  /** Name and version of what was counted, as the source gives it. */
  definition: string;
}

export function isIndicator(text: string): text is Indicator {
  return Object.hasOwn(INDICATORS, text);
}

/** Figures of one series supersede each other: the newest entry holds. */
export function seriesOf({ indicator, region, sector, year }: Omit<FigureEntry, 'value'>): string {
  return [indicator, region, sector, year].join('/');
}

/**
 * Reads `61.000.000`, `61,000,000`, `101 810 000` as people and `67,28`, `67.28 %` as percent.
 * @returns null for anything else, for a fraction of a person and for more than 100 percent
 */
export function readValue(text: string, unit: FigureUnit): number | null {
  const bare = text.replace(/[\s\u00a0%]/g, '');
  if (unit === 'people') {
    const grouped = /^\d{1,3}([.,]\d{3})+$/.test(bare);
    const digits = grouped ? bare.replace(/[.,]/g, '') : bare;
    return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
  }
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(bare)) return null;
  const value = Number(bare.replace(',', '.'));
  return value <= 100 ? value : null;
}

/** The figure that holds in a year: of that year, or else of the latest year before it. */
export function inForce<T extends Pick<FigureEntry, 'indicator' | 'region' | 'sector' | 'year'>>(
  figures: readonly T[],
  wanted: { indicator: Indicator; region?: string; sector?: string; year: number },
): T | null {
  const { indicator, region = '', sector = '', year } = wanted;
  return figures
    .filter((one) => one.indicator === indicator && one.region === region && one.sector === sector && one.year <= year)
    .reduce<T | null>((best, one) => (best && best.year >= one.year ? best : one), null);
}
