/** A length of time as a careful person says it. */
export interface Rough {
  unit: 'moment' | 'seconds' | 'minutes' | 'hours';
  /** Of the unit; 0 for a moment. */
  count: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** No more exact than an estimate is: moments, tens of seconds, minutes, then quarters of an hour. */
export function roughly(seconds: number): Rough {
  if (seconds < 8) return { unit: 'moment', count: 0 };
  if (seconds <= 50) return { unit: 'seconds', count: Math.ceil(seconds / 10) * 10 };
  if (seconds <= 57 * MINUTE) return { unit: 'minutes', count: Math.max(1, Math.round(seconds / MINUTE)) };
  return { unit: 'hours', count: Math.max(1, Math.round((seconds / HOUR) * 4) / 4) };
}
