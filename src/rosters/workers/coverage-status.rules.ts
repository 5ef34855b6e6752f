export type CoverageStatus = 'active' | 'lapsed' | 'never' | 'unknown';

export interface Protection {
  status: CoverageStatus;
  /** Last protected month as YYYY-MM; null when there is none. */
  until: string | null;
  /** Active, but not beyond the month of the day asked about. */
  expiring: boolean;
}

/**
 * @param until last protected day as stored: null unknown, `-infinity` never
 * @param day YYYY-MM-DD the status is asked for
 */
export function protectionOf(until: string | null, day: string): Protection {
  if (until === null) return { status: 'unknown', until: null, expiring: false };
  if (until === '-infinity') return { status: 'never', until: null, expiring: false };
  const month = until.slice(0, 7);
  if (until < day) return { status: 'lapsed', until: month, expiring: false };
  return { status: 'active', until: month, expiring: month === day.slice(0, 7) };
}
