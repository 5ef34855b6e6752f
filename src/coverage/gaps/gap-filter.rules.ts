import { Period } from '../../kernel/index.js';
import type { Counts } from '../coverage.rules.js';

/** What a person on the gap list lacks; `expiring` people are covered, but not beyond this month. */
export const GAP_STATUSES = ['lapsed', 'never', 'unknown', 'expiring'] as const;
export type GapStatus = (typeof GAP_STATUSES)[number];

export interface GapFilter {
  /** Never empty. */
  statuses: GapStatus[];
  /** 4 digits of a kabupaten or kota; '' is "no district given", null any. */
  region: string | null;
  sector: string | null;
}

/** What a query string says; anything unknown in it is passed over. */
export interface GapQuery {
  status?: string | string[];
  region?: string;
  sector?: string;
}

/** Stands for the empty code in addresses, where an empty value means "any"; the worker list reads the same. */
export const NO_CODE = 'none';

export function readGapFilter(query: GapQuery): GapFilter {
  const asked = [query.status ?? []].flat().flatMap((text) => text.split(','));
  const statuses = GAP_STATUSES.filter((status) => asked.includes(status));
  return {
    statuses: statuses.length > 0 ? statuses : [...GAP_STATUSES],
    region: readCode(query.region, /^\d{4}$/),
    sector: readCode(query.sector, /^[A-Z]$/),
  };
}

/** The filter as a query string without `?`; empty for everybody. */
export function gapQueryString(filter: GapFilter): string {
  const query = new URLSearchParams();
  if (filter.statuses.length < GAP_STATUSES.length) query.set('status', filter.statuses.join(','));
  if (filter.region !== null) query.set('region', filter.region || NO_CODE);
  if (filter.sector !== null) query.set('sector', filter.sector || NO_CODE);
  return query.toString().replaceAll('%2C', ',');
}

/** How many people of the counts are on the list. */
export function gapCount(counts: Counts, statuses: readonly GapStatus[]): number {
  return statuses.reduce((sum, status) => sum + gapPart(counts, status), 0);
}

export function gapPart(counts: Counts, status: GapStatus): number {
  return status === 'expiring' ? counts.expiring : counts.splits.headline[status];
}

/** @param day YYYY-MM-DD @param until last protected day; null unknown, `-infinity` never */
export function gapStatusOn(day: string, until: string | null): GapStatus | null {
  if (until === null) return 'unknown';
  if (until === '-infinity') return 'never';
  if (until < day) return 'lapsed';
  return until <= Period.containing(day).lastDay() ? 'expiring' : null;
}

function readCode(text: string | undefined, shape: RegExp): string | null {
  if (text === NO_CODE) return '';
  return text && shape.test(text) ? text : null;
}
