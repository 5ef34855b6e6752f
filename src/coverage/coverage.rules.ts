import { COVERAGE_STATUSES, type CoverageStatus } from '../programmes/index.js';

/** The programmes a cell counts; `headline` is the definition the percentage stands on: active in both JKK and JKM. */
export const COUNTED = ['headline', 'jkk', 'jkm', 'jht', 'jp', 'jkp'] as const;
export type Counted = (typeof COUNTED)[number];
export const PROGRAMMES = ['jkk', 'jkm', 'jht', 'jp', 'jkp'] as const;
export type Programme = (typeof PROGRAMMES)[number];

export const STATUSES = COVERAGE_STATUSES;
export type Status = CoverageStatus;

/** Name and version of the headline definition; stored with every snapshot. */
export const HEADLINE_DEFINITION = 'jkk-jkm-v1';

/** How many workers there are, and in which status: the four always add up to `workers`. */
export type Split = Record<Status, number> & { workers: number };

/** One split for the headline and each programme; `expiring` of the active ones end within the month. */
export interface Counts {
  workers: number;
  expiring: number;
  splits: Record<Counted, Split>;
}

export function splitOf(workers: number, active: number, lapsed: number, never: number): Split {
  return { workers, active, lapsed, never, unknown: workers - active - lapsed - never };
}

/** Share of the roster that is covered, 0 to 1; null when there is nobody to cover. */
export function covered(split: Split): number | null {
  return split.workers === 0 ? null : split.active / split.workers;
}

/** Everybody who needs something done: not covered, not known, or about to lapse. */
export function gapOf(counts: Counts): number {
  const { lapsed, never, unknown } = counts.splits.headline;
  return lapsed + never + unknown + counts.expiring;
}

/** Programme coverage is known to the month, so every day of a month has the same coverage. */
export function sameMonth(day: string, other: string): boolean {
  return day.slice(0, 7) === other.slice(0, 7);
}

/** The day the kept counts hold for: today, unless a month has turned since they were made. @param today YYYY-MM-DD */
export function effectiveDay(countedFor: string, today: string): string {
  return sameMonth(countedFor, today) && countedFor < today ? today : countedFor;
}
