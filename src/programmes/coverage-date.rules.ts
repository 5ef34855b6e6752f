import type { ProgrammeCode } from './programme.rules.js';

/**
 * Protection by one programme as it is stored, one date: null = not known, `-infinity` = never protected, otherwise
 * the last day of the last protected month, YYYY-MM-DD. Read it from SQL with `::text`.
 */
export type CoverageDate = string | null;

export const NEVER = '-infinity';

export const COVERAGE_STATUSES = ['active', 'lapsed', 'never', 'unknown'] as const;
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

/** Columns of everything that stores protection by programme. */
export const COVERAGE_COLUMN: Readonly<Record<ProgrammeCode, string>> = {
  ...{ JKK: 'jkk_until', JKM: 'jkm_until', JHT: 'jht_until', JP: 'jp_until', JKP: 'jkp_until' },
};
export const COVERAGE_COLUMNS = Object.values(COVERAGE_COLUMN);

/** Protection on a day YYYY-MM-DD: active through the last day itself. */
export function coverageStatus(until: CoverageDate, day: string): CoverageStatus {
  if (until === null) return 'unknown';
  if (until === NEVER) return 'never';
  return until < day ? 'lapsed' : 'active';
}

/**
 * Last day on which every one of the dates still protects. Never wins over unknown: who was never in one programme was
 * never protected by all, whatever the others are.
 */
export function protectedByAll(dates: readonly CoverageDate[]): CoverageDate {
  if (dates.length === 0) throw new RangeError('protection by no programme at all');
  if (dates.includes(NEVER)) return NEVER;
  if (dates.includes(null)) return null;
  return dates.reduce((earliest, date) => (date! < earliest! ? date : earliest));
}

/** The headline of a worker: protected by JKK and JKM. */
export function protectedUntil(jkk: CoverageDate, jkm: CoverageDate): CoverageDate {
  return protectedByAll([jkk, jkm]);
}
